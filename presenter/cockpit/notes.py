"""The notes of the step in hand, bright; those of the steps to come below them, dimmed."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from presenter.palette import INK, MUTED, WARM
from presenter.widgets.notes_panel import flowing
from slides.deck import Slide
from slides.words import by_step, pieces


def notes_text(slide: Slide, step: int) -> Text:
    """A slide's notes from a step on, cues in brackets and marked so that none is read out."""
    parts = by_step(slide.notes)
    text = Text()
    for number, part in enumerate(parts[min(step, len(parts) - 1) :]):
        if number:
            text.append("\n\n▸[next]\n", style=MUTED)
        for piece in pieces(flowing(part)):
            if piece.cue:
                text.append(f"▸[{piece.text}]", style=MUTED if number else f"bold {WARM}")
            else:
                text.append(piece.text, style=MUTED if number else INK)
    return text if text.plain.strip() else Text("No notes for this slide.", style=MUTED)


class Notes(VerticalScroll, can_focus=False):
    """The notes; they scroll when they are longer than the panel."""

    DEFAULT_CSS = """
    Notes { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    Notes > Static { height: auto; }
    """
    _shown: tuple[str, str, int] | None = None

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static("", markup=False)

    def show(self, slide: Slide, step: int) -> None:
        """The notes of a slide from a step on, if they are not shown already."""
        shown = (slide.slide, slide.notes, step)
        if shown != self._shown:
            self._shown = shown
            self.query_one(Static).update(notes_text(slide, step))
            self.scroll_home(animate=False)
