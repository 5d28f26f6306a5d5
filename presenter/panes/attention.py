"""The live pane that shows which words look at which."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from presenter.panes.attention_look import (
    Shares,
    change_rows,
    chosen_at_first,
    heat_rows,
    method_line,
    place_line,
    text_rows,
)
from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import Hint
from presenter.panes.lines import listed
from presenter.panes.messages import LONGEST
from presenter.panes.pane_text import PaneText
from presenter.panes.spam_infer import MessageLine
from presenter.panes.text_line import TextLine
from presenter.work.protocol import Attend, Attended, Reply, Task
from presenter.work.runs import Run
from presenter.work.vector_asks import attending
from slides.blocks.vectors import Attention


@dataclass(frozen=True)
class Looked:
    """What is looked at: a text, by a layer and a head, and perhaps without a word."""

    text: str
    layer: int | None = None
    head: int | None = None
    without: int | None = None
    """Of the lab's words, the special ones counted."""


class AttentionPane(LivePane):
    """A text with the attention of one of its words, layer by layer and head by head."""

    DEFAULT_CSS = """
    AttentionPane {
        & > TextLine { border: none; height: 1; padding: 0; background: $surface; }
        & > .seen { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", "the layer above", show=False),
        Binding("down", "turn(1)", "the layer below", show=False),
    ]
    typing = True

    def __init__(self, spec: Attention, run: Run) -> None:
        super().__init__(run, "Attention")
        self._spec = spec
        self._looked = Looked(spec.texts[0])
        self._word: int | None = None
        """Among the words without the special ones; None until they are known."""
        self.view: Attended | None = None

    def body(self) -> ComposeResult:
        """The line to type on, and what is seen."""
        hint = "type a text, then Enter"
        yield TextLine(placeholder=hint, max_length=LONGEST, compact=True)
        yield PaneText("seen")

    # ------------------------------------------------------------------------- the run

    def requests(self) -> Sequence[Task]:
        """The text in question."""
        now = self._looked
        return (attending(self._spec, now.text, now.layer, now.head, now.without),)

    def forget(self) -> None:
        """What was seen stays until the answer comes; another text has other words."""
        asked = self.run.asked[0] if self.run.asked else None
        if isinstance(asked, Attend):
            if asked.text != self._looked.text:
                self._word = None
            self._looked = Looked(asked.text, asked.layer, asked.head, asked.without)

    def hear(self, reply: Reply) -> None:
        """Keep the last answer."""
        if isinstance(reply, Attended):
            self.view = reply
            words = reply.words[1:-1]
            if self._word is None or self._word >= len(words):
                self._word = chosen_at_first(words, self._spec.word)

    def said(self) -> Content | str:
        """Which layer and head are shown."""
        return place_line(self.view) if self.view else self.waiting()

    def keys(self) -> Sequence[Hint]:
        """Arrows choose word and layer, signs the head."""
        picks = [("1-9", "texts")] if len(self._spec.texts) > 1 else []
        return [
            ("←→", "word"),
            ("↑↓", "layer"),
            ("+ -", "head"),
            ("0", "mean"),
            ("Del", "leaves it out"),
            *picks,
        ]

    def paint(self) -> None:
        """The text, how it was come by, what leaving a word out does, and the heat map."""
        place = self.query_one(".seen", PaneText)
        if not self.view or len(self.view.words) < 3 or self._word is None:
            texts = listed(self._spec.texts, self.content_size.width)
            place.show(Content("\n").join([Content(""), *texts]))
            return
        width, height = self.content_size.width, max(1, place.size.height)
        shares = Shares.of(self.view)
        word = min(self._word, len(shares.words) - 1)
        lines = text_rows(shares, word, width, max(2, height - 4))
        lines.append(method_line(self.view, shares, word).truncate(width, ellipsis=True))
        lines += change_rows(self.view, width)
        heat = heat_rows(shares, word, width, height - len(lines) - 1)
        lines += [Content(""), *heat] if heat else []
        place.show(Content("\n").join(lines[:height]))

    # ----------------------------------------------------------------------- the choice

    def take(self, text: str) -> None:
        """Look at what an attendee sent."""
        self._look(Looked(text))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look at what was typed; with nothing typed, at the same again."""
        event.stop()
        text = event.value.strip()
        event.input.clear()
        if text:
            self.sender = ""
        self._look(Looked(text) if text else self._looked)

    def on_message_line_picked(self, event: MessageLine.Picked) -> None:
        """One of the slide's texts."""
        event.stop()
        if event.number <= len(self._spec.texts):
            self.sender = ""
            self._look(Looked(self._spec.texts[event.number - 1]))

    def on_text_line_pressed(self, event: TextLine.Pressed) -> None:
        """Another word, another head, the means, or one word less."""
        event.stop()
        if not self.view or self._word is None:
            return
        match event.key:
            case "left" | "right":
                step = 1 if event.key == "right" else -1
                self._word = (self._word + step) % max(1, len(self.view.words) - 2)
                self._paint()
            case "+" | "-":
                step = 1 if event.key == "+" else -1
                head = _next(self._looked.head, step, self.view.heads)
                self._look(replace(self._looked, head=head))
            case "0":
                self._look(Looked(self._looked.text, without=self._looked.without))
            case "delete":
                word = self._word + 1
                without = None if self._looked.without == word else word
                self._look(replace(self._looked, without=without))

    def action_turn(self, step: int) -> None:
        """The layer above or below; beyond the last, the mean of all."""
        if self.view:
            layer = _next(self._looked.layer, -step, self.view.layers)
            self._look(replace(self._looked, layer=layer))

    def _look(self, wanted: Looked) -> None:
        if wanted.text != self._looked.text:
            self._word = None
        self._looked = wanted
        self.run_worker(self.ask_now(*self.requests()), group="look", exclusive=True)


def _next(now: int | None, step: int, count: int) -> int | None:
    """Through 0 … count - 1 and the mean of all, round and round."""
    place = (-1 if now is None else now) + 1 + step
    place %= count + 1
    return None if place == 0 else place - 1
