"""The live pane that judges messages: spam or ham, how sure, and how fast."""

from contextlib import aclosing
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from presenter.panes.infer_look import choices, verdict
from presenter.work.child import Lab
from presenter.work.infer_view import InferView, apply, ask
from presenter.work.protocol import Classify
from slides.deck import SpamInfer

LONGEST = 2_000
"""Characters that can be typed."""


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


class SpamInferPane(Vertical):
    """Type a message or pick one of the slide's; the lab's verdict stands below."""

    DEFAULT_CSS = """
    SpamInferPane {
        width: 1fr;
        height: auto;
        min-height: 10;
        padding: 0 1;
        border: round $foreground-muted;
        border-title-style: bold;
        border-subtitle-color: $success;
        &:focus-within { border: round $primary; }
        &.-failed { border: round $error; }
        & > MessageLine { border: none; height: 1; padding: 0; background: $surface; }
        & > .choices { height: auto; margin: 1 0; }
        & > .verdict { height: 4; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "pick(-1)", "the message before", show=False),
        Binding("down", "pick(1)", "the next message", show=False),
    ]

    def __init__(self, spec: SpamInfer, lab: Lab) -> None:
        super().__init__()
        self._spec = spec
        self._lab = lab
        self.view = InferView()
        self.border_title = "Spam or ham?"
        self.border_subtitle = "live"

    def compose(self) -> ComposeResult:
        """The line to type on, the slide's messages, the verdict."""
        hint = "type a message, then Enter"
        yield MessageLine(placeholder=hint, max_length=LONGEST, compact=True)
        yield Static(classes="choices")
        yield Static(classes="verdict")

    def on_mount(self) -> None:
        """Show the messages to pick from."""
        self.query_one(".choices").display = bool(self._spec.messages)
        self._show()

    def on_resize(self) -> None:
        """Lines are cut to the width."""
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Judge what was typed; an empty line asks again about the last message."""
        event.stop()
        text = event.value.strip() or self.view.text
        event.input.clear()
        if text:
            self._judge(text)

    def on_message_line_picked(self, event: MessageLine.Picked) -> None:
        """Judge one of the slide's messages."""
        event.stop()
        if event.number <= len(self._spec.messages):
            self._judge(self._spec.messages[event.number - 1])

    def action_pick(self, step: int) -> None:
        """Judge the message below or above the one in question."""
        messages = self._spec.messages
        if messages:
            known = self.view.text in messages
            place = messages.index(self.view.text) + step if known and self.view.text else 0
            self._judge(messages[place % len(messages)])

    @property
    def state_line(self) -> str:
        """The last judgement in a few words, for the speaker's eyes."""
        if found := self.view.verdict:
            return f"{found.label}, {found.probability:.0%} sure"
        return "judging" if self.view.waiting else "idle"

    def _judge(self, text: str) -> None:
        self.view = ask(self.view, text)
        self._show()
        self.run_worker(self._ask(text), group="judge", exclusive=True)

    async def _ask(self, text: str) -> None:
        request = Classify(texts=(text,), base=self._spec.base)
        async with aclosing(self._lab.ask(request)) as replies:
            async for reply in replies:
                self.view = apply(self.view, reply)
        self._show()

    def _show(self) -> None:
        width = self.content_size.width
        self.set_class(self.view.trouble is not None, "-failed")
        rows = choices(self._spec.messages, self.view, width)
        self.query_one(".choices", Static).update(Content("\n").join(rows))
        self.query_one(".verdict", Static).update(Content("\n").join(verdict(self.view, width)))
