"""Points, from the log alone: pure, so that a corrected key recomputes everything."""

from dataclasses import dataclass

from quiz.core import Given, Run, State

FULL_WITHIN = 0.5
"""Seconds within which a right answer earns all of its points."""


def is_right(run: Run, given: Given) -> bool:
    """Whether the answer is right. In a poll nothing is."""
    right = run.right
    return bool(right) and set(given.answer.chosen) <= right


def points(run: Run, given: Given | None) -> int:
    """Points for one answer: `P × (1 − t / 2T)` for a right one, as Kahoot! has it.

    `t` is the server's count of seconds, `T` the time limit; without a limit, and when scoring is
    flat, a right answer earns all of `P`. A wrong one, none, a poll or scoring off earn 0.
    """
    if given is None or run.scoring == "off" or not is_right(run, given):
        return 0
    limit = run.limit
    if run.scoring == "flat" or limit is None or given.took <= FULL_WITHIN:
        return run.question.points
    return round(run.question.points * (1 - min(given.took, limit) / limit / 2))


@dataclass(frozen=True)
class Standing:
    """One attendee's place. Equal points and equal time share a place."""

    place: int
    points: int
    right: int
    took: float
    """Seconds over all right answers: less is better."""


def standings(state: State) -> dict[str, Standing]:
    """Everybody's place over the revealed questions, best first."""
    totals: dict[str, tuple[int, int, float]] = dict.fromkeys(state.attendees, (0, 0, 0.0))
    for run in state.runs:
        if run.phase != "revealed":
            continue
        for attendee, given in run.answers.items():
            earned, right, took = totals[attendee]
            if is_right(run, given):
                totals[attendee] = (earned + points(run, given), right + 1, took + given.took)
    ranked = sorted(totals.items(), key=lambda item: (-item[1][0], round(item[1][2], 3)))
    placed: dict[str, Standing] = {}
    last: tuple[int, float] | None = None
    place = 0
    for count, (attendee, (earned, right, took)) in enumerate(ranked, 1):
        if (earned, round(took, 3)) != last:
            place, last = count, (earned, round(took, 3))
        placed[attendee] = Standing(place, earned, right, took)
    return placed


def scored(state: State) -> int:
    """How many revealed questions had a right answer."""
    return sum(1 for run in state.runs if run.phase == "revealed" and run.question.has_answer)
