"""The frame that every live pane has: title, state line, hint keys, and live or recorded.

    ╭─ Spam or ham? ─────────────────────────╮
    │ judging …                              │   the state line: one line, or what went wrong
    │ (the pane's own widgets)               │
    │ Enter judges · ↑↓ picks · r recorded   │   keys that do something now
    ╰────────────────────────────────── live ╯   or: recorded 25 Nov 2026 on AMD EPYC, 2 cores

A pane subclasses `LivePane` and says only what is its own:

    class CountPane(LivePane, can_focus=True):
        def __init__(self, spec: Count, run: Run) -> None:      # registry: backstage.run()
            super().__init__(run, "Counting")
            self.view = View()

        def body(self):      yield PaneText("sum")              # its widgets, between the two lines
        def requests(self):  return (counting(self.spec),)      # what Enter asks; see work/asks.py
        def forget(self):    self.view = View()                 # a run begins
        def hear(self, reply): self.view = apply(self.view, reply)   # a pure fold
        def paint(self):     self.query_one(".sum", PaneText).show(...)
        def said(self):      return f"{self.view.count} so far"
        def keys(self):      return [("Enter", "counts")]

The frame does the rest, the same for all: it paints at most ten times a second, shows a run that
went on while the slide was away, says in one line what failed and offers to try again or to play
the recording, speaks up when the lab is silent, and never shows the one as the other. Panes with
an input line set `typing = True`: the frame's letters are then taken with Ctrl.

An attendee's message comes by `take_message`; see `TakesMessages`.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from presenter.panes.colours import BAD, WARM
from presenter.panes.frame_lines import (
    FrameKeys,
    Hint,
    fitting,
    mark,
    state_of,
    state_of_silence,
    state_of_trouble,
)
from presenter.panes.messages import LONGEST, NAME
from presenter.panes.pane_text import PaneText
from presenter.work.protocol import FINAL, Failed, Reply, Task
from presenter.work.runs import Run
from quiz.text import clean

REPAINT_SECONDS = 0.1
PATIENCE = 10.0
"""Seconds of the lab's silence after which the recording is offered."""


class LivePane(Vertical):
    """A pane that asks the lab. It keeps no run: a new pane on the same run shows all of it."""

    DEFAULT_CSS = """
    LivePane {
        width: 1fr;
        height: 1fr;
        min-height: 10;
        padding: 0 1;
        border: round $foreground-muted;
        border-title-style: bold;
        border-subtitle-color: $success;
        &.-recorded { border-subtitle-color: $warning; }
        &:focus-within { border: round $primary; }
        &.-failed { border: round $error; }
        & > .state { height: auto; max-height: 3; }
        & > .hints { height: 1; dock: bottom; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "ask", show=False),
        Binding("c,ctrl+s", "cancel", "stop", show=False),
        Binding("r,ctrl+r", "recorded", "play the recording", show=False),
        Binding("l,ctrl+l", "live", "ask the lab, live", show=False),
        Binding("e,ctrl+n", "hurry", "to the end of the recording", show=False),
    ]
    typing: ClassVar[bool] = False
    """Letters are typed in this pane, so that its keys need Ctrl."""

    def __init__(self, run: Run, title: str) -> None:
        super().__init__()
        self.run = run
        self.border_title = title
        self.sender = ""
        """Who sent what is worked on; "" for the speaker."""
        self._notice = ""
        self._mark = ""
        self._painting: Timer | None = None
        self._waiting: Timer | None = None
        self._resting = False
        """Nothing is new since it was painted."""

    # ------------------------------------------------------- what a pane says of itself

    def body(self) -> Iterable[Widget]:
        """Its widgets, between the state line and the hints."""
        return ()

    def requests(self) -> Sequence[Task]:
        """What is asked, one after the other, when it is started."""
        return ()

    def recordable(self) -> Sequence[Task]:
        """What is played in place of what was asked last, or would be."""
        return self.run.asked or self.requests()

    def forget(self) -> None:
        """A run begins: the view starts anew."""

    def hear(self, reply: Reply) -> None:
        """Fold a reply into the view."""

    def paint(self) -> None:
        """Show the view in the space that there is."""

    def said(self) -> str | Content:
        """The state in a few words."""
        return ""

    def waiting(self) -> str:
        """What to say until the first answer comes: models load when they are first asked."""
        return "asking the model ..." if self.run.going else ""

    def keys(self) -> Sequence[Hint]:
        """Its own keys that do something now, the most useful first."""
        return ()

    def take(self, text: str) -> None:
        """Work on a message that was sent; it is clean."""

    # ------------------------------------------------------------------- what all share

    def compose(self) -> ComposeResult:
        """State, body, hints."""
        yield PaneText("state")
        yield from self.body()
        yield PaneText("hints")

    def on_mount(self) -> None:
        """Catch up with the run, and follow it."""
        if self.run.log or self.run.going:
            self.forget()
            for reply in self.run.replies:
                self.hear(reply)
        self.run.listeners.append(self._follow)
        self._painting = self.set_interval(REPAINT_SECONDS, self._paint)
        self._waiting = self.set_interval(1.0, self._paint, pause=not self.run.going)

    def on_unmount(self) -> None:
        """The run goes on; this pane no longer hears of it."""
        self.run.listeners.remove(self._follow)

    def on_resize(self) -> None:
        """Lines are cut to the width, once it is known."""
        self.call_later(self._paint)

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Its keys are told while they work."""
        self._paint()

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        """Its keys do nothing now."""
        self._paint()

    on_focus = on_blur = on_resize

    @property
    def over(self) -> bool:
        """The run was answered, cancelled, or failed."""
        return bool(self.run.log) and isinstance(self.run.log[-1].reply, FINAL)

    @property
    def trouble(self) -> Failed | None:
        """What the run ended in, if it did not end well."""
        last = self.run.log[-1].reply if self.run.log else None
        return last if isinstance(last, Failed) else None

    @property
    def state_line(self) -> str:
        """The state in a few words, for the speaker's eyes."""
        return self.trouble.message if self.trouble else str(self.said()) or "idle"

    def ask(self, *requests: Task, recorded: bool | None = None) -> None:
        """Ask something else, or the same again; a run that still goes is left alone."""
        if self.run.going or not requests:
            return
        self._notice = ""
        self.run.start(*requests, recorded=recorded)
        self.forget()
        self.set_class(False, "-failed")
        self._resume()

    async def ask_now(self, *requests: Task, recorded: bool | None = None) -> None:
        """Ask, and stop what was still asked before."""
        await self.run.cancel()
        self.ask(*requests, recorded=recorded)

    def take_message(self, text: str, sender: str) -> None:
        """Work on what an attendee sent, under the sender's name."""
        if said := clean(text, LONGEST):
            self.sender = clean(sender, NAME) or "somebody"
            self.take(said)

    def action_start(self) -> None:
        """Start, or start again; while it runs, nothing."""
        self.ask(*(self.run.asked if self.trouble else ()) or self.requests())

    async def action_cancel(self) -> None:
        """Stop; what is there stays."""
        await self.run.cancel()

    async def action_recorded(self) -> None:
        """Play the recording of what was asked last, or would be; say so if there is none."""
        requests = self.recordable()
        if not self.run.recording_of(requests):
            self._notice = "There is no recording of this; `podium lab record` makes them."
            self._paint()
            return
        await self.ask_now(*requests, recorded=True)

    async def action_live(self) -> None:
        """Ask the lab, also in a talk that plays recordings."""
        await self.ask_now(*(self.run.asked or self.requests()), recorded=False)

    def action_hurry(self) -> None:
        """Play the rest of a recording at once."""
        self.run.hurry()

    # ------------------------------------------------------------------------- painting

    def _follow(self, reply: Reply) -> None:
        self.hear(reply)
        if isinstance(reply, FINAL):
            self.call_later(self._paint)  # an answer waits for no tick
        else:
            self._resume()

    def _resume(self) -> None:
        """Paint at the next tick, so that an answer which comes at once is painted once; a timer
        that only goes on ticks at once too."""
        if self._resting:
            self._resting = False
            for timer in (self._painting, self._waiting):
                if timer:
                    timer.reset()

    def _paint(self) -> None:
        """Paint once; the timers rest until there is something new. A pane that has no size yet
        looks again."""
        if not self.is_attached or not self.content_size.width:
            return
        if self._painting:
            self._painting.pause()
        self._resting = True
        if self._waiting and not self.run.going:
            self._waiting.pause()
        self.set_class(self.trouble is not None, "-failed")
        self.set_class(self.run.playing, "-recorded")
        width = self.content_size.width
        if (said := mark(self.run, width)) != self._mark:
            self._mark = self.border_subtitle = said
        self.query_one(".state", PaneText).show(self._state())
        self.query_one(".hints", PaneText).show(fitting(self._hints(), width))
        try:
            self.paint()
        except Exception as error:  # noqa: BLE001 - a pane that cannot paint must not end the talk
            told = f"! This pane cannot show it: {type(error).__name__}: {error}"
            self.query_one(".state", PaneText).show(Content.styled(told, f"bold {BAD}"))

    def _state(self) -> Content:
        if self.trouble:
            return state_of_trouble(self.trouble)
        if self._notice:
            return Content.styled(self._notice, WARM)
        if self.run.silence > PATIENCE:
            return state_of_silence(self.run.silence)
        return state_of(self.said(), self.sender, self.content_size.width)

    def _hints(self) -> list[Hint]:
        if not self.has_pseudo_class("focus-within"):
            return [("Enter", "or Tab goes in")]
        offered = self.run.recording_of(self.recordable())
        wanted = bool(self.trouble) or self.run.silence > PATIENCE
        keys = FrameKeys(self.run, bool(self.trouble), self.typing)
        return keys.around(self.keys(), offered[0].header if offered else None, wanted)
