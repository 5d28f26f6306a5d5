"""The colours of a sheet in numbers, from the styles that a terminal would be given."""

from dataclasses import dataclass
from functools import cached_property

from rich.color import Color
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from presenter.themes import Theme

BLACK, WHITE = "#000000", "#ffffff"


@dataclass(frozen=True)
class Ink:
    """How a run of text looks: colours as `#rrggbb`, and effects."""

    colour: str
    paper: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    dim: bool = False


class Inks:
    """What a theme's styles are on paper. The terminal's own colours are black on white there."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[Style, Ink] = {}

    @cached_property
    def paper(self) -> str:
        """The background of the sheet."""
        own = self._theme.colours.background
        return WHITE if own == "default" else own

    @cached_property
    def ink(self) -> str:
        """What is written with where nothing else is said."""
        own = self._theme.colours.ink
        return BLACK if own == "default" else own

    def of(self, style: Style) -> Ink:
        """A style as ink."""
        if style not in self._known:
            self._known[style] = self._ink(style)
        return self._known[style]

    def _ink(self, style: Style) -> Ink:
        colour = _number(style.color) or self.ink
        paper = _number(style.bgcolor) or self.paper
        if style.reverse:
            colour, paper = paper, colour
        return Ink(
            colour,
            paper,
            bold=bool(style.bold),
            italic=bool(style.italic),
            underline=bool(style.underline),
            strike=bool(style.strike),
            dim=bool(style.dim),
        )


def _number(colour: Color | None) -> str | None:
    """`#rrggbb`; None for the default."""
    if colour is None or colour.is_default:
        return None
    return colour.get_truecolor(DEFAULT_TERMINAL_THEME).hex
