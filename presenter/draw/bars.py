"""Bars, lying, with their names before and their values behind them."""

from collections.abc import Sequence

from rich.text import Text

from presenter.draw.canvas import Canvas, padded, shortened, wrap
from presenter.draw.figures import Figures, colour, fill
from presenter.draw.scale import number

EIGHTHS = " ▏▎▍▌▋▊▉█"
THICKEST = 3
LEAST = 4
"""Cells that the longest bar gets in any case."""


def bars(figures: Figures, unit: str, canvas: Canvas, width: int, height: int) -> list[Text]:
    """Bars in groups, one group a place: thicker, and the groups apart, where there is height."""
    names = figures.labels or tuple(f"{x:g}" for x in figures.x)
    values = [value for _, series in figures.series for value in series]
    suffix = unit if unit in ("%", "°") else f" {unit}" if unit else ""
    said = {value: shortened(f"{number(value)}{suffix}", max(3, width // 3)) for value in values}
    label = min(max(Text(name).cell_len for name in names), max(3, width // 3))
    tail = max(Text(text).cell_len for text in said.values()) + 1
    room = width - label - 1 - tail
    if room < LEAST:
        return _in_words(figures, names, said, width)
    thick, gap = _thickness(len(names), len(figures.series), height)
    ruler = _Ruler(values, room)
    drawn: list[Text] = []
    for place, name in enumerate(names):
        drawn += [Text("")] * (gap if drawn else 0)
        group = [(n, series[place]) for n, (_, series) in enumerate(figures.series)]
        middle = (len(group) * thick - 1) // 2
        for row in range(len(group) * thick):
            n, value = group[row // thick]
            title = shortened(name, label) if row == middle else ""
            line = Text.assemble(
                padded(Text(title, "chart.label"), label, "right"),
                " ",
                (ruler.bar(value, n, canvas), colour(n)),
            )
            if row % thick == (thick - 1) // 2:
                line.append(f" {said[value]}", "chart.label")
            drawn.append(line)
    return drawn


def _thickness(groups: int, series: int, height: int) -> tuple[int, int]:
    """Rows of a bar and between groups: as many as the height allows."""
    for thick in range(THICKEST, 0, -1):
        for gap in (1, 0):
            if (thick == 1 or gap) and groups * series * thick + gap * (groups - 1) <= height:
                return thick, gap
    return 1, 0


class _Ruler:
    """Turns values into bars of cells: to the right of zero, or to its left when negative."""

    def __init__(self, values: Sequence[float], room: int) -> None:
        low, high = min(0.0, *values), max(0.0, *values)
        whole = max(abs(low), abs(high)) or 1.0
        low, high = low / whole, high / whole
        self._whole = whole
        self._left = round(room * -low / ((high - low) or 1.0))
        self._cell = ((high - low) or 1.0) / room
        self._right = room - self._left

    def bar(self, value: float, series: int, canvas: Canvas) -> str:
        """The bar's cells, with blanks before it so that all zeros stand below each other."""
        made_of = fill(series, canvas)
        long = abs(value) / self._whole / self._cell
        if value < 0:
            full = min(self._left, max(1, round(long)))
            return " " * (self._left - full) + made_of * full
        full, part = int(long), ""
        if made_of == "█":
            eighth = round((long - full) * 8)
            part = EIGHTHS[eighth].strip() or ("▏" if value and not full else "")
        else:
            full = max(round(long), int(value > 0))
        return " " * self._left + (made_of * full + part)[: self._right]


def _in_words(
    figures: Figures, names: Sequence[str], said: dict[float, str], width: int
) -> list[Text]:
    """No room for bars: names and values."""
    lines: list[Text] = []
    for place, name in enumerate(names):
        for title, series in figures.series:
            what = f"{name}, {title}" if len(figures.series) > 1 else name
            lines += wrap(Text(f"{what}: {said[series[place]]}", "chart.label"), width)
    return lines
