"""The live pane that judges messages: spam or ham, how sure, why, and how fast."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import Hint
from presenter.panes.infer_look import choices, verdict
from presenter.panes.lines import percent
from presenter.panes.messages import LONGEST
from presenter.panes.on_air import OnAir
from presenter.panes.pane_text import PaneText
from presenter.work.asks import judging
from presenter.work.infer_view import InferView, apply, ask
from presenter.work.protocol import Classify, Reply, Task
from presenter.work.runs import Run
from slides.deck import SpamInfer


class MessageLine(Input):
    """Where a message is typed. While it is empty a digit picks a message instead."""

    class Picked(Message):
        """A message was picked by its number, from 1."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def on_key(self, event: events.Key) -> None:
        """Digits pick; the rest is typed."""
        if not self.value and event.character and event.character in "123456789":
            event.stop()
            event.prevent_default()
            self.post_message(self.Picked(int(event.character)))


class SpamInferPane(LivePane):
    """Type a message or pick one of the slide's: what the trained classifier says of it, what its
    untouched base says, and which words moved the verdict."""

    DEFAULT_CSS = """
    SpamInferPane {
        & > MessageLine { border: none; height: 1; padding: 0; background: $surface; }
        & > .choices { height: auto; margin-top: 1; }
        & > .verdict { height: 1fr; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "pick(-1)", "the message before", show=False),
        Binding("down", "pick(1)", "the next message", show=False),
    ]
    typing = True

    def __init__(self, spec: SpamInfer, run: Run, on_air: OnAir | None = None) -> None:
        """`on_air` tells of a classifier that this talk has trained."""
        super().__init__(run, "Spam or ham?")
        self._spec = spec
        self._on_air = on_air or OnAir()
        self.view = InferView()

    def body(self) -> ComposeResult:
        """The line to type on, the slide's messages, the verdict."""
        hint = "type a message, then Enter"
        yield MessageLine(placeholder=hint, max_length=LONGEST, compact=True)
        messages = PaneText("choices")
        messages.display = bool(self._spec.messages)
        yield messages
        yield PaneText("verdict")

    # ------------------------------------------------------------------------- the run

    def requests(self) -> Sequence[Task]:
        """About the first of the slide's messages, until another is asked about."""
        return judging(self._spec.messages[0], self._spec.base) if self._spec.messages else ()

    def recordable(self) -> Sequence[Task]:
        """Recordings are of the ready-made classifier."""
        text = self.view.text or next(iter(self._spec.messages), None)
        return judging(text, self._spec.base) if text else ()

    @property
    def classifier_name(self) -> str:
        """Of the classifier that was asked last."""
        first = self.run.asked[0] if self.run.asked else None
        trained = isinstance(first, Classify) and first.base == str(self._on_air.trained)
        return "trained here" if trained else "ready-made"

    def forget(self) -> None:
        """What was known of the message in question."""
        first = self.run.asked[0] if self.run.asked else None
        if isinstance(first, Classify):
            self.view = ask(self.view, first.texts[0])

    def hear(self, reply: Reply) -> None:
        """Fold it in."""
        self.view = apply(self.view, reply)

    def said(self) -> str:
        """The verdict in a few words."""
        if found := self.view.verdict:
            return f"{found.label}, {percent(found.probability)} sure"
        return "asking the model ..." if self.run.going else ""

    def keys(self) -> Sequence[Hint]:
        """Enter judges; numbers and arrows pick."""
        picks = [("1-9 ↑↓", "picks")] if self._spec.messages else []
        return [("Enter", "judges"), *picks]

    def paint(self) -> None:
        """Messages and verdict, cut to the size there is."""
        width = self.content_size.width
        rows = choices(self._spec.messages, self.view, width)
        self.query_one(".choices", PaneText).show(Content("\n").join(rows))
        place = self.query_one(".verdict", PaneText)
        lines = verdict(self.view, self.classifier_name, width, max(1, place.size.height))
        place.show(Content("\n").join(lines))

    # ---------------------------------------------------------------------- the messages

    def take(self, text: str) -> None:
        """Judge what an attendee sent."""
        self._judge(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Judge what was typed; an empty line asks again about the last message."""
        event.stop()
        text = event.value.strip() or self.view.text
        event.input.clear()
        if text:
            self._judge_own(text)

    def on_message_line_picked(self, event: MessageLine.Picked) -> None:
        """Judge one of the slide's messages."""
        event.stop()
        if event.number <= len(self._spec.messages):
            self._judge_own(self._spec.messages[event.number - 1])

    def action_pick(self, step: int) -> None:
        """Judge the message below or above the one in question."""
        messages = self._spec.messages
        if messages:
            known = self.view.text in messages
            place = messages.index(self.view.text) + step if known and self.view.text else 0
            self._judge_own(messages[place % len(messages)])

    def _judge_own(self, text: str) -> None:
        self.sender = ""
        self._judge(text)

    def _judge(self, text: str) -> None:
        trained = self._on_air.trained
        here = str(trained) if trained and trained.is_dir() and not self.run.recorded else None
        requests = judging(text, self._spec.base, here)
        self.run_worker(self.ask_now(*requests), group="judge", exclusive=True)
