"""Learners over the lean BERT: which of its weights move, and what is computed only once."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from presenter.work.jobs.bert import save_bert
from presenter.work.jobs.classifier import BASE, HEAD, Classifier, Head, load_base_from
from presenter.work.jobs.learner import Recipe
from presenter.work.jobs.lora import save_lora
from presenter.work.jobs.moving import Full, LowRank, Moving, Upper
from presenter.work.jobs.pooling import pooled
from presenter.work.jobs.precision import short_name
from presenter.work.protocol import Method

POOLED = 3
"""Vectors of the hidden size that the head reads: mean, maximum and first token; measured
a little better than the mean alone, for no time."""
RECIPES: dict[Method, Recipe] = {
    "full": Recipe(epochs=2, rate=1e-4),
    "frozen": Recipe(epochs=2, rate=3e-4),
    "lora": Recipe(epochs=8, rate=6e-4),
    "head": Recipe(epochs=20, rate=0, head_rate=1e-2, batch=64),
}


@dataclass
class LeanLearner:
    """A BERT, its head, and the texts of a run as tokens."""

    base: Classifier
    name: str
    folder: Path
    recipe: Recipe
    encoder: Moving
    lengths: list[int]
    body: list[Tensor] = field(init=False)
    head: list[Tensor] = field(init=False)

    def __post_init__(self) -> None:
        self.body = [self.encoder.leaf] if self.encoder.leaf is not None else []
        prior = self.base.head.bias.clone()
        self.head = [torch.zeros(2, POOLED * self.base.bert.shape.hidden), prior]
        for leaf in self.head:
            leaf.requires_grad_()

    @property
    def size(self) -> int:
        """Weights of base and head."""
        bert = self.base.bert
        layers = sum(weight.numel() for layer in bert.layers for weight in layer)
        return layers + bert.words.numel() + bert.positions.numel() + 2 * bert.shape.hidden + 2

    @property
    def precision(self) -> str:
        """Of the layers."""
        return short_name(self.base.kind)

    def prepare(self, cancelled: Event) -> Iterator[int]:
        """Run what is frozen, once."""
        if isinstance(self.encoder, Upper):
            yield from self.encoder.prepare(cancelled)

    def scores(self, places: Sequence[int]) -> Tensor:
        """A linear layer over what is pooled of the last hidden states. Before the first step its
        weights are zero, and whatever the encoder says comes to its bias: then nobody asks it."""
        weight, bias = self.head
        if not torch.is_grad_enabled() and not weight.any():
            return bias.expand(len(places), 2)
        hidden, mask = self.encoder.encode(places)
        return functional.linear(pooled(hidden, mask, weight.shape[1]), weight, bias)

    @torch.no_grad()
    def save(self, folder: Path) -> None:
        """Head and adapter, or head and whole encoder with its tokenizer."""
        folder.mkdir(parents=True, exist_ok=True)
        head = Head(*(leaf.detach().cpu() for leaf in self.head))
        save_file(asdict(head), folder / HEAD)
        if isinstance(self.encoder, LowRank):
            save_lora(self.encoder.lora(), folder)
            return
        config = json.loads((self.folder / "config.json").read_bytes())
        (folder / "config.json").write_text(json.dumps({**config, BASE: self.name}, indent=2))
        shutil.copyfile(self.folder / "tokenizer.json", folder / "tokenizer.json")
        save_bert(self.encoder.bert(), folder)


def open_lean(
    folder: Path, name: str, method: Method, texts: Sequence[str], spam: float, seed: int
) -> LeanLearner:
    """The learner of a BERT in a folder. Raises Trouble."""
    base = load_base_from(folder, spam)
    rows = base.tokens(texts)
    bert, kind = base.bert, base.kind
    torch.manual_seed(seed)
    encoder: Moving
    match method:
        case "full":
            encoder = Full(bert, kind, rows)
        case "lora":
            encoder = LowRank(bert, kind, rows, name)
        case "frozen":
            encoder = Upper(bert, kind, rows, frozen=frozen_layers(bert.shape.layers))
        case "head":
            encoder = Upper(bert, kind, rows, frozen=bert.shape.layers)
    return LeanLearner(base, name, folder, RECIPES[method], encoder, [len(row) for row in rows])


def frozen_layers(layers: int) -> int:
    """Of so many, how many `frozen` leaves alone: two thirds."""
    return layers * 2 // 3
