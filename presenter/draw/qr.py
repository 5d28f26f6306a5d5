"""QR codes in half blocks, dark on light on any theme, with their quiet zone."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.canvas import Canvas, Drawn, Undrawable, padded, wrap
from presenter.draw.table import caption
from slides.blocks.figures import Qr
from slides.steps import Shown

QUIET = 4
"""Light modules around the code, as its standard asks."""
NARROW_QUIET = 2
"""Where rows are short; telephones read it all the same."""
WHITE, BLACK = "#ffffff", "#000000"
"""Whatever the theme, or telephones would not find the code."""
HALVES = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
"""Two modules above each other, 1 dark: light is drawn, so that it shows without colour too."""


def draw_qr(on: Shown, canvas: Canvas) -> RenderableType:
    """The code, its caption, and the text it holds."""
    assert isinstance(on.block, Qr)
    block = on.block
    modules = _modules(block.qr, NARROW_QUIET if canvas.tight else QUIET)

    def lines(width: int) -> list[Text]:
        size = len(modules) if canvas.unicode else 2 * len(modules)
        if size > width and canvas.unicode:
            raise Undrawable(f"it is {size} columns wide, and there are {width}; give it more room")
        if size > width:
            drawn = wrap(Text("(no room for its QR code in ASCII)", "slide.muted"), width)
        else:
            rows = _halves(modules) if canvas.unicode else _pairs(modules)
            drawn = [_painted(row, canvas) for row in rows]
        align = "center" if canvas.centred else "left"
        drawn = [padded(line, width, align) for line in drawn]
        if block.caption:
            drawn += caption(block.caption, width, canvas)
        address = Text(block.qr, "markdown.link_url")
        return drawn + [padded(line, width, align) for line in wrap(address, width)]

    return Drawn(lines)


@lru_cache(maxsize=16)
def _modules(text: str, quiet: int) -> list[list[int]]:
    """Rows of modules, 1 dark, with the quiet zone."""
    import segno

    code = segno.make_qr(text, error="l", boost_error=True)
    return [list(row) for row in code.matrix_iter(border=quiet)]


def _halves(modules: Sequence[Sequence[int]]) -> list[str]:
    """Two rows of modules in each row of cells."""
    light = [0] * len(modules[0])
    rows = [*modules, light] if len(modules) % 2 else modules
    return [
        "".join(HALVES[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    ]


def _pairs(modules: Sequence[Sequence[int]]) -> list[str]:
    """Two cells for each module, for terminals without half blocks."""
    return ["".join("  " if dark else "##" for dark in row) for row in modules]


def _painted(row: str, canvas: Canvas) -> Text:
    """A row in white on black; what is light all over on white, lest gaps show between rows."""
    white, black = ("bright_white", "black") if canvas.sixteen else (WHITE, BLACK)
    text = Text(row, f"{white} on {black}")
    for light in re.finditer(r"[█#]+", row):
        text.stylize(f"{white} on {white}", *light.span())
    return text
