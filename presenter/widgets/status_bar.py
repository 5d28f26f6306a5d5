"""The footer: where the talk stands. Words and signs carry it; colour only underlines them."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.widget import Widget

from presenter.palette import ACCENT, BAD, GOOD, MUTED, WARM, for_widget
from slides.cuts import Offer
from slides.durations import clock, signed_clock, spell
from slides.pacing import Pace, Verdict
from slides.talk import TalkState

_COLOURS = {"on pace": GOOD, "behind": BAD, "ahead": WARM}
_BAR = 8


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


def sides(status: Status, width: int) -> tuple[Text, Text]:
    """What stands at the left of so many columns, and what at the right; what matters least goes
    first when the terminal is narrow."""
    if status.message:
        line = Text(f" {status.message}", style=f"bold {WARM}")
        line.truncate(width, overflow="ellipsis")
        return line, Text()
    left = _left(status, width)
    room = max(0, width - left.cell_len - 1)
    rights = [_right(status, width, more) for more in (2, 1, 0)]
    right = next((line for line in rights if line.cell_len < room), rights[-1])
    right.pad_right(1)
    right.truncate(room)
    left.truncate(width)
    return left, right


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


def _right(status: Status, width: int, more: int) -> Text:
    """The clock and the pace; with `more` the end of the talk, with yet more the key for help."""
    state, pace = status.state, status.pace
    if state.started_at is None:
        return Text(f"{status.hints[0]} starts the clock · {status.hints[1]} help", style=MUTED)
    line = Text()
    if state.rehearsal and width >= 70:
        fast = f" {state.speed:g}×" if state.speed != 1 else ""
        line.append(f"● take{fast}  ", style=BAD)
    line.append(clock(pace.elapsed), style="bold")
    line.append(f"  {status.word} {signed_clock(pace.drift)}", style=_COLOURS[status.word])
    if width >= 60 and more:
        line.append(f"  ends {clock(pace.finish)}", style=MUTED)
    if width >= 80 and more > 1:
        line.append(f"  {status.hints[1]} help", style=MUTED)
    return line


def _bar(spent: float, budget: float) -> str:
    """How much of the slide's budget is used: full blocks on light ones."""
    filled = min(_BAR, int(spent / budget * _BAR)) if budget else _BAR
    return "█" * filled + "░" * (_BAR - filled)


class StatusBar(Horizontal):
    """One row at the foot of the stage: where the talk stands, and how it does.

    Textual writes a widget's row from its left edge on, and over a slow line a whole row a second
    is too much. So both sides have a widget of their own, written as far as they changed.
    """

    DEFAULT_CSS = """
    StatusBar { dock: bottom; height: 1; background: $surface; color: $foreground; }
    StatusBar > .place { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._place, self._pace = _Side("place"), _Side()

    def compose(self) -> ComposeResult:
        """Both sides."""
        yield self._place
        yield self._pace

    def show(self, status: Status) -> None:
        """Draw the footer for this moment, as far as it changed."""
        left, right = sides(status, self.app.size.width)
        self._pace.be_wide(right.cell_len)
        self._place.show(left)
        self._pace.show(right)


class _Side(Widget):
    """A line of text, of which only what changed is written."""

    DEFAULT_CSS = "_Side { width: 0; height: 1; }"

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._line = Text()

    def be_wide(self, cells: int) -> None:
        """Take so many columns."""
        if self.styles.width is None or self.styles.width.cells != cells:
            self.styles.width = cells

    def show(self, line: Text) -> None:
        """Show another line."""
        changed = cells_changed(self._line, line)
        self._line = line
        if changed:
            self.refresh(Region(0, 0, changed, 1))

    def render(self) -> Text:
        """The line."""
        return for_widget(self._line)


def cells_changed(before: Text, now: Text) -> int:
    """Cells up to the end of the last figure or word that is another one now; 0 for none."""
    if before == now:
        return 0
    if before.spans != now.spans or len(before.plain) != len(now.plain):
        return max(before.cell_len, now.cell_len)
    differ = (n for n, (a, b) in enumerate(zip(before.plain, now.plain, strict=True)) if a != b)
    end = now.plain.find(" ", max(differ))
    return cell_len(now.plain[:end] if end >= 0 else now.plain)
