"""The live pane that compares words and sentences by meaning."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from presenter.panes.embeddings_look import BOTH, map_rows, matrix_rows, neighbour_rows
from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import Hint
from presenter.panes.lines import listed
from presenter.panes.messages import LONGEST
from presenter.panes.pane_text import PaneText
from presenter.panes.spam_infer import MessageLine
from presenter.panes.text_line import TextLine
from presenter.work.protocol import Embed, Embedded, Reply, Task
from presenter.work.runs import Run
from presenter.work.vector_asks import comparing
from slides.blocks.vectors import Embeddings


class EmbeddingsPane(LivePane):
    """The slide's words as a matrix and on a map; a typed word among its nearest neighbours."""

    DEFAULT_CSS = """
    EmbeddingsPane {
        & > TextLine { border: none; height: 1; padding: 0; background: $surface; }
        & > .picture { height: 1fr; margin-top: 1; }
        & > .near { height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", "the other picture", show=False),
        Binding("down", "turn(1)", "the other picture", show=False),
    ]
    typing = True

    def __init__(self, spec: Embeddings, run: Run) -> None:
        super().__init__(run, "Embeddings")
        self._spec = spec
        self._query = ""
        self.show_map = spec.show == "map"
        self.view: Embedded | None = None

    def body(self) -> ComposeResult:
        """The line to type on, matrix or map, neighbours."""
        hint = "type a word or a sentence, then Enter"
        yield TextLine(placeholder=hint, max_length=LONGEST, compact=True)
        yield PaneText("picture")
        near = PaneText("near")
        near.display = False
        yield near

    # ------------------------------------------------------------------------- the run

    def requests(self) -> Sequence[Task]:
        """The slide's words."""
        return (comparing(self._spec),)

    def forget(self) -> None:
        """What was seen stays until the answer comes."""
        asked = self.run.asked[0] if self.run.asked else None
        self._query = asked.query or "" if isinstance(asked, Embed) else ""

    def hear(self, reply: Reply) -> None:
        """Keep the last comparison."""
        if isinstance(reply, Embedded):
            self.view = reply

    def said(self) -> str:
        """Who is nearest to what was typed, or what was compared."""
        if not self.view:
            return self.waiting()
        if self._query and self.view.query:
            nearest = max(zip(self.view.query, self._spec.words, strict=False))
            return f"{self._query}: nearest is {nearest[1]}, cosine {nearest[0]:.2f}"
        return f"{len(self._spec.words)} texts compared by {self.view.model}"

    def keys(self) -> Sequence[Hint]:
        """Enter compares; the arrows turn from matrix to map."""
        turns = [("↑↓", "matrix" if self.show_map else "map")] if not self._both() else []
        return [("Enter", "compares"), *turns]

    def paint(self) -> None:
        """Matrix and map side by side where there is room, else one of them."""
        near = self.query_one(".near", PaneText)
        picture = self.query_one(".picture", PaneText)
        if not self.view:
            picture.show(Content("\n").join(listed(self._spec.words, self.content_size.width)))
            return
        width = self.content_size.width
        rows = neighbour_rows(self._spec.words, self._query, self.view, width)
        height = picture.size.height + (near.size.height if near.display else 0)
        near.display = bool(rows)
        near.show(Content("\n").join(rows))
        height = max(1, height - len(rows))
        lines = self._picture(self.view, width, height)
        picture.show(Content("\n").join(lines))

    def _both(self) -> bool:
        return self.content_size.width >= BOTH

    def _picture(self, found: Embedded, width: int, height: int) -> list[Content]:
        words, query = self._spec.words, self._query
        if not self._both():
            if self.show_map:
                return map_rows(words, query, found, width, height)
            return matrix_rows(words, found, width, height)
        left = width // 2
        matrix = matrix_rows(words, found, left - 2, height)
        plane = map_rows(words, query, found, width - left, height)
        matrix += [Content("")] * (len(plane) - len(matrix))
        pairs = zip(matrix, plane, strict=False)
        return [Content.assemble(row.truncate(left, pad=True), spot) for row, spot in pairs]

    # ----------------------------------------------------------------------- the words

    def take(self, text: str) -> None:
        """Compare what an attendee sent."""
        self._compare(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Compare what was typed; with nothing typed, the slide's words alone."""
        event.stop()
        text = event.value.strip()
        event.input.clear()
        self.sender = ""
        self._compare(text or None)

    def on_message_line_picked(self, event: MessageLine.Picked) -> None:
        """One of the slide's words, among the others."""
        event.stop()
        if event.number <= len(self._spec.words):
            self.sender = ""
            self._compare(self._spec.words[event.number - 1])

    def action_turn(self, _step: int) -> None:
        """The other picture."""
        self.show_map = not self.show_map
        self._paint()

    def _compare(self, text: str | None) -> None:
        self.run_worker(self.ask_now(comparing(self._spec, text)), group="ask", exclusive=True)
