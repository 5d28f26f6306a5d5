"""Code told apart by weight and slant alone: what a theme's `code: plain` asks for."""

from rich.style import Style
from rich.syntax import SyntaxTheme


class PlainCode(SyntaxTheme):
    """Keywords and names that are defined bold, comments and strings italic; no colour."""

    def get_style_for_token(self, token_type: tuple[str, ...]) -> Style:
        """By the names of the token and of what it is a kind of."""
        names = set(token_type)
        bold, italic = names & {"Keyword", "Function", "Class"}, names & {"Comment", "String"}
        return Style(bold=bool(bold) or None, italic=bool(italic) or None)

    def get_background_style(self) -> Style:
        """The terminal's own."""
        return Style(bgcolor="default")
