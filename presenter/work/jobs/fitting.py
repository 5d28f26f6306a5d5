"""The training loop: batches by the seed, gradients, Adam, and rates that rise and fall."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from presenter.work.jobs.adam import Adam
from presenter.work.jobs.batches import bucketed, by_length
from presenter.work.jobs.learner import Learner
from presenter.work.jobs.parallel import Crew

TOKENS = 1_024
"""Of a batch that are computed at a time, padding counted; the gradients add up to those of the
whole batch, and what a backward pass must remember takes half the memory."""


@dataclass(frozen=True)
class Stepped:
    """One step done; steps and epochs count from 1."""

    step: int
    epoch: int
    loss: float
    tokens: int
    ends_epoch: bool


def steps_an_epoch(messages: int, batch: int) -> int:
    """Batches that hold so many messages."""
    return -(-messages // batch)


class Fitting:
    """A learner on its way: `places` of its texts are trained on, `spam` says which are.

    Everything is by the seed: an epoch's batches follow from seed and epoch alone, so that a run
    that is taken up again goes on as it would have. `steps` may be lowered while it runs.
    """

    def __init__(
        self,
        learner: Learner,
        places: Sequence[int],
        spam: Sequence[bool],
        steps: int,
        seed: int,
        crew: Crew,
    ) -> None:
        recipe = learner.recipe
        self.steps = steps
        self.done = 0
        self.adam = Adam(
            [(leaf, recipe.rate) for leaf in learner.body]
            + [(leaf, recipe.head_rate) for leaf in learner.head]
        )
        self.learner, self._places, self._seed, self._crew = learner, list(places), seed, crew
        self._truth = torch.tensor([int(truth) for truth in spam])
        self._lengths = [learner.lengths[place] for place in places]

    @property
    def leaves(self) -> list[Tensor]:
        """Everything that moves."""
        return [*self.learner.body, *self.learner.head]

    def run(self) -> Iterator[Stepped]:
        """Train from `done` to `steps`, yielding after every step. Raises FloatingPointError,
        before the weights are touched, when the loss is no number any more."""
        size = self.learner.recipe.batch
        each = steps_an_epoch(len(self._places), size)
        while self.done < self.steps:
            epoch, at = divmod(self.done, each)
            chance = Random(f"{self._seed} {epoch}")
            for batch in bucketed(self._lengths, size, chance)[at:]:
                loss = self.pass_batch(batch)
                self.adam.step(self.rate_share())
                self.done += 1
                last = self.done % each == 0 or self.done >= self.steps
                tokens = sum(self._lengths[one] for one in batch)
                yield Stepped(self.done, epoch + 1, loss, tokens, last)
                if self.done >= self.steps:
                    return

    def pass_batch(self, batch: Sequence[int]) -> float:
        """Loss and gradients of one batch, without an update."""
        mine = self._crew.share(batch)
        part = 0.0
        for some in by_length([self._lengths[one] for one in mine], TOKENS):
            few = [mine[at] for at in some]
            scores = self.learner.scores([self._places[one] for one in few])
            loss = functional.cross_entropy(scores, self._truth[few], reduction="sum")
            loss = loss / len(batch)
            loss.backward()  # type: ignore[no-untyped-call]
            part += float(loss.detach())
        whole = self._crew.sum(part)
        if not torch.isfinite(torch.tensor(whole)):
            raise FloatingPointError("the loss is no longer a number")
        self._crew.add_up(self.leaves)
        return whole

    def rate_share(self) -> float:
        """Of the full rate: up to one in the first steps, then down to zero in a straight line."""
        rise = self.learner.recipe.rise * self.steps
        return min((self.done + 1) / (rise + 1), max(0.0, 1 - self.done / self.steps))

    def time_batches(self, count: int) -> Iterator[None]:
        """Pass some typical batches without moving anything; to be timed from outside."""
        batches = bucketed(self._lengths, self.learner.recipe.batch, Random(0))
        for batch in batches[:count]:
            self.pass_batch(batch)
            for leaf in self.leaves:
                leaf.grad = None
            yield
