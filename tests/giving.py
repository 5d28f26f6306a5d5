"""A talk given from its first slide to its last, and what happens on its slides."""

from collections.abc import Callable, Mapping, Sequence

from slides.steps import step_count
from tests.stagehand import Stagehand

Act = Callable[[Stagehand], float]
"""Something that happens on a slide; returns the seconds that it adds to its budget."""


def give(on: Stagehand, acts: Mapping[str, Act], shares: Sequence[float]) -> None:
    """Give the talk to its last slide but the appendix, now with a clicker, now from the cockpit.
    `shares` of their budgets are what the slides take, over and over; acts happen when all of
    their slide is on."""
    due, number = on.elapsed, 0
    slide: str | None = on.state.slide
    while slide is not None:
        number += 1
        state = on.state
        on.lights(on.place(slide))
        planned = state.plan.slides[state.plan.index(slide)]
        steps = step_count(on.deck.slides[on.deck.index(slide)])
        begun = due
        share = planned.budget * shares[number % len(shares)] / (steps + 1)
        for step in range(steps):
            due += share
            on.reaches(due)
            _next(on, step)
            on.stands(slide, step + 1)
        live = on.live
        if act := acts.get(slide):
            due += act(on)
        due = max(due + share, begun + on.live - live)  # what is live takes what it takes
        on.reaches(due)
        state = on.state
        slide = state.plan.beside(slide, 1, state.cuts)
        if slide is not None:
            _next(on, number)


def _next(on: Stagehand, number: int) -> None:
    """One step on: by turns from the cockpit and with a clicker."""
    if number % 2:
        on.press("cockpit", "Space")
    else:
        on.press("stage", "NPage")
