"""The notes of the step in hand, bright; those of the steps to come below them, dimmed."""

from rich.text import Text
from textual.widget import Widget

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
    return text if text.plain.strip() else Text.assemble(("No notes for this slide.", MUTED))


class Notes(Widget, can_focus=False):
    """The notes, a window on their lines: a new step costs a repaint and no new layout."""

    DEFAULT_CSS = "Notes { height: 1fr; padding: 0 2; }"
    _text = Text()
    _shown: tuple[str, str, int] | None = None
    _top = 0

    def show(self, slide: Slide, step: int) -> None:
        """The notes of a slide from a step on, if they are not shown already."""
        shown = (slide.slide, slide.notes, step)
        if shown != self._shown:
            self._shown, self._top = shown, 0
            self._text = notes_text(slide, step)
            self.refresh()

    def scroll_lines(self, by: int) -> None:
        """Show what is further down, or up again."""
        self._top += by
        self.refresh()

    def render(self) -> Text:
        """The lines in the window; its last row says when there are more below."""
        width, height = self.content_size
        lines = self._text.wrap(self.app.console, max(1, width))
        self._top = max(0, min(self._top, len(lines) - height))
        seen = list(lines[self._top : self._top + height])
        if self._top + height < len(lines) and seen:
            seen[-1] = Text("▼ more", style=f"bold {WARM}")
        return Text("\n").join(seen)
