"""Pace: what is due, how far the talk has drifted, when it will finish. Time is always given."""

from dataclasses import dataclass
from typing import Literal

from slides.talk import TalkState

Verdict = Literal["on pace", "behind", "ahead"]
LATE, BACK = 20.0, 10.0
"""Seconds of drift that change the word, and to which it must fall to change it back."""


@dataclass(frozen=True)
class Pace:
    """All in seconds. `drift` is late when positive; `finish` counts from the start."""

    elapsed: float
    on_slide: float
    budget: float
    due: float
    drift: float
    finish: float


def pace(state: TalkState, now: float) -> Pace:
    """How the talk stands at `now`.

        due    = start[i] + min(time on slide i, budget[i])
        drift  = elapsed - due
        finish = elapsed + what is left of budget[i] + budgets after i

    The talk's own finish does not count the Q&A; once the Q&A is on, it does. What lies before the
    slide on which the clock was started is not due. Lateness that cuts made up for is due no more.
    In the appendix the talk stands where it was left. A talk that has ended finished then. Where
    the plan says what slides are expected to take, the finish goes by that instead of their
    budgets; what is due goes by budgets always.
    """
    plan = state.plan
    slide = state.stood_on or state.slide
    place = plan.index(slide)
    planned = plan.slides[place]
    starts = plan.starts
    elapsed = state.elapsed(now)
    on_slide = state.on_slide(slide, now)
    begun = starts[plan.index(state.begun_on)] if state.begun_on else starts[place]
    due = starts[place] - begun + min(on_slide, planned.budget) + state.won
    left = max(0.0, planned.takes - on_slide) + plan.rests[place]
    return Pace(
        elapsed=elapsed,
        on_slide=on_slide,
        budget=planned.budget,
        due=due,
        drift=elapsed - due if state.started_at is not None else 0.0,
        finish=elapsed if state.ended_at is not None else elapsed + left,
    )


@dataclass(frozen=True)
class SectionPace:
    """How the section that is on stands. All in seconds; `drift` is late when positive."""

    section: str
    spent: float
    """On its slides so far, over all visits."""
    budget: float
    """Of all its slides."""
    drift: float
    """What was lost or won within it alone."""
    left: float
    """What is left of it, this slide's rest included."""


def section_pace(state: TalkState, now: float) -> SectionPace | None:
    """How the section of the slide shown stands at `now`; None when the plan names no sections.

    Its drift is what was spent on its slides up to this one beyond their budgets, by the rule of
    the talk: this slide's own time is due as long as its budget lasts.
    """
    slides = state.plan.slides
    if not any(planned.section for planned in slides):
        return None
    here = slides[state.plan.index(state.stood_on or state.slide)]
    members = [planned for planned in slides if planned.section == here.section]
    place = members.index(here)
    on_slide = state.on_slide(here.slide, now)
    behind = members[:place]
    spent = sum(state.on_slide(planned.slide, now) for planned in members)
    due = sum(planned.budget for planned in behind) + min(on_slide, here.budget)
    ahead = sum(planned.takes for planned in members[place + 1 :])
    return SectionPace(
        section=here.section,
        spent=spent,
        budget=sum(planned.budget for planned in members),
        drift=spent - due if state.started_at is not None else 0.0,
        left=max(0.0, here.takes - on_slide) + ahead,
    )


def verdict(before: Verdict, drift: float) -> Verdict:
    """The word for a drift, given the word before: it changes late and changes back later."""
    if drift > LATE or (before == "behind" and drift > BACK):
        return "behind"
    if drift < -LATE or (before == "ahead" and drift < -BACK):
        return "ahead"
    return "on pace"
