"""What a training run needs of a model, whichever library it is made with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

import torch
from torch import Tensor

from presenter.work.jobs.batches import by_length
from presenter.work.protocol import Method

TOKENS = 2_048
"""Of texts judged at a time, padding counted: they fit the processor's cache, and little memory."""


@dataclass(frozen=True)
class Recipe:
    """How a method trains. Rates fall linearly to zero after a short rise."""

    epochs: int
    rate: float
    head_rate: float = 1e-3
    batch: int = 16
    rise: float = 0.06
    """Share of the steps in which the rates rise from zero."""


class Learner(Protocol):
    """A base under a head, and the texts of a run: all that it will learn from or be tested on.

    Texts are named by their places, so that what does not change while training is computed once.
    """

    recipe: Recipe
    lengths: list[int]
    """Tokens of each text."""
    body: list[Tensor]
    """What moves of the base, or is added to it: leaves in fp32."""
    head: list[Tensor]

    @property
    def size(self) -> int:
        """Weights of base and head."""

    @property
    def precision(self) -> str:
        """Of the arithmetic: `bf16` or `fp32`."""

    def prepare(self, cancelled: Event) -> Iterator[int]:
        """Compute what stays the same, yielding how many texts are done; may be nothing."""

    def scores(self, places: Sequence[int]) -> Tensor:
        """Of ham and spam [places, 2], before softmax; gradients flow to body and head."""

    def save(self, folder: Path) -> None:
        """Write what `load_classifier` reads. Raises OSError."""


@torch.no_grad()
def chances(learner: Learner, places: Sequence[int], cancelled: Event) -> list[float]:
    """How likely each text is spam. Texts of like length go together; what was not reached when
    it is cancelled is one half."""
    found = [0.5] * len(places)
    for some in by_length([learner.lengths[place] for place in places], TOKENS):
        if cancelled.is_set():
            break
        spam = learner.scores([places[at] for at in some]).float().softmax(-1)[:, 1]
        for at, chance in zip(some, spam.tolist(), strict=True):
            found[at] = chance
    return found


def moved(learner: Learner) -> int:
    """Weights that training moves."""
    return sum(leaf.numel() for leaf in (*learner.body, *learner.head))


def open_learner(
    folder: Path, name: str, method: Method, texts: Sequence[str], spam: float, seed: int
) -> Learner:
    """The learner for the base in a folder; `name` is its public one, `spam` the share of spam
    in training. BERTs are run lean; for any other architecture transformers is imported."""
    from presenter.work.jobs.bert import is_bert

    if is_bert(folder):
        from presenter.work.jobs.lean import open_lean

        return open_lean(folder, name, method, texts, spam, seed)
    from presenter.work.jobs.auto import AutoLearner

    return AutoLearner(folder, name, method, texts, spam, seed)
