"""Fine-tuning: which weights move, by which rule, in which order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from presenter.work.jobs.adam import Adam
from presenter.work.jobs.batches import bucketed
from presenter.work.jobs.bert import Layer
from presenter.work.jobs.classifier import Classifier, Head, pad
from presenter.work.jobs.lora import Lora, add_lora, new_lora
from presenter.work.messages import Message
from presenter.work.protocol import Method


@dataclass(frozen=True)
class Recipe:
    """How a method trains. Rates fall linearly to zero after a short rise."""

    epochs: int
    rate: float
    head_rate: float = 1e-3
    batch: int = 16
    rise: float = 0.06
    """Share of the steps in which the rates rise from zero."""


RECIPES: dict[Method, Recipe] = {
    "frozen": Recipe(epochs=2, rate=2e-4),
    "lora": Recipe(epochs=8, rate=6e-4),
}


@dataclass(frozen=True)
class Moving:
    """What training moves: `weights` and `head` are leaves, `classifier` builds on them."""

    weights: Tensor
    head: Head
    classifier: Callable[[], Classifier]
    lora: Callable[[], Lora] | None = None


def moving(base: Classifier, name: str, method: Method, seed: int) -> Moving:
    """Everything that `method` trains of a base. `base.bert` is in fp32 and is not changed."""
    head = Head(base.head.weight.clone(), base.head.bias.clone())
    head.weight.requires_grad_()
    head.bias.requires_grad_()
    if method == "frozen":
        return _upper_layers(base, head)
    torch.manual_seed(seed)
    return _low_rank(base, head, name)


def _upper_layers(base: Classifier, head: Head) -> Moving:
    """The upper half of the layers moves; embeddings and the lower half are left alone."""
    count = base.bert.shape.layers // 2
    lower = tuple(layer.to(base.kind) for layer in base.bert.layers[:count])
    upper = base.bert.layers[count:]
    flat, apart = _flatten([weight for layer in upper for weight in layer])
    width = len(Layer._fields)

    def classifier() -> Classifier:
        weights = apart(flat.to(base.kind))
        layers = tuple(Layer(*weights[at : at + width]) for at in range(0, len(weights), width))
        return replace(base, bert=base.bert._replace(layers=lower + layers), head=head)

    return Moving(flat, head, classifier)


def _low_rank(base: Classifier, head: Head, name: str) -> Moving:
    start = new_lora(base.bert, name)
    flat, apart = _flatten([weight for pair in start.pairs.values() for weight in pair])

    def lora() -> Lora:
        weights = apart(flat)
        pairs = zip(weights[::2], weights[1::2], strict=True)
        return replace(start, pairs=dict(zip(start.pairs, pairs, strict=True)))

    def classifier() -> Classifier:
        return replace(base, bert=add_lora(base.bert, lora()), head=head).ready()

    return Moving(flat, head, classifier, lora)


def _flatten(weights: Sequence[Tensor]) -> tuple[Tensor, Callable[[Tensor], list[Tensor]]]:
    """One leaf that holds all weights, and the way back: one update is then a few big
    operations instead of hundreds of small ones."""
    shapes = [weight.shape for weight in weights]
    sizes = [weight.numel() for weight in weights]
    flat = torch.cat([weight.flatten() for weight in weights]).requires_grad_()

    def apart(whole: Tensor) -> list[Tensor]:
        pieces = torch.split(whole, sizes)
        return [piece.view(shape) for piece, shape in zip(pieces, shapes, strict=True)]

    return flat, apart


def count_steps(messages: int, epochs: int, batch: int) -> int:
    """Steps of a run."""
    return epochs * -(-messages // batch)


@dataclass(frozen=True)
class Stepped:
    """One step done; epochs count from 1."""

    epoch: int
    loss: float
    ends_epoch: bool


def fit(
    model: Moving, messages: Sequence[Message], recipe: Recipe, epochs: int, seed: int
) -> Iterator[Stepped]:
    """Train, yielding after every step. Raises FloatingPointError, before the weights are
    touched, when the loss is no number any more."""
    chance = Random(seed)
    tokens = model.classifier().tokens([message.text for message in messages])
    truth = torch.tensor([int(message.spam) for message in messages])
    adam = Adam(
        [
            (model.weights, recipe.rate),
            (model.head.weight, recipe.head_rate),
            (model.head.bias, recipe.head_rate),
        ]
    )
    total = count_steps(len(messages), epochs, recipe.batch)
    done = 0
    for epoch in range(1, epochs + 1):
        batches = bucketed([len(row) for row in tokens], recipe.batch, chance)
        for left, places in zip(range(len(batches) - 1, -1, -1), batches, strict=True):
            batch, mask = pad([tokens[place] for place in places])
            loss = functional.cross_entropy(model.classifier().scores(batch, mask), truth[places])
            if not torch.isfinite(loss):
                raise FloatingPointError("the loss is no longer a number")
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step(min((done + 1) / (recipe.rise * total + 1), 1 - done / total))
            done += 1
            yield Stepped(epoch, loss.item(), ends_epoch=not left)
