"""What comes of a run: figures before and after, the floor, comparisons, mistakes, the probe."""

from dataclasses import dataclass
from threading import Event

from presenter.work.intervals import mcnemar
from presenter.work.jobs.learner import Learner
from presenter.work.jobs.texts import Texts, truths
from presenter.work.metrics import choose_threshold, measure, measure_chances
from presenter.work.protocol import Floor, Machine, Metrics, Prepared, Train, Trained
from presenter.work.svm import NAME, FloorRun
from presenter.work.verdicts import judged, worst_mistakes


@dataclass(frozen=True)
class Tested:
    """A method's test metrics, and which test messages it judged rightly."""

    metrics: Metrics
    right: list[bool]


def assess(
    learner: Learner, texts: Texts, cancelled: Event, threshold: float = 0.5
) -> tuple[Tested, list[float]]:
    """As the learner is now; with the probabilities of spam."""
    truth = truths(texts.parts.test)
    found = texts.chances(learner, texts.parts.test, cancelled)
    right = [(chance >= threshold) == spam for chance, spam in zip(found, truth, strict=True)]
    return Tested(measure_chances(truth, found, threshold), right), found


def assess_floor(run: FloorRun, texts: Texts) -> tuple[Floor, Tested] | None:
    """The floor's figures, waited for if need be; None when it failed."""
    fitted = run.result()
    if not fitted:
        return None
    truth = truths(texts.parts.test)
    called = [score >= 0 for score in fitted.scores]
    right = [call == spam for call, spam in zip(called, truth, strict=True)]
    floor = Floor(name=NAME, metrics=measure(truth, called), seconds=fitted.seconds)
    return floor, Tested(floor.metrics, right)


def choose(request: Train, learner: Learner, texts: Texts, cancelled: Event) -> float:
    """The threshold that the request wants."""
    if request.threshold == "half":
        return 0.5
    validation = texts.parts.validation
    return choose_threshold(truths(validation), texts.chances(learner, validation, cancelled))


@dataclass(frozen=True)
class Story:
    """What is known of a run before its last test."""

    plan: Prepared
    machine: Machine
    before: Tested
    floor: tuple[Floor, Tested] | None
    kept_step: int
    stopped_early: bool


def conclude(
    story: Story, learner: Learner, texts: Texts, threshold: float, cancelled: Event
) -> Trained:
    """The last test and everything that follows from it; `seconds` is left to the caller."""
    after, found = assess(learner, texts, cancelled, threshold)
    floor = story.floor
    return Trained(
        plan=story.plan,
        before=story.before.metrics,
        after=after.metrics,
        seconds=0,
        machine=story.machine,
        floor=floor[0] if floor else None,
        against_before=mcnemar(story.before.right, after.right),
        against_floor=mcnemar(floor[1].right, after.right) if floor else None,
        kept_step=story.kept_step,
        stopped_early=story.stopped_early,
        mistakes=worst_mistakes(texts.parts.test, found, threshold),
        probe=judged(texts.probe, texts.chances(learner, texts.probe, cancelled)),
    )
