"""The course of a run: steps, validations, which weights are kept, when it ends, what is saved."""

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from time import perf_counter

import torch

from presenter.work.jobs.checkpoint import Kept, Progress, read_state, write_state
from presenter.work.jobs.fitting import Fitting, Stepped, steps_an_epoch
from presenter.work.jobs.learner import Learner, chances
from presenter.work.jobs.machine import held_mb
from presenter.work.jobs.parallel import Crew
from presenter.work.metrics import measure_chances
from presenter.work.protocol import Prepared, Reply, Stage, Step, Train, Validated
from presenter.work.trouble import Trouble

RECENT = 20
"""Steps over which rates are taken."""
FRESH = 0.02
"""Share of each step in the running average."""
RESERVE = 1.03
"""Seconds of a test are reckoned so much longer, so that a limit holds."""


class Course:
    """One run from its first step to its last; `run` tells it as replies."""

    def __init__(
        self,
        request: Train,
        plan: Prepared,
        learner: Learner,
        fitting: Fitting,
        validation: tuple[Sequence[int], Sequence[bool]],
        crew: Crew,
        progress: Progress,
    ) -> None:
        self.stopped_early = False
        self.progress = progress
        self.resumed_at = 0
        self._request, self._plan, self._crew = request, plan, crew
        self._learner, self._fitting = learner, fitting
        self._places, self._spam = validation
        self._folder = Path(request.resume).expanduser() if request.resume else None
        self._kept: Kept | None = None
        self._recent: deque[tuple[float, int]] = deque(maxlen=RECENT + 1)
        self._pauses = 0.0
        """Seconds spent validating."""

    def resume(self) -> bool:
        """Go on from the state in the request's folder, if it holds one. Raises Trouble."""
        found = self._folder and read_state(self._folder, self._fitting, self.progress.request)
        if not found:
            return False
        self.progress, self._kept = found
        self.resumed_at = self.progress.step
        return True

    def run(self, cancelled: Event, deadline: float | None) -> Iterator[Reply]:
        """A `Step` a step and a `Validated` a validation; returns early when cancelled.

        `deadline` is a reading of `perf_counter`: as it draws near, the steps that no longer fit
        are dropped, and the rates fall to zero the sooner.
        """
        yield from self.progress.validations
        start = perf_counter()
        self._recent.append((start, 0))
        try:
            for stepped in self._fitting.run():
                self._average()
                if deadline:
                    self._fit_before(deadline, stepped)
                yield self._told(stepped, start)
                if self._validates(stepped) and not cancelled.is_set():
                    yield from self._validate(stepped, cancelled)
                if cancelled.is_set() or self._must_stop():
                    return
        except FloatingPointError:
            raise Trouble(
                "The loss is no longer a number.", "Train again with another seed."
            ) from None

    @torch.no_grad()
    def settle(self) -> int:
        """Put the weights in force that the request wants kept; returns their step."""
        if not self._kept or self._request.keep == "last":
            return self._fitting.done
        for leaf, kept in zip(self._fitting.leaves, self._kept.leaves, strict=True):
            leaf.copy_(kept)
        return self.progress.best_step if self._request.keep == "best" else self._fitting.done

    @torch.no_grad()
    def _average(self) -> None:
        """Take a step's weights into the running average (Polyak and Juditsky 1992): the noise of
        single batches falls out of it. Only of the second half, when they wander little."""
        if self._request.keep != "average" or 2 * self._fitting.done <= self._fitting.steps:
            return
        if not self._kept:
            self._kept = Kept([leaf.detach().clone() for leaf in self._fitting.leaves])
        for kept, leaf in zip(self._kept.leaves, self._fitting.leaves, strict=True):
            kept.lerp_(leaf, FRESH)

    def _validates(self, stepped: Stepped) -> bool:
        every = self._request.validate_every
        if every:
            return stepped.step % every == 0 or stepped.step >= self._fitting.steps
        return stepped.ends_epoch

    def _validate(self, stepped: Stepped, cancelled: Event) -> Iterator[Reply]:
        yield Stage(name="validating")
        began = perf_counter()
        found = chances(self._learner, self._places, cancelled)
        if cancelled.is_set():
            return
        metrics = measure_chances(self._spam, found)
        told = Validated(epoch=stepped.epoch, step=stepped.step, metrics=metrics)
        better = metrics.f1.value > self.progress.best_f1
        if better and self._request.keep == "best":
            self._kept = Kept([leaf.detach().clone() for leaf in self._fitting.leaves])
        known = self.progress
        self.progress = Progress(
            request=known.request,
            step=self._fitting.done,
            steps=self._fitting.steps,
            updates=self._fitting.adam.steps,
            best_step=stepped.step if better else known.best_step,
            best_f1=max(metrics.f1.value, known.best_f1),
            validations=(*known.validations, told),
        )
        if self._folder and not self._crew.rank:
            write_state(self._folder, self._fitting, self.progress, self._kept)
        self._pauses = perf_counter() - began
        self._recent.clear()
        self._recent.append((perf_counter(), 0))
        yield told

    def _must_stop(self) -> bool:
        patience = self._request.early_stop
        if not patience or not self.progress.validations:
            return False
        scores = [told.metrics.f1.value for told in self.progress.validations]
        best = scores.index(max(scores))
        self.stopped_early = len(scores) - 1 - best >= patience
        return self.stopped_early and self._fitting.done < self._fitting.steps

    def _told(self, stepped: Stepped, start: float) -> Step:
        now = perf_counter()
        self._recent.append((now, stepped.tokens))
        first = self._recent[0][0]
        rate = (len(self._recent) - 1) / (now - first)
        each = steps_an_epoch(self._plan.train.size, self._learner.recipe.batch)
        left = self._fitting.steps - stepped.step
        done = stepped.step - self.resumed_at
        return Step(
            step=stepped.step,
            steps=self._fitting.steps,
            epoch=stepped.epoch,
            epochs=-(-self._fitting.steps // each),
            ends_epoch=stepped.ends_epoch,
            loss=stepped.loss,
            seconds=now - start,
            seconds_left=(now - start) / done * left,
            steps_per_second=rate,
            tokens_per_second=sum(tokens for _, tokens in self._recent) / (now - first),
            memory_mb=held_mb(),
        )

    def _fit_before(self, deadline: float, stepped: Stepped) -> None:
        """Drop the steps that the pace of late would bring after the deadline. All processes of a
        crew drop the same ones, since they must take the same steps."""
        if len(self._recent) <= RECENT // 2 or stepped.step % RECENT:
            return
        now = perf_counter()
        pace = (now - self._recent[0][0]) / (len(self._recent) - 1)
        fit = int((deadline - now - self._pauses * RESERVE) / pace)
        fit = int(self._crew.sum(fit) / self._crew.size)
        self._fitting.steps = max(stepped.step, min(self._fitting.steps, stepped.step + fit))
