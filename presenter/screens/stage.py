"""The stage: the slide, the footer and the notes, and the keys that drive the talk."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from presenter.draw.canvas import Canvas
from presenter.keeper import Keeper
from presenter.screens.blackout import Blackout
from presenter.screens.help import Help
from presenter.widgets.notes_panel import NotesPanel
from presenter.widgets.slide_view import MakePane, SlideView
from presenter.widgets.status_bar import Status, StatusBar
from slides.deck import Deck, Slide
from slides.pacing import Verdict, pace, verdict
from slides.steps import step_count
from slides.talk import Ended, Event, Moved, Paused, Resumed, Started, TalkState

SMALLEST = (40, 12)
"""Columns and rows below which a slide cannot be read."""
MESSAGE_SECONDS = 4.0


class Stage(Screen[None]):
    """Shows the talk's state and turns keys into events; it keeps no place of its own."""

    DEFAULT_CSS = """
    Stage { background: $background; }
    Stage > .too-small { display: none; width: 100%; height: 100%; content-align: center middle; }
    Stage.-tiny > * { display: none; }
    Stage.-tiny > .too-small { display: block; }
    Stage.-bare > StatusBar { display: none; }
    """
    KEYS: ClassVar[list[Binding]] = [
        Binding("right,space,pagedown,l", "next", "next step or slide"),
        Binding("left,backspace,pageup,h", "previous", "back a step or slide"),
        Binding("home,g", "first", "first slide"),
        Binding("end,G", "last", "last slide"),
        Binding("enter", "enter", "into a live pane (Esc leaves it); else next"),
        Binding("down,j", "scroll(1)", "scroll a long slide down"),
        Binding("up,k", "scroll(-1)", "scroll it up"),
        Binding("s,f5", "start", "start the clock"),
        Binding("p", "pause", "pause for a question, and go on"),
        Binding("n", "notes", "speaker's notes"),
        Binding("full_stop,b", "black", "black out the screen"),
        Binding("f", "footer", "hide or show the footer"),
        Binding("question_mark,f1", "help", "these keys"),
        Binding("escape", "escape", "leave a pane, a prompt, the notes"),
        Binding("q", "leave", "end the talk"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]
    AUTO_FOCUS = ""

    def __init__(self, deck: Deck, keeper: Keeper, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__()
        self._deck = deck
        self._keeper = keeper
        self._make_pane = make_pane
        self._canvas = canvas
        self._word: Verdict = "on pace"
        self._typed = ""
        self._message = ""
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Slide, notes, footer; and what is said when the terminal is too small for them."""
        yield SlideView(self._make_pane, self._canvas)
        yield NotesPanel()
        yield StatusBar()
        yield Static("", classes="too-small")

    def on_mount(self) -> None:
        """Show where the talk stands, and keep the footer's clock."""
        self._keeper.listeners.append(self._follow)
        self._show_slide()
        self.set_interval(1.0, self._show_status)
        if self._keeper.trouble:
            self.say(f"This talk is not logged: {self._keeper.trouble}")

    # ------------------------------------------------------------------ showing

    @property
    def slide(self) -> Slide:
        """The slide now shown."""
        return self._deck.slides[self._place]

    @property
    def _place(self) -> int:
        return self._deck.index(self._keeper.state.slide)

    def _follow(self, _state: TalkState, event: Event) -> None:
        if isinstance(event, Moved):
            self._show_slide()
        else:
            self._show_status()

    def _show_slide(self) -> None:
        step = self._keeper.state.step
        self.set_focus(None)
        self.query_one(SlideView).show(self.slide, step)
        self.query_one(NotesPanel).show(self.slide, step)
        self._show_status()
        self.call_after_refresh(self._show_status)

    def _show_status(self) -> None:
        now = self._keeper.clock()
        state = self._keeper.state
        standing = pace(state, now)
        self._word = verdict(self._word, standing.drift)
        more = self.query_one(SlideView).more_below
        message = f"Go to slide {self._typed}_  (Enter)" if self._typed else self._message
        self.query_one(StatusBar).show(Status(state, standing, self._word, message, more))

    def say(self, message: str) -> None:
        """A line to the speaker in the footer, for a few seconds."""
        self._message = message
        self._show_status()
        self.set_timer(MESSAGE_SECONDS, lambda: self._unsay(message))

    def _unsay(self, message: str) -> None:
        if self._message == message:
            self._message = ""
            self._leaving = False
            self._show_status()

    def on_resize(self, event: events.Resize) -> None:
        """A terminal too small for slides says what it needs; the place is never lost."""
        columns, rows = event.size
        tiny = columns < SMALLEST[0] or rows < SMALLEST[1]
        self.set_class(tiny, "-tiny")
        need = f"{columns}×{rows} is too small\nfor slides: {SMALLEST[0]}×{SMALLEST[1]} at least"
        self.query_one(".too-small", Static).update(need)
        self.call_after_refresh(self._show_status)

    # ------------------------------------------------------------------ moving

    def _move(self, place: int, step: int) -> None:
        place = max(0, min(place, len(self._deck.slides) - 1))
        at = self._keeper.clock()
        self._keeper.submit(Moved(at=at, slide=self._deck.slides[place].slide, step=step))

    def action_next(self) -> None:
        """One step on; the first one starts the clock."""
        state = self._keeper.state
        if state.step < step_count(self.slide):
            self._move(self._place, state.step + 1)
        elif self._place + 1 < len(self._deck.slides):
            self._move(self._place + 1, 0)
        else:
            self.say("This is the last slide.")
        if state.started_at is None:
            self.action_start()

    def action_previous(self) -> None:
        """One step back; a slide gone back to is shown whole."""
        state = self._keeper.state
        if state.step > 0:
            self._move(self._place, state.step - 1)
        elif self._place > 0:
            self._move(self._place - 1, step_count(self._deck.slides[self._place - 1]))
        else:
            self.say("This is the first slide.")

    def action_first(self) -> None:
        """To the first slide."""
        self._move(0, 0)

    def action_last(self) -> None:
        """To the last slide."""
        self._move(len(self._deck.slides) - 1, 0)

    def action_scroll(self, direction: int) -> None:
        """Scroll a slide that is longer than the terminal; else move as the arrow suggests."""
        view = self.query_one(SlideView)
        if view.max_scroll_y:
            view.scroll_relative(y=direction * 3, animate=False)
            self.call_after_refresh(self._show_status)
        elif direction > 0:
            self.action_next()
        else:
            self.action_previous()

    def on_key(self, event: events.Key) -> None:
        """Digits gather a slide's number; Enter goes there."""
        if event.character and event.character in "0123456789" and not self.focused:
            event.stop()
            self._typed = (self._typed + event.character)[-4:]
            self._show_status()

    def action_enter(self) -> None:
        """To the slide typed; else into the first pane; else on."""
        if self._typed:
            self._jump()
        elif panes := self.query_one(SlideView).panes:
            target = panes[0] if panes[0].focusable else None
            self.set_focus(target or next((w for w in panes[0].query() if w.focusable), None))
        else:
            self.action_next()

    def _jump(self) -> None:
        number, self._typed = int(self._typed), ""
        if 1 <= number <= len(self._deck.slides):
            self._move(number - 1, 0)
        else:
            self.say(f"There is no slide {number}; the last is {len(self._deck.slides)}.")

    # ------------------------------------------------------------------ the talk

    def action_start(self) -> None:
        """Start the talk's clock on this slide."""
        if self._keeper.state.started_at is None:
            self._keeper.submit(Started(at=self._keeper.clock()))

    def action_pause(self) -> None:
        """The slide's clock stands for a question, or runs again."""
        if self._keeper.state.started_at is None:
            self.say("The clock has not started: s starts it.")
            return
        at = self._keeper.clock()
        self._keeper.submit(Resumed(at=at) if self._keeper.state.paused else Paused(at=at))

    def action_notes(self) -> None:
        """Show or hide the notes."""
        self.query_one(NotesPanel).toggle()
        self.call_after_refresh(self._show_status)

    def action_footer(self) -> None:
        """Show or hide the footer."""
        self.toggle_class("-bare")

    def action_black(self) -> None:
        """Black out until the next key."""
        self.app.push_screen(Blackout())

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(Help(self.KEYS))

    def action_escape(self) -> None:
        """Leave whatever is innermost; it never ends the talk."""
        if self.focused:
            self.set_focus(None)
        elif self._typed:
            self._typed = ""
        else:
            self.query_one(NotesPanel).remove_class("-on")
        self._message = ""
        self._show_status()

    def action_leave(self) -> None:
        """End the talk; a running one asks to be told twice."""
        running = self._keeper.state.started_at is not None
        if running and not self._leaving:
            self._leaving = True
            self.say("The talk is running: q once more ends it.")
            return
        self._keeper.submit(Ended(at=self._keeper.clock()))
        self.app.exit()
