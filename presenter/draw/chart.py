"""Charts: bars with their values, lines in Braille and points, series told apart by sign too."""

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.bars import bars
from presenter.draw.canvas import Canvas, Drawn, padded, shortened, wrap
from presenter.draw.figures import Figures, colour, figures_of, fill, sign
from presenter.draw.inline import inline
from presenter.draw.plot import plot
from slides.blocks.figures import Chart
from slides.steps import Shown

NARROWEST = 16
"""Cells below which only the numbers are written."""


def draw_chart(on: Shown, canvas: Canvas) -> RenderableType:
    """Title, legend and figure."""
    assert isinstance(on.block, Chart)
    block = on.block
    figures = figures_of(block, canvas)
    return Drawn(lambda width: chart_lines(block, figures, canvas, width))


def chart_lines(block: Chart, figures: Figures, canvas: Canvas, width: int) -> list[Text]:
    """The whole chart, as high as the block says or as the place it fills; bars take what they
    need."""
    top = wrap(inline(block.title, "markdown.strong"), width) if block.title else []
    top += _legend(block, figures, canvas, width)
    height = max(4, (canvas.rows or block.height) - len(top))
    if block.chart == "bar":
        drawn = bars(figures, block.unit, canvas, width, height)
        spare = (canvas.rows or block.height) - len(top) - len(drawn)
        return [*top, *([Text("")] if top and spare > 0 else []), *drawn]
    if width < NARROWEST:
        return top + _in_words(block, figures, width)
    return top + plot(figures, canvas, width, height, joined=block.chart == "line")


def _legend(block: Chart, figures: Figures, canvas: Canvas, width: int) -> list[Text]:
    """What the signs stand for, and the unit of a plot; bars carry theirs themselves."""
    entries: list[Text] = []
    if block.unit and block.chart != "bar":
        entries.append(Text(shortened(block.unit, width), "chart.axis"))
    several = len(figures.series) > 1
    mark = fill if block.chart == "bar" else sign
    for place, (name, _) in enumerate(figures.series):
        if several or name not in ("", block.title, block.unit):
            label = shortened(name, width - 2)
            entries.append(Text.assemble((f"{mark(place, canvas)} ", colour(place)), label))
    lines: list[Text] = []
    for entry in entries:
        if lines and lines[-1].cell_len + 3 + entry.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], "   ", entry)
        else:
            lines.append(entry)
    for line in lines:
        line.style = "chart.label"
    return [padded(line, width, "left") for line in lines]


def _in_words(block: Chart, figures: Figures, width: int) -> list[Text]:
    """No room for a figure: every series from its first value to its last."""
    lines = []
    for name, values in figures.series:
        said = f"{name}: {values[0]:g} to {values[-1]:g} {block.unit}".strip()
        lines += wrap(Text(said, "chart.label"), width)
    return lines
