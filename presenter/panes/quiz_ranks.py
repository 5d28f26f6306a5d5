"""The leaderboard on the slide: the first ten, with bars, and the teams. Pure."""

from itertools import islice

from rich.console import RenderableType
from rich.text import Text

from presenter.palette import ACCENT, GOOD, INK, MUTED, WARM
from presenter.panes.quiz_bars import bar_row, label_width
from quiz.core import State
from quiz.ranking import SHOWN
from quiz.scoring import scored, standings, team_standings
from quiz.text import clean

_MEDALS = {1: WARM, 2: INK, 3: GOOD}


def ranks(state: State, width: int, room: int) -> list[RenderableType]:
    """As many of the first ten as fit in `room` lines; teams before people where there are any."""
    if not scored(state):
        return [Text(), Text("no points yet: they come with the first reveal", style=MUTED)]
    found = standings(state)
    rows: list[RenderableType] = [Text()]
    if state.teams:
        teams = team_standings(state, found)
        best = max((one.points for one in teams), default=0)
        named = [one.team for one in teams]
        for one, name in zip(teams, named, strict=True):
            rows.append(_row(one.place, name, one.points, best, named, width))
        rows.append(Text())
    shown = list(islice(found.items(), max(1, min(SHOWN, room - len(rows) - 2))))
    best = max((one.points for _, one in shown), default=0)
    names = [_name(state, who) for who, _ in shown]
    for (_, standing), name in zip(shown, names, strict=True):
        rows.append(_row(standing.place, name, standing.points, best, names, width))
    return [*rows, Text(), Text(f"{len(found):,} played", style=MUTED)]


def _row(
    place: int, name: str, points: float, best: float, names: list[str], width: int
) -> RenderableType:
    colour = _MEDALS.get(place, ACCENT)
    label = Text(name, style=f"bold {colour}" if place <= 3 else INK)
    words = label_width(names, width)
    share = points / best if best else 0.0
    return bar_row(
        Text(f"{place:>3}. ", style=f"bold {colour}"), label, words, share,
        f"{points:,.0f}", colour, width,
    )  # fmt: skip


def _name(state: State, who: str) -> str:
    """As the slide may show it."""
    if state.names_hidden:
        return "somebody"
    return clean(state.attendees[who].name, 24)
