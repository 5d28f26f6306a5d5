"""Fine-tune a base on labelled messages, and measure it before and after on unseen ones."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import perf_counter

from presenter.work.jobs.budget import plan_steps
from presenter.work.jobs.checkpoint import Progress, digest, remove_state
from presenter.work.jobs.course import Course
from presenter.work.jobs.fitting import Fitting, steps_an_epoch
from presenter.work.jobs.learner import Learner, moved, open_learner
from presenter.work.jobs.machine import choose_device, describe
from presenter.work.jobs.outcome import Story, assess, assess_floor, choose, conclude
from presenter.work.jobs.parallel import Crew, crew
from presenter.work.jobs.saving import save_trained
from presenter.work.jobs.texts import Texts, truths
from presenter.work.messages import Message, spam_count
from presenter.work.models import locate, public_name, shown_name
from presenter.work.protocol import (
    Baseline,
    Machine,
    Prepared,
    Reply,
    Sample,
    Stage,
    Train,
    Trained,
)
from presenter.work.shelf import SHELF
from presenter.work.sources import Source, find_source
from presenter.work.splits import split_messages
from presenter.work.svm import FloorRun, start_floor
from presenter.work.verdicts import probe_messages

WORKSPACE = 900_000_000
"""Bytes that a run of the default base takes beyond libraries and models: frozen layers' states,
gradients, activations of the longest batch. Models that wait for their slide leave for it."""
TOLD = 10
"""Batches of frozen layers between two words about them."""


def run(request: Train, cancelled: Event) -> Iterator[Reply]:
    """`Machine`, `Prepared`, `Baseline`, a `Step` a step, a `Validated` a validation, `Floor` when
    it is there, and `Trained`; before what takes a while a `Stage`.

    By default the weights kept are an average over the second half, and a message is called spam
    from one half upwards: with a hundred spam messages to validate on, the best epoch and the best
    threshold are mostly the luckiest.
    """
    began = perf_counter()
    device = choose_device(request.device)
    with crew() as mates, device if device.type != "cpu" else nullcontext():
        machine = describe(device, mates.size)
        yield machine
        SHELF.make_room(WORKSPACE)
        yield Stage(name="reading the messages")
        source = find_source(request.data, request.label)
        parts = split_messages(source.messages, request.split, request.seed)
        texts, truth = Texts(parts, probe_messages()), truths(parts.train)
        floor = None
        if not mates.rank:
            known, unseen = [m.text for m in parts.train], [m.text for m in parts.test]
            floor = start_floor(known, truth, unseen)
        try:
            yield Stage(name="loading the base")
            folder, name = locate(request.base), public_name(request.base)
            spam = sum(truth) / len(truth)
            learner = open_learner(folder, name, request.method, texts.all, spam, request.seed)
            made = _Run(request, source, texts, learner, machine, mates, floor, began)
            yield from made.story(cancelled)
        finally:
            if floor:
                floor.stop()


@dataclass
class _Run:
    """A run whose base is loaded."""

    request: Train
    source: Source
    texts: Texts
    learner: Learner
    machine: Machine
    crew: Crew
    floor: FloorRun | None
    began: float

    def story(self, cancelled: Event) -> Iterator[Reply]:
        """The plan, what is computed once, and the training; a time limit is planned for only
        when that is done, since it takes its time too."""
        request, parts = self.request, self.texts.parts
        fitting = Fitting(
            self.learner,
            self.texts.places(parts.train),
            truths(parts.train),
            (request.epochs or self.learner.recipe.epochs) * self._each,
            request.seed,
            self.crew,
        )
        plan, deadline = self._plan(fitting), None
        if not request.time_limit:
            yield plan
        whole = len(self.texts.all)
        for batch, done in enumerate(self.learner.prepare(cancelled)):
            if batch % TOLD == 0 or done == whole:
                yield Stage(name=f"running the frozen layers, {done:,} of {whole:,}")
        if request.time_limit and not cancelled.is_set():
            yield Stage(name="timing a few steps")
            every = request.validate_every or self._each
            budget, testing = plan_steps(
                self.texts, fitting, self.crew, self.began, request.time_limit, every
            )
            fitting.steps = budget.steps
            plan = self._plan(fitting).model_copy(update={"budget": budget})
            deadline = self.began + request.time_limit - testing
            yield plan
        if not cancelled.is_set():
            yield from self._train(cancelled, fitting, plan, deadline)

    def _train(
        self, cancelled: Event, fitting: Fitting, plan: Prepared, deadline: float | None
    ) -> Iterator[Reply]:
        request, parts = self.request, self.texts.parts
        yield Stage(name="testing the untouched base")
        before, _ = assess(self.learner, self.texts, cancelled)
        if cancelled.is_set():
            return
        yield Baseline(metrics=before.metrics)
        asked = digest(request, self.source.messages)
        progress = Progress(request=asked, step=0, steps=fitting.steps, updates=0)
        validation = (self.texts.places(parts.validation), truths(parts.validation))
        course = Course(request, plan, self.learner, fitting, validation, self.crew, progress)
        if course.resume():
            changed = {"resumed_at": fitting.done, "steps": fitting.steps}
            plan = plan.model_copy(update=changed)
            yield plan
        tested = None
        for reply in course.run(cancelled, deadline):
            yield reply
            if self.floor and not tested and self.floor.ready:
                tested = assess_floor(self.floor, self.texts)
                yield from tested[:1] if tested else ()
        if cancelled.is_set():
            return
        yield Stage(name="testing")
        if self.floor and not tested:
            tested = assess_floor(self.floor, self.texts)
            yield from tested[:1] if tested else ()
        story = Story(plan, self.machine, before, tested, course.settle(), course.stopped_early)
        yield from self._end(story, cancelled)

    def _end(self, story: Story, cancelled: Event) -> Iterator[Reply]:
        request = self.request
        threshold = choose(request, self.learner, self.texts, cancelled)
        result = conclude(story, self.learner, self.texts, threshold, cancelled)
        if cancelled.is_set():
            return
        timed = {"seconds": perf_counter() - self.began, "saved": request.save}
        trained = Trained(**{**dict(result), **timed})
        if not self.crew.rank:
            if request.save:
                save_trained(Path(request.save).expanduser(), request, self.learner, trained)
            if request.resume:
                remove_state(Path(request.resume).expanduser())
        yield trained

    @property
    def _each(self) -> int:
        return steps_an_epoch(len(self.texts.parts.train), self.learner.recipe.batch)

    def _plan(self, fitting: Fitting) -> Prepared:
        request, parts, learner = self.request, self.texts.parts, self.learner
        return Prepared(
            base=shown_name(request.base),
            source=self.source.name,
            practice=self.source.practice,
            split=request.split,
            seed=request.seed,
            method=request.method,
            train=_sample(parts.train),
            validation=_sample(parts.validation),
            test=_sample(parts.test),
            epochs=-(-fitting.steps // self._each),
            steps=fitting.steps,
            precision=learner.precision,
            batch=learner.recipe.batch,
            trained_weights=moved(learner),
            weights=learner.size,
            keep=request.keep,
            threshold=request.threshold,
        )


def _sample(messages: Sequence[Message]) -> Sample:
    return Sample(size=len(messages), spam=spam_count(messages))
