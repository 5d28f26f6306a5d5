"""What the speaker says on this step, with cues set apart."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from presenter.palette import MUTED, WARM
from slides.deck import Slide
from slides.words import by_step, pieces


def notes_text(notes: str) -> Text:
    """Spoken text plain, cues in brackets and marked with a triangle, so that none is read out."""
    text = Text()
    for piece in pieces(notes):
        if piece.cue:
            text.append(f"▸[{piece.text}]", style=f"bold {WARM}")
        else:
            text.append(piece.text)
    return text or Text("No notes for this step.", style=MUTED)


class NotesPanel(VerticalScroll, can_focus=False):
    """The notes, below the slide; hidden until asked for."""

    DEFAULT_CSS = """
    NotesPanel {
        dock: bottom;
        height: 35%;
        margin-bottom: 1;
        padding: 0 3;
        border-top: solid $secondary;
        border-title-color: $secondary;
        background: $surface;
        scrollbar-size-vertical: 1;
        display: none;
    }
    NotesPanel.-on { display: block; }
    """
    BORDER_TITLE = "Notes"
    _notes = ""

    def compose(self) -> ComposeResult:
        """The text, which scrolls when it is longer than the panel."""
        yield Static("", markup=False)

    def show(self, slide: Slide, step: int) -> None:
        """The notes of a step; when the script has fewer parts than steps, its last one."""
        parts = by_step(slide.notes)
        self._notes = parts[min(step, len(parts) - 1)]
        if self.has_class("-on"):
            self._draw()

    def toggle(self) -> None:
        """Show the panel, or hide it."""
        self.toggle_class("-on")
        self._draw()

    def _draw(self) -> None:
        self.query_one(Static).update(notes_text(self._notes))
        self.scroll_home(animate=False)
