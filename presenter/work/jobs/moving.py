"""A BERT of which some weights move: all, the upper layers, or low-rank additions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import Protocol

import torch
from torch import Tensor

from presenter.work.jobs.batches import by_length, pad
from presenter.work.jobs.bert import Bert, Layer, embed, run_layers
from presenter.work.jobs.learner import TOKENS
from presenter.work.jobs.lora import Lora, add_lora, new_lora


class Moving(Protocol):
    """What the methods have in common."""

    @property
    def leaf(self) -> Tensor | None:
        """All that moves, in fp32; None where nothing does."""

    def bert(self) -> Bert:
        """The whole encoder as it is now, in fp32."""

    def encode(self, places: Sequence[int]) -> tuple[Tensor, Tensor | None]:
        """Hidden states [places, length, hidden] and where tokens are; None where all are."""


@dataclass
class Full:
    """Every weight moves. Of the vocabulary only the rows that the run's texts use are in the
    leaf: the others would get no gradient, and moving nothing takes time too."""

    base: Bert
    kind: torch.dtype
    rows: list[list[int]]

    def __post_init__(self) -> None:
        used = sorted({0, *(token for row in self.rows for token in row)})
        self._used = torch.tensor(used)
        place = {token: at for at, token in enumerate(used)}
        self._trimmed = [[place[token] for token in row] for row in self.rows]
        start = self.base
        edges = [start.words[self._used], start.positions, start.norm, start.norm_bias]
        self.leaf, self._apart = flatten([*edges, *_weights(start.layers)])

    def _now(self, kind: torch.dtype) -> Bert:
        words, positions, norm, norm_bias, *weights = self._apart(self.leaf)
        layers = _layers([weight.to(kind) for weight in weights])
        return Bert(self.base.shape, words, positions, norm, norm_bias, layers)

    def bert(self) -> Bert:
        now = self._now(torch.float32)
        return now._replace(words=self.base.words.index_copy(0, self._used, now.words))

    def encode(self, places: Sequence[int]) -> tuple[Tensor, Tensor | None]:
        now = self._now(self.kind)
        tokens, mask = pad([self._trimmed[place] for place in places])
        return run_layers(now.layers, now.shape, embed(now, tokens, self.kind), mask), mask


@dataclass
class Upper:
    """The upper layers move, `frozen` lower ones do not: these are run once for every text, and
    their last hidden states are kept, in half precision to save memory: after a layer norm its
    range and its three digits do (0.8 MB per thousand tokens of the default base). Not run
    in eight bits, as messages are judged: it takes 0.6 of the time, but what is learned from such
    states finds one to two points of F1 less."""

    base: Bert
    kind: torch.dtype
    rows: list[list[int]]
    frozen: int

    def __post_init__(self) -> None:
        self._lower = tuple(layer.to(self.kind) for layer in self.base.layers[: self.frozen])
        upper = _weights(self.base.layers[self.frozen :])
        self.leaf: Tensor | None = None
        if upper:
            self.leaf, self._apart = flatten(upper)
        starts = [0]
        for row in self.rows:
            starts.append(starts[-1] + len(row))
        self._starts = torch.tensor(starts)
        self._lengths = self._starts.diff()
        self._hidden = torch.empty(0)

    @torch.no_grad()
    def prepare(self, cancelled: Event) -> Iterator[int]:
        """Yields how many texts are done."""
        shape = self.base.shape
        self._hidden = torch.empty(int(self._starts[-1]), shape.hidden, dtype=torch.float16)
        done = 0
        for places in by_length([len(row) for row in self.rows], TOKENS):
            if cancelled.is_set():
                return
            tokens, mask = pad([self.rows[place] for place in places], stride=1)
            x = run_layers(self._lower, shape, embed(self.base, tokens, self.kind), mask)
            for place, states in zip(places, x, strict=True):
                at, length = int(self._starts[place]), len(self.rows[place])
                self._hidden[at : at + length] = states[:length]
            done += len(places)
            yield done

    def _upper(self, kind: torch.dtype) -> tuple[Layer, ...]:
        if self.leaf is None:
            return ()
        return _layers([weight.to(kind) for weight in self._apart(self.leaf)])

    def bert(self) -> Bert:
        layers = self.base.layers[: self.frozen] + self._upper(torch.float32)
        return self.base._replace(layers=layers)

    def encode(self, places: Sequence[int]) -> tuple[Tensor, Tensor | None]:
        at = torch.tensor(places)
        lengths = self._lengths[at]
        within = torch.arange(int(lengths.max()))
        mask = within < lengths.unsqueeze(1)
        x = self._hidden[torch.where(mask, self._starts[at].unsqueeze(1) + within, 0)]
        some = None if bool(mask.all()) else mask
        return run_layers(self._upper(self.kind), self.base.shape, x.to(self.kind), some), some


@dataclass
class LowRank:
    """Low-rank additions to every matrix move, the base does not."""

    base: Bert
    kind: torch.dtype
    rows: list[list[int]]
    name: str

    def __post_init__(self) -> None:
        self._start = new_lora(self.base, self.name)
        pairs = [weight for pair in self._start.pairs.values() for weight in pair]
        self.leaf, self._apart = flatten(pairs)

    def lora(self) -> Lora:
        """The additions as they are now."""
        weights = self._apart(self.leaf)
        pairs = zip(weights[::2], weights[1::2], strict=True)
        return replace(self._start, pairs=dict(zip(self._start.pairs, pairs, strict=True)))

    def bert(self) -> Bert:
        return add_lora(self.base, self.lora())

    def encode(self, places: Sequence[int]) -> tuple[Tensor, Tensor | None]:
        now = self.bert().to(self.kind)
        tokens, mask = pad([self.rows[place] for place in places])
        return run_layers(now.layers, now.shape, embed(now, tokens, self.kind), mask), mask


def _weights(layers: Sequence[Layer]) -> list[Tensor]:
    return [weight for layer in layers for weight in layer]


def _layers(weights: Sequence[Tensor]) -> tuple[Layer, ...]:
    width = len(Layer._fields)
    return tuple(Layer(*weights[at : at + width]) for at in range(0, len(weights), width))


class _Apart(Protocol):
    def __call__(self, whole: Tensor) -> list[Tensor]: ...


def flatten(weights: Sequence[Tensor]) -> tuple[Tensor, _Apart]:
    """One leaf that holds all weights, and the way back: one update is then a few big
    operations instead of hundreds of small ones."""
    shapes = [weight.shape for weight in weights]
    sizes = [weight.numel() for weight in weights]
    flat = torch.cat([weight.flatten() for weight in weights]).requires_grad_()

    def apart(whole: Tensor) -> list[Tensor]:
        pieces = torch.split(whole, sizes)
        return [piece.view(shape) for piece, shape in zip(pieces, shapes, strict=True)]

    return flat, apart
