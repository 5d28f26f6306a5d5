"""What panes with a list of questions share: pick one by number or arrow, or type one's own."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from presenter.panes.colours import ACCENT, INK
from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import Hint
from presenter.panes.lines import listed
from presenter.panes.messages import LONGEST
from presenter.panes.pane_text import PaneText
from presenter.panes.text_look import overlong
from presenter.work.protocol import Reply, Task
from presenter.work.runs import Run
from presenter.work.text_view import ASKED, TextView, apply
from quiz.text import clean


class AskingPane(LivePane, can_focus=True):
    """A pane with questions to pick from, in which a model writes. A subclass says what it asks
    about `question` and how the view looks."""

    DEFAULT_CSS = """
    AskingPane {
        & > .own { display: none; border: none; height: 1; padding: 0; background: $surface; }
        & > .own.-open { display: block; }
        & > .shown { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", f"number {n}", show=False) for n in range(1, 10)),
        Binding("up", "step(-1)", "the one before", show=False),
        Binding("down", "step(1)", "the next one", show=False),
        Binding("i", "type", "type your own", show=False),
    ]

    def __init__(self, run: Run, title: str, examples: Sequence[str]) -> None:
        super().__init__(run, title)
        self.examples = tuple(examples)
        self.place = 0
        """Of the example that is in question."""
        self.own = ""
        """What was typed or sent instead; "" for the example."""
        self.view = TextView()

    @property
    def question(self) -> str:
        """What is in question."""
        return self.own or self.examples[self.place]

    # ------------------------------------------------------------- what a subclass says

    def lines(self, width: int, height: int) -> list[Content]:
        """The view, in at most so many columns and rows."""
        return []

    def more_keys(self) -> Sequence[Hint]:
        """Keys of its own."""
        return ()

    # ------------------------------------------------------------------ for the frame

    def body(self) -> Iterable[Widget]:
        """The line to type on, when it is wanted, and the view."""
        hint = "then Enter"
        yield Input(
            classes="own", max_length=LONGEST, compact=True, select_on_focus=False, placeholder=hint
        )
        yield PaneText("shown")

    def forget(self) -> None:
        """Nothing is answered yet."""
        self.view = ASKED

    def hear(self, reply: Reply) -> None:
        """Fold it in."""
        self.view = apply(self.view, reply)

    def said(self) -> str | Content:
        """What is in question, and what the lab does while it writes nothing."""
        doing = {"running": self.view.doing, "cancelled": "stopped"}.get(self.view.state, "")
        state = f"{doing}: " if doing else ""
        return Content.assemble((state, ACCENT), (f"“{clean(self.topic, LONGEST)}”", f"bold {INK}"))

    @property
    def topic(self) -> str:
        """What the state line says."""
        return self.question

    def keys(self) -> Sequence[Hint]:
        """Enter asks; numbers pick; `i` types."""
        if self.run.going:
            return ()
        picks = [(f"1-{len(self.examples)}", "picks")] if len(self.examples) > 1 else []
        again = "again" if self.view.columns else "asks"
        return [("Enter", again), *self.more_keys(), *picks, ("i", "types")]

    def paint(self) -> None:
        """All of it, cut to the size there is."""
        place = self.query_one(".shown", PaneText)
        width, height = place.size
        if width and height:
            lines = self.lines(width, height)
            if not self.run.log and not self.run.going:
                lines = [*lines, *self.offered(width)]
            place.show(Content("\n").join(lines[:height]))

    def offered(self, width: int) -> list[Content]:
        """What there is to pick from, before anything was asked."""
        if len(self.examples) < 2 and not overlong(self.question, width):
            return []
        return [Content(""), *listed(self.examples, width)]

    def take(self, text: str) -> None:
        """Ask what an attendee sent."""
        self.own = text
        self.ask_anew(*self.requests())

    # ------------------------------------------------------------------------- the keys

    def ask_anew(self, *requests: Task) -> None:
        """Ask, and drop what was asked before."""
        self.run_worker(self.ask_now(*requests), group="ask", exclusive=True)

    def action_start(self) -> None:
        """Ask about what is in question now; while it runs, nothing."""
        self.ask(*self.requests())

    def action_choose(self, number: int) -> None:
        """Take an example by its number, from 1, and ask."""
        if number <= len(self.examples):
            self.place, self.own, self.sender = number - 1, "", ""
            self.ask_anew(*self.requests())

    def action_step(self, step: int) -> None:
        """Take the example before or after."""
        self.action_choose((self.place + step) % len(self.examples) + 1)

    def action_type(self) -> None:
        """Open the line to type on."""
        line = self.query_one(".own", Input)
        line.add_class("-open")
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask what was typed; an empty line asks nothing."""
        event.stop()
        text = event.value.strip()
        event.input.clear()
        self.focus()
        if text:
            self.own, self.sender = text, ""
            self.ask_anew(*self.requests())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The line goes when it is left."""
        if isinstance(event.widget, Input):
            event.widget.remove_class("-open")
