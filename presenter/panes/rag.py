"""The live pane that answers a question without and with a knowledge base."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import Hint
from presenter.panes.messages import LONGEST
from presenter.panes.pane_text import PaneText
from presenter.panes.rag_look import rag_lines
from presenter.panes.spam_infer import MessageLine
from presenter.panes.text_line import TextLine
from presenter.work.protocol import Answer, Reply, Task
from presenter.work.rag_view import RagView, rag_after
from presenter.work.runs import Run
from presenter.work.vector_asks import answering
from slides.blocks.vectors import Rag


class RagPane(LivePane):
    """A question, the passages that are found for it, and two answers as they are written."""

    DEFAULT_CSS = """
    RagPane {
        & > TextLine { border: none; height: 1; padding: 0; background: $surface; }
        & > .answers { height: 1fr; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", "the question before", show=False),
        Binding("down", "turn(1)", "the next question", show=False),
    ]
    typing = True

    def __init__(self, spec: Rag, run: Run, folder: Path) -> None:
        """`folder` is the deck's: the knowledge base is named relative to it."""
        super().__init__(run, "Retrieval")
        self._spec = spec
        self._folder = str(folder)
        self.view = RagView()

    def body(self) -> ComposeResult:
        """The line to type on; passages and answers."""
        hint = "type a question, then Enter"
        yield TextLine(placeholder=hint, max_length=LONGEST, compact=True)
        yield PaneText("answers")

    # ------------------------------------------------------------------------- the run

    def requests(self) -> Sequence[Task]:
        """The question in question, or the first of the slide's."""
        question = self.view.question or next(iter(self._spec.questions), "")
        return (answering(self._spec, question, self._folder),) if question else ()

    def forget(self) -> None:
        """Nothing is known of the question yet."""
        asked = self.run.asked[0] if self.run.asked else None
        self.view = RagView(question=asked.question if isinstance(asked, Answer) else "")

    def hear(self, reply: Reply) -> None:
        """Fold it in."""
        self.view = rag_after(self.view, reply)

    def said(self) -> str:
        """What is asked, and what is done about it."""
        if self.view.question and self.run.going:
            doing = self.view.doing or ("" if self.view.answers else self.waiting())
            return f"{self.view.question}  {doing}".rstrip()
        return self.view.question

    def keys(self) -> Sequence[Hint]:
        """Enter asks; numbers and arrows pick."""
        picks = [("1-9 ↑↓", "picks")] if self._spec.questions else []
        return [("Enter", "asks"), *picks]

    def paint(self) -> None:
        """Answers and passages, in the space there is."""
        place = self.query_one(".answers", PaneText)
        size = (self.content_size.width, max(1, place.size.height))
        place.show(Content("\n").join(rag_lines(self.view, self._spec.questions, size)))

    # --------------------------------------------------------------------- the questions

    def take(self, text: str) -> None:
        """Answer what an attendee sent."""
        self._ask(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer what was typed; with nothing typed, the same again."""
        event.stop()
        text = event.value.strip()
        event.input.clear()
        if text:
            self._ask_own(text)
        elif asked := self.requests():
            self.run_worker(self.ask_now(*asked), group="ask", exclusive=True)

    def on_message_line_picked(self, event: MessageLine.Picked) -> None:
        """One of the slide's questions."""
        event.stop()
        if event.number <= len(self._spec.questions):
            self._ask_own(self._spec.questions[event.number - 1])

    def action_turn(self, step: int) -> None:
        """The next of the slide's questions, or the one before."""
        questions = self._spec.questions
        if questions:
            known = self.view.question in questions
            place = questions.index(self.view.question) + step if known else 0
            self._ask_own(questions[place % len(questions)])

    def _ask_own(self, text: str) -> None:
        self.sender = ""
        self._ask(text)

    def _ask(self, text: str) -> None:
        request = answering(self._spec, text, self._folder)
        self.run_worker(self.ask_now(request), group="ask", exclusive=True)
