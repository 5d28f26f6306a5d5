"""What the speaker says on this step, with cues set apart; or all of it, as a teleprompter."""

import re

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from presenter.palette import MUTED, WARM
from presenter.widgets.prompter import Prompter
from slides.deck import Slide
from slides.pacing import Pace
from slides.talk import TalkState
from slides.words import by_step, pieces

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"[ \t]*(?:[-*•]|\d+[.)])[ \t]")


def notes_text(notes: str) -> Text:
    """Spoken text plain, cues in brackets and marked with a triangle, so that none is read out."""
    text = Text()
    for piece in pieces(flowing(notes)):
        if piece.cue:
            text.append(f"▸[{piece.text}]", style=f"bold {WARM}")
        else:
            text.append(piece.text)
    return text or Text.assemble(("No notes for this step.", MUTED))


def flowing(notes: str) -> str:
    """Each paragraph in one line, however it was wrapped; list items keep lines of their own."""
    return "\n\n".join(_joined(part) for part in _PARAGRAPHS.split(notes.strip()))


def _joined(paragraph: str) -> str:
    lines: list[str] = []
    for line in paragraph.splitlines():
        if lines and not _ITEM.match(line):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.rstrip())
    return "\n".join(lines)


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
    NotesPanel Prompter { display: none; height: 100%; padding: 0; }
    NotesPanel.-prompting Prompter { display: block; }
    NotesPanel.-prompting > Static { display: none; }
    """
    TITLE = " Notes "
    _notes = ""

    def __init__(self) -> None:
        super().__init__()
        self._text = Static("", markup=False)
        self.prompter = Prompter()

    def compose(self) -> ComposeResult:
        """The text, which scrolls when it is longer than the panel; or the teleprompter."""
        self.border_title = self.TITLE
        yield from (self._text, self.prompter)

    def show(self, slide: Slide, step: int) -> None:
        """The notes of a step; when the script has fewer parts than steps, its last one."""
        parts = by_step(slide.notes)
        notes = parts[min(step, len(parts) - 1)]
        same, self._notes = notes == self._notes, notes
        if self.has_class("-on") and not same:
            self._draw()

    def toggle(self) -> None:
        """Show the panel, or hide it."""
        self.toggle_class("-on")
        self._draw()

    def prompt(self, on: bool) -> None:
        """Let the notes scroll by themselves, or stand still again."""
        self.set_class(on, "-prompting")
        self._mark_more()

    def lead(self, slide: Slide, state: TalkState, standing: Pace, now: float) -> None:
        """Be where the teleprompter's script is at `now`, if it is shown."""
        if self.has_class("-on") and self.has_class("-prompting"):
            self.prompter.lead(slide, state, standing, now)
            self.border_title = f" {self.prompter.description} "

    def scroll_lines(self, by: int) -> None:
        """Show what is further down, or up again."""
        if self.has_class("-prompting"):
            self.prompter.nudge(by * 4)
            return
        self.scroll_relative(y=by, animate=False)
        self.call_after_refresh(self._mark_more)

    def _draw(self) -> None:
        self._text.update(notes_text(self._notes))
        self.scroll_home(animate=False)
        self.call_after_refresh(self._mark_more)

    def on_resize(self) -> None:
        """More or less fits."""
        self._mark_more()

    def _mark_more(self) -> None:
        if self.has_class("-prompting"):
            return
        more = self.max_scroll_y > self.scroll_y
        self.border_title = f"{self.TITLE}· ▼ more " if more else self.TITLE
