"""What a block is drawn on: which folder its files are in, and what the terminal can show."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

from presenter.palette import SLIDE


@dataclass(frozen=True)
class Canvas:
    """The surroundings of every block of a deck."""

    folder: Path
    """The deck's; file names in blocks are relative to it."""
    unicode: bool = True
    """Whether the terminal shows more than ASCII."""


class Themed:
    """Draws a renderable in the slide's own styles, whatever console it is drawn on.

    It is drawn once for each width: Textual asks once for the height and once for the lines.
    """

    def __init__(self, inner: RenderableType) -> None:
        self.inner = inner
        self._drawn: dict[int, list[Segment]] = {}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        if width not in self._drawn:
            with console.use_theme(SLIDE):
                self._drawn[width] = list(console.render(self.inner, options))
        yield from self._drawn[width]
