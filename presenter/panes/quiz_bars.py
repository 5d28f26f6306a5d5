"""What the quiz's slides are drawn with: paragraphs in lines, bars, and their heights. Pure."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from presenter.draw.canvas import settled
from presenter.palette import ACCENT, BAD, GOOD, INK, MUTED, WARM
from quiz.question import COLOURS, LETTERS, SHAPES
from quiz.text import cells, clean, paragraphs

PAINT = {"red": BAD, "blue": ACCENT, "yellow": WARM, "green": GOOD, "magenta": INK, "cyan": MUTED}
"""The theme's colour for each of a question's."""
_TICK = 2
"""Cells for the sign before what was right."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_RULER = Console(width=80, color_system=None, legacy_windows=False, _environ={})


def lines(text: str, width: int, style: str) -> list[Text]:
    """One paragraph, cleaned, in lines of at most `width` cells."""
    return settled(Text(clean(text, 2000), style=style), max(8, width))


def quoted(said: str, text: str, width: int, style: str = INK) -> list[Text]:
    """A text under a line that says what it is, behind a bar."""
    bar = Text("▌ ", style=ACCENT)
    parts = [line for part in paragraphs(text) for line in lines(part, width - 2, style)]
    body = [bar + line for line in parts]
    return [*lines(said, width, MUTED), *body]


def height(drawn: Sequence[RenderableType], width: int) -> int:
    """Lines that all of it takes."""
    options = _RULER.options.update_width(max(8, width))
    return len(_RULER.render_lines(Group(*drawn), options))


def is_blank(line: RenderableType) -> bool:
    """Whether nothing is on it."""
    return isinstance(line, Text) and not line.plain.strip()


def block(share: float, room: int) -> str:
    """A bar of `share` of `room` cells, to the eighth of a cell."""
    eighths = round(max(0.0, min(1.0, share)) * room * 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def sign(place: int, lettered: bool = True) -> tuple[str, str]:
    """The shape of an option, its letter, and its colour."""
    letter = f" {LETTERS[place]}" if lettered else ""
    return f"{SHAPES[place]}{letter}", PAINT[COLOURS[place]]


def label_width(labels: Sequence[str], width: int) -> int:
    """Cells for the labels before the bars: as the longest needs, but room is left for those."""
    longest = max((cells(clean(label, 200)) for label in labels), default=0)
    return min(longest + _TICK, width * (3 if width < 60 else 2) // 5)


def bar_row(
    head: Text, label: Text, words: int, share: float, count: str, colour: str, width: int
) -> Table:
    """One line: a sign, words, a bar and a count; the words may take more lines."""
    room = max(4, width - words - 5 - 2 - 6)
    row = Table.grid(padding=0)
    row.add_column(width=5)
    row.add_column(width=words + 2, no_wrap=False)
    row.add_column(width=room)
    row.add_column(width=6, justify="right")
    row.add_row(head, label, Text(block(share, room), style=colour), Text(count, style="bold"))
    return row
