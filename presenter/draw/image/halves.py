"""A picture in half blocks: two pixels to a cell, in colour or without."""

from itertools import groupby
from typing import TYPE_CHECKING

from rich.color import Color
from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 64
"""As many as a picture needs on a stage; fewer make longer runs, and a lighter line."""
RAMP = " .:-=+*#%@"
BRIGHT = 128
MARKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
Pixel = tuple[int, int, int]


def halves(image: "Image", columns: int, rows: int, paper: Pixel) -> list[Text]:
    """The picture in colour; where it is transparent, `paper` shows."""
    flat = on_paper(image.resize((columns, 2 * rows)), paper)
    few = flat.quantize(COLOURS).convert("RGB")
    pixels = few.tobytes()
    styles: dict[tuple[Pixel, Pixel], Style] = {}
    found: list[Text] = []
    for row in range(rows):
        line = Text(no_wrap=True, end="")
        cells = [
            (_pixel(pixels, columns, x, 2 * row), _pixel(pixels, columns, x, 2 * row + 1))
            for x in range(columns)
        ]
        for (upper, lower), run in groupby(cells):
            if (upper, lower) not in styles:
                styles[upper, lower] = Style(
                    color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower)
                )
            glyph = " " if upper == lower else "▀"
            line.append(glyph * len(list(run)), styles[upper, lower])
        found.append(line)
    return found


def marks(image: "Image", columns: int, rows: int, unicode: bool) -> list[Text]:
    """The picture without colour: dithered blocks, or signs that are darker and lighter."""
    grey = on_paper(image, (0, 0, 0)).convert("L")
    if not unicode:
        levels = grey.resize((columns, rows)).tobytes()
        signs = "".join(RAMP[level * len(RAMP) // 256] for level in levels)
        return [Text(signs[n * columns : (n + 1) * columns], end="") for n in range(rows)]
    dots = grey.resize((columns, 2 * rows)).convert("1").convert("L").tobytes()
    lit = [level >= BRIGHT for level in dots]
    return [
        Text(
            "".join(
                MARKS[lit[2 * row * columns + x], lit[(2 * row + 1) * columns + x]]
                for x in range(columns)
            ),
            end="",
        )
        for row in range(rows)
    ]


def on_paper(image: "Image", paper: Pixel) -> "Image":
    """The picture with nothing transparent left."""
    from PIL import Image

    under = Image.new("RGBA", image.size, (*paper, 255))
    under.alpha_composite(image)
    return under.convert("RGB")


def _pixel(pixels: bytes, columns: int, x: int, y: int) -> Pixel:
    at = 3 * (y * columns + x)
    return pixels[at], pixels[at + 1], pixels[at + 2]
