"""The Q&A bank: searched as one types, shown to the speaker, put on the stage by a key."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from presenter.palette import ACCENT, MUTED
from slides.deck import Answer

LISTED = 8
"""Questions listed at a time."""


def search(answers: Sequence[Answer], typed: str) -> list[int]:
    """Places of the answers that have every word typed, the best first; all for nothing typed.

    A word counts most at the beginning of a word of the question, then anywhere in it, then in
    the answer.
    """
    wanted = typed.casefold().split()
    scored = [(sum(_score(answer, word) for word in wanted), n) for n, answer in enumerate(answers)]
    fits = [all(_score(answer, word) for word in wanted) for answer in answers]
    return [n for score, n in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if fits[n]]


def _score(answer: Answer, word: str) -> int:
    ask = answer.ask.casefold()
    if any(part.startswith(word) for part in ask.replace("-", " ").split()):
        return 4
    return 2 if word in ask else 1 if word in answer.answer.casefold() else 0


class Answers(ModalScreen[None]):
    """Type to search, ↑↓ to choose, Enter to put the answer on the stage or take it off."""

    DEFAULT_CSS = """
    Answers { align: center middle; }
    Answers > Vertical {
        width: 100%; max-width: 110; height: 100%; max-height: 40;
        padding: 0 1; background: $surface; border: round $primary;
        border-title-color: $primary; border-subtitle-color: $foreground 70%;
    }
    Answers Input { border: none; height: 1; padding: 0; }
    Answers .found { height: auto; margin: 1 0; }
    Answers VerticalScroll { height: 1fr; border-top: solid $primary; }
    Answers .answer { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close"),
        Binding("up", "choose(-1)", "Before", priority=True),
        Binding("down", "choose(1)", "After", priority=True),
    ]

    def __init__(
        self,
        answers: Sequence[Answer],
        put: Callable[[int | None], None],
        on_stage: Callable[[], int | None],
    ) -> None:
        """`put` has an answer shown, or none; `on_stage` says which one is, as the stage told."""
        super().__init__()
        self._answers = answers
        self._put = put
        self._on_stage = on_stage
        self._marked: int | None = None
        self._found = search(answers, "")
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """What is searched for, what was found, and the answer chosen."""
        with Vertical() as box:
            box.border_title = "Questions and answers"
            box.border_subtitle = "Enter: on the stage and off · Esc closes"
            yield Input(placeholder="type a word of the question", compact=True)
            yield Static(classes="found", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(classes="answer", markup=False)

    def on_mount(self) -> None:
        """All of the bank, until something is typed."""
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search again."""
        self._found, self._chosen = search(self._answers, event.value), 0
        self._show()

    def on_input_submitted(self) -> None:
        """The answer chosen goes on the stage; asked for again, it goes off."""
        if self._found:
            chosen = self._found[self._chosen]
            self._put(None if self._on_stage() == chosen else chosen)

    def action_choose(self, step: int) -> None:
        """The question above or below."""
        if self._found:
            self._chosen = (self._chosen + step) % len(self._found)
            self._show()

    def look(self) -> None:
        """Mark the answer that is on the stage now: a move took it off, or somebody else did."""
        if self._on_stage() != self._marked:
            self._list()

    def _show(self) -> None:
        self._list()
        answer = self._answers[self._found[self._chosen]].answer if self._found else ""
        self.query_one(".answer", Static).update(answer)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _list(self) -> None:
        self._marked = self._on_stage()
        first = max(0, min(self._chosen - LISTED // 2, len(self._found) - LISTED))
        rows = [self._row(n) for n in range(first, min(first + LISTED, len(self._found)))]
        nothing = "The deck has no answers in store." if not self._answers else "Nothing found."
        listed = Text("\n").join(rows) if rows else Text.assemble((nothing, MUTED))
        self.query_one(".found", Static).update(listed)

    def _row(self, n: int) -> Text:
        chosen, place = n == self._chosen, self._found[n]
        on = "  ■ on the stage" if place == self._marked else ""
        style = f"bold {ACCENT}" if chosen else ""
        row = Text(f"{'▸' if chosen else ' '} {self._answers[place].ask}{on}", style=style)
        row.no_wrap, row.overflow = True, "ellipsis"
        return row
