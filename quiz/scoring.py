"""Points, from the log alone: pure, so that a corrected key recomputes everything.

docs/quiz.md has the rules in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.core import Given, Run, State
from quiz.credit import credit, credits_of, is_right
from quiz.once import once

FULL_WITHIN = 0.5
"""Seconds within which a right answer earns all of its points."""
STREAK_STEP, LONGEST_STREAK = 0.1, 5
"""Of a question's points, for each right answer in a row after the first; of so many at most."""


def points(run: Run, given: Given | None, share: float | None = None) -> int:
    """Points for one answer, without a streak: `P × credit × (1 − t / 2T)`, as Kahoot! has speed.

    `t` is the server's count of seconds, `T` the time limit. Without a limit, when scoring is flat,
    and for questions to think over, speed does not count. No answer, a poll, or scoring that is off
    earn 0. `share` is the credit, if it is known.
    """
    if given is None or run.scoring == "off" or not run.question.has_answer:
        return 0
    share = credit(run, given) if share is None else share
    return round(run.question.points * share * _speed(run, given))


def _speed(run: Run, given: Given) -> float:
    limit = run.limit
    if run.scoring == "flat" or limit is None or not run.question.speed_counts:
        return 1.0
    return 1.0 if given.took <= FULL_WITHIN else 1 - min(given.took, limit) / limit / 2


def streak_bonus(run: Run, streak: int) -> int:
    """What the `streak`th right answer in a row adds, when speed is paid: from the second on."""
    if run.scoring != "speed":
        return 0
    steps = max(0, min(streak - 1, LONGEST_STREAK))
    return round(run.question.points * STREAK_STEP * steps)


@dataclass(frozen=True)
class Outcome:
    """What one question brought one attendee."""

    run: int
    right: bool
    credit: float
    points: int
    """With the bonus."""
    bonus: int


@dataclass(frozen=True)
class Standing:
    """One attendee's place. Equal points and equal time share a place."""

    place: int
    points: int
    right: int
    took: float
    """Seconds over all right answers in which speed counts: less is better."""
    streak: int = 0
    """Right answers in a row, up to the last question that had any."""
    last: Outcome | None = None
    """What the last question that counted brought, if it was answered."""


@dataclass
class _Total:
    """One attendee's sum while it is added up."""

    points: int = 0
    right: int = 0
    took: float = 0.0
    streak: int = 0
    last: Outcome | None = None

    @property
    def rank(self) -> tuple[int, float]:
        return -self.points, round(self.took, 3)


@once
def standings(state: State) -> dict[str, Standing]:
    """Everybody's place over the revealed questions, best first; not of who was sent out."""
    runs = [run for run in state.runs if run.phase == "revealed"]
    people = [key for key, one in state.attendees.items() if not one.kicked]
    return _ranked(people, runs, state.streaks)


def paper_standings(state: State) -> dict[str, Standing]:
    """The same over the questions taken at one's own pace, of those who have begun."""
    runs = state.paper.runs if state.paper else ()
    begun = [key for key in state.attendees if runs and key in runs[0].answers]
    return _ranked(begun, runs, streaks=False)


def _ranked(people: Sequence[str], runs: Iterable[Run], streaks: bool) -> dict[str, Standing]:
    totals = {attendee: _Total() for attendee in people}
    for run in runs:
        if run.question.has_answer:
            _add(totals, run, streaks)
    ranked = sorted(totals.items(), key=lambda item: item[1].rank)
    placed: dict[str, Standing] = {}
    before: tuple[int, float] | None = None
    place = 0
    for count, (attendee, one) in enumerate(ranked, 1):
        if one.rank != before:
            place, before = count, one.rank
        standing = Standing(place, one.points, one.right, one.took, one.streak, one.last)
        placed[attendee] = standing
    return placed


def _add(totals: Mapping[str, _Total], run: Run, streaks: bool) -> None:
    """Add what a question brought to everybody's sum."""
    shares = credits_of(run)
    for attendee, total in totals.items():
        given = run.answers.get(attendee)
        if given is None:
            total.streak, total.last = 0, None
            continue
        share = shares[attendee]
        right = is_right(run, share)
        total.streak = total.streak + 1 if right else 0
        bonus = streak_bonus(run, total.streak) if streaks else 0
        earned = points(run, given, share) + bonus
        total.points += earned
        total.right += right
        total.took += given.took if right and run.question.speed_counts else 0.0
        total.last = Outcome(run.number, right, share, earned, bonus)


def scored(state: State) -> int:
    """How many revealed questions had a right answer."""
    return sum(1 for run in state.runs if run.phase == "revealed" and run.question.has_answer)


@dataclass(frozen=True)
class TeamStanding:
    """One team's place, by the mean of its members' points, so that no team wins by its size."""

    place: int
    team: str
    points: float
    people: int


def team_standings(state: State, board: Mapping[str, Standing]) -> tuple[TeamStanding, ...]:
    """The teams, best first; those with equal points share a place."""
    means: list[tuple[float, str, int]] = []
    for team in state.teams:
        earned = [one.points for key, one in board.items() if state.attendees[key].team == team]
        means.append((round(sum(earned) / len(earned), 1) if earned else 0.0, team, len(earned)))
    means.sort(key=lambda one: -one[0])
    best = [mean for mean, _, _ in means]
    return tuple(TeamStanding(best.index(mean) + 1, team, mean, n) for mean, team, n in means)
