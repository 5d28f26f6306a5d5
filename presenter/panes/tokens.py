"""The live pane that cuts texts into tokens while they are typed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import Hint
from presenter.panes.messages import LONGEST
from presenter.panes.pane_text import PaneText
from presenter.panes.spam_infer import MessageLine
from presenter.panes.text_line import TextLine
from presenter.panes.tokens_look import token_lines
from presenter.work.protocol import Pieces, Reply, Task
from presenter.work.runs import Run
from presenter.work.tokens_view import TokensView, tokens_after
from presenter.work.vector_asks import cutting
from slides.blocks.vectors import Tokens


class TokensPane(LivePane):
    """Type a text or pick one of the slide's: its pieces, their ids and bytes, what it costs."""

    DEFAULT_CSS = """
    TokensPane {
        & > TextLine { border: none; height: 1; padding: 0; background: $surface; }
        & > .pieces { height: 1fr; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", "the text before", show=False),
        Binding("down", "turn(1)", "the next text", show=False),
    ]
    typing = True

    def __init__(self, spec: Tokens, run: Run) -> None:
        super().__init__(run, "Tokens")
        self._spec = spec
        self._place = 0
        self.view = TokensView(text=spec.texts[0] if spec.texts else "")

    def body(self) -> ComposeResult:
        """The line to type on, and the pieces."""
        yield TextLine(placeholder="type a text", max_length=LONGEST, compact=True)
        yield PaneText("pieces")

    def on_mount(self) -> None:
        """The cursor tells which piece is explained."""
        self.watch(self.query_one(TextLine), "cursor_position", self._moved, init=False)

    # ------------------------------------------------------------------------- the run

    def requests(self) -> Sequence[Task]:
        """Every text of the slide, so that what they cost stands side by side."""
        return [cutting(self._spec, text) for text in self._spec.texts]

    def forget(self) -> None:
        """One text that is asked about is the one in question; what is known of others stays."""
        if len(self.run.asked) == 1 and isinstance(self.run.asked[0], Pieces):
            self.view = TokensView(self.run.asked[0].text, self.view.known)

    def hear(self, reply: Reply) -> None:
        """Fold it in."""
        self.view = tokens_after(self.view, reply)

    def said(self) -> str:
        """How many tokens there are."""
        counts = [f"{len(cut.pieces)} in {cut.tokenizer}" for cut in self.view.now]
        return f"tokens: {', '.join(counts)}" if counts else self.waiting()

    def keys(self) -> Sequence[Hint]:
        """Typing is enough; arrows move over the pieces."""
        picks = [("1-9 ↑↓", "picks"), ("Enter", "cuts all")] if self._spec.texts else []
        return [("←→", "bytes"), *picks]

    def paint(self) -> None:
        """The pieces, in the space there is."""
        place = self.query_one(".pieces", PaneText)
        size = (self.content_size.width, max(1, place.size.height))
        lines = token_lines(self.view, self._cursor(), self._spec.texts, size)
        place.show(Content("\n").join(lines))

    def _cursor(self) -> int:
        """The character in question: at the cursor, or behind the last one typed."""
        line = self.query_one(TextLine)
        if not line.value:
            return self._place
        return min(line.cursor_position, len(line.value) - 1)

    # ---------------------------------------------------------------------- the texts

    def take(self, text: str) -> None:
        """Cut what an attendee sent."""
        self._cut(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Cut what is typed as it is typed; recordings know only the slide's texts."""
        event.stop()
        if event.value and not self.run.recorded:
            self.sender = ""
            self._cut(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What is typed, and with nothing typed all of the slide's texts."""
        event.stop()
        if event.value:
            self._cut(event.value)
        else:
            self.action_start()

    def on_message_line_picked(self, event: MessageLine.Picked) -> None:
        """One of the slide's texts."""
        event.stop()
        if event.number <= len(self._spec.texts):
            self._cut(self._spec.texts[event.number - 1])

    def on_text_line_pressed(self, event: TextLine.Pressed) -> None:
        """To the piece before or behind."""
        event.stop()
        if event.key in ("left", "right") and self.view.now:
            starts = sorted({piece.start for cut in self.view.now for piece in cut.pieces})
            now = max((n for n, start in enumerate(starts) if start <= self._place), default=0)
            step = 1 if event.key == "right" else -1
            self._place = starts[max(0, min(now + step, len(starts) - 1))] if starts else 0
            self._paint()

    def action_turn(self, step: int) -> None:
        """The next of the slide's texts, or the one before."""
        texts = self._spec.texts
        if texts:
            known = self.view.text in texts
            self._cut(texts[(texts.index(self.view.text) + step) % len(texts) if known else 0])

    def _moved(self) -> None:
        self._paint()

    def _cut(self, text: str) -> None:
        self._place = 0
        self.run_worker(self.ask_now(cutting(self._spec, text)), group="cut", exclusive=True)
