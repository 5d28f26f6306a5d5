"""The footer: where the talk stands. Words and signs carry it; colour only underlines them."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from presenter.palette import ACCENT, BAD, GOOD, MUTED, WARM, for_widget
from slides.cuts import Offer
from slides.durations import clock, signed_clock, spell
from slides.pacing import Pace, Verdict
from slides.talk import TalkState

_COLOURS = {"on pace": GOOD, "behind": BAD, "ahead": WARM}
_BAR = 8
_FIGURE = re.compile(r"[+−-]?\d+:\d\d(?::\d\d)?")
_PIECES = 12


@dataclass(frozen=True)
class Status:
    """All that the footer shows. `now` and the times of `pace` are in seconds."""

    state: TalkState
    pace: Pace
    word: Verdict
    message: str = ""
    more_below: bool = False
    hints: tuple[str, str] = ("s", "?")
    """The keys that start the clock and open the help."""
    broken: str = ""
    """Where the deck's file is broken, while the last good one is shown."""
    offer: Offer | None = None
    """The cuts on offer, when nobody is told of them in a cockpit."""


def status_line(status: Status, width: int) -> Text:
    """The footer's text; what matters least goes first when the terminal is narrow."""
    if status.message:
        line = Text(f" {status.message}", style=f"bold {WARM}")
        line.truncate(width, overflow="ellipsis")
        return line
    left, right = _left(status, width), _right(status, width)
    gap = max(1, width - left.cell_len - right.cell_len - 1)
    line = Text.assemble(left, " " * gap, right)
    line.truncate(width)
    return line


def _left(status: Status, width: int) -> Text:
    state, pace = status.state, status.pace
    line = Text(f" {state.plan.number(state.slide)}", style="bold")
    if state.started_at is None:
        line.append(f"  {spell(pace.budget)} planned", style=MUTED)
    else:
        over = pace.on_slide > pace.budget
        line.append(f"  {clock(pace.on_slide)} of {clock(pace.budget)}", style=BAD if over else "")
        if state.slide in state.cuts:
            line.append(" ✂", style=WARM)
        if width >= 100:
            line.append(f" {_bar(pace.on_slide, pace.budget)}", style=BAD if over else ACCENT)
    if state.paused:
        line.append("  ‖ paused", style=f"bold {WARM}")
    if status.offer and status.offer.cuts:
        line.append(f"  ✂ {clock(status.offer.over)} over: y cuts, x keeps", style=WARM)
    if status.broken:
        line.append(f"  ✗ {status.broken}", style=f"bold {BAD}")
    if status.more_below:
        line.append("  ▼ more", style=f"bold {WARM}")
    return line


def _right(status: Status, width: int) -> Text:
    state, pace = status.state, status.pace
    if state.started_at is None:
        return Text(f"{status.hints[0]} starts the clock · {status.hints[1]} help", style=MUTED)
    line = Text()
    if state.rehearsal and width >= 70:
        line.append("● take  ", style=BAD)
    line.append(clock(pace.elapsed), style="bold")
    line.append(f"  {status.word} {signed_clock(pace.drift)}", style=_COLOURS[status.word])
    if width >= 60:
        line.append(f"  ends {clock(pace.finish)}", style=MUTED)
    if width >= 80:
        line.append(f"  {status.hints[1]} help", style=MUTED)
    return line


def _bar(spent: float, budget: float) -> str:
    """How much of the slide's budget is used: full blocks on light ones."""
    filled = min(_BAR, int(spent / budget * _BAR)) if budget else _BAR
    return "█" * filled + "░" * (_BAR - filled)


class StatusBar(Horizontal):
    """One row at the foot of the stage.

    Every figure that a second changes is a widget of its own: Textual writes a widget's row from
    its left edge on, and over a slow line a whole row a second is too much.
    """

    DEFAULT_CSS = """
    StatusBar { dock: bottom; height: 1; background: $surface; color: $foreground; }
    StatusBar > Static { width: 0; height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._pieces = [Static("", markup=False) for _ in range(_PIECES)]
        self._shown = [Text()] * _PIECES

    def compose(self) -> ComposeResult:
        """The pieces, side by side."""
        yield from self._pieces

    def show(self, status: Status) -> None:
        """Draw the footer for this moment, as far as it changed."""
        pieces = figures_apart(status_line(status, self.app.size.width))
        for place, (before, now) in enumerate(zip_longest(self._shown, pieces, fillvalue=Text())):
            if before == now:
                continue
            if before.cell_len != now.cell_len:
                self._pieces[place].styles.width = now.cell_len
            self._pieces[place].update(for_widget(now), layout=False)
        self._shown = pieces + [Text()] * (_PIECES - len(pieces))


def figures_apart(line: Text) -> list[Text]:
    """The line in pieces, each clock in one of its own, as far as there are pieces enough."""
    cuts = [place for figure in _FIGURE.finditer(line.plain) for place in figure.span()]
    return list(line.divide(cuts[: _PIECES - 1]))
