"""For terminals that show ASCII only."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from presenter.plain import in_ascii


class AsciiFilter(LineFilter):
    """Writes whatever a widget draws in ASCII: the same cells in the same styles."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line in ASCII."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
