"""The stage: the slide, the footer and the notes, and the keys that drive the talk."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from presenter.director import Director
from presenter.draw.canvas import Canvas
from presenter.keeper import Keeper
from presenter.keys import first_key, named
from presenter.screens.blackout import Blackout
from presenter.screens.help import Help
from presenter.screens.noting import Noting
from presenter.widgets.answer_card import AnswerCard
from presenter.widgets.block_stack import MakePane
from presenter.widgets.slide_view import SlideView
from presenter.widgets.status_bar import Status, StatusBar
from slides.blocks.figures import Image
from slides.checkpoints import in_words, to_tell
from slides.cuts import offer
from slides.deck import Block, Deck, Quiz, Slide
from slides.pacing import Verdict, pace, verdict
from slides.talk import (
    AnswerHidden,
    AnswerShown,
    Blanked,
    Broken,
    CheckpointTold,
    Ended,
    Event,
    Moved,
    Replanned,
    TalkState,
)

SMALLEST = (40, 12)
"""Columns and rows below which a slide cannot be read."""
MESSAGE_SECONDS = 4.0


class Stage(Noting):
    """Shows the talk's state and turns keys into events; it keeps no place of its own."""

    DEFAULT_CSS = """
    Stage { background: $background; layers: default above; }
    Stage > .too-small { display: none; width: 100%; height: 100%; content-align: center middle; }
    Stage.-tiny > * { display: none; }
    Stage.-tiny > .too-small { display: block; }
    Stage.-bare > StatusBar { display: none; }
    Stage.-split > NotesPanel {
        dock: right; width: 40%; height: 100%; border-left: solid $secondary;
    }
    """
    KEYS: ClassVar[list[Binding]] = [
        Binding("right,space,pagedown,l", "direct('next')", "next step or slide"),
        Binding("left,backspace,pageup,h", "direct('previous')", "back a step or slide"),
        Binding("home,g", "direct('first')", "first slide"),
        Binding("end,G", "direct('last')", "last slide"),
        Binding("enter", "enter", "into a live pane (Esc leaves it); else next"),
        Binding("down,j", "scroll(1)", "scroll a long slide down", id="down"),
        Binding("up,k", "scroll(-1)", "scroll it up", id="up"),
        Binding("s,f5", "direct('start')", "start the clock"),
        Binding("p", "direct('pause')", "pause for a question, and go on"),
        Binding("y", "decide(True)", "make the cuts offered", id="cut"),
        Binding("x", "decide(False)", "keep the slides whole", id="keep"),
        *Noting.LOOKING,
        *Noting.NOTING,
        Binding("full_stop,b", "direct('black')", "black out the screen"),
        Binding("f", "footer", "hide or show the footer"),
        Binding("question_mark,f1", "help", "these keys"),
        Binding("escape", "escape", "leave a pane, a prompt, the notes"),
        Binding("q", "leave", "end the talk"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *named(KEYS),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
    ]
    AUTO_FOCUS = ""

    def __init__(self, deck: Deck, keeper: Keeper, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.director = Director(deck, keeper)
        self.keys = named(self.KEYS)
        self._keeper = keeper
        self._make_pane = make_pane
        self._word: Verdict = "on pace"
        self._typed = ""
        self._message = ""
        self._leaving = False
        self.has_cockpit: Callable[[], bool] = bool
        """Whether somebody follows in a cockpit, who is told what the audience need not see."""

    def compose(self) -> ComposeResult:
        """Slide, notes, footer; and what is said when the terminal is too small for them."""
        yield SlideView(self._make_pane, self.canvas)
        yield self.notes_panel
        yield StatusBar()
        yield AnswerCard()
        yield Static("", classes="too-small")

    def on_mount(self) -> None:
        """Show where the talk stands, and keep the footer's clock."""
        self._keeper.listeners.append(self._follow)
        self._show_slide()
        self.show_notes_first()
        self.query_one(AnswerCard).show(self._keeper.state.answer)
        self._show_blank()
        self.set_interval(1.0, self._tick)
        if self._keeper.trouble:
            self.say(f"This talk is not logged: {self._keeper.trouble}")

    # ------------------------------------------------------------------ showing

    @property
    def slide(self) -> Slide:
        """The slide now shown."""
        return self.director.slide

    @property
    def panes(self) -> list[Widget]:
        """The live widgets of the slide now shown."""
        return self.query_one(SlideView).panes

    def _follow(self, state: TalkState, event: Event) -> None:
        if isinstance(event, Moved | Replanned):
            self._show_slide()
        else:
            self.show_status()
        if isinstance(event, Moved | AnswerShown | AnswerHidden):
            self.query_one(AnswerCard).show(state.answer)
        if isinstance(event, Blanked):
            self._show_blank()
        if isinstance(event, Broken) and event.message and not self.has_cockpit():
            self.say(event.message)
        if isinstance(event, CheckpointTold) and not self.has_cockpit():
            self.say(in_words(state, event))

    @property
    def _hints(self) -> tuple[str, str]:
        """The keys that start the clock and open the help."""
        return first_key(self.keys, "start"), first_key(self.keys, "help")

    def _show_blank(self) -> None:
        """Black the screen out, or bring the slide back, as the talk has it."""
        on = isinstance(self.app.screen, Blackout)
        if self._keeper.state.blank and not on:
            self.app.push_screen(Blackout(self.director.black))
        elif on and not self._keeper.state.blank:
            self.app.pop_screen()

    def _show_slide(self) -> None:
        step = self._keeper.state.step
        self.set_focus(None)
        self.query_one(SlideView).show(self.slide, step)
        self.notes_panel.show(self.slide, step)
        self.show_status()
        self.call_after_refresh(self.show_status)

    def _tick(self) -> None:
        """A second has passed."""
        for told in to_tell(self._keeper.state, self._keeper.clock()):
            self._keeper.submit(told)
        self.show_status()

    def show_status(self) -> None:
        """Show the footer as it is now."""
        now = self._keeper.clock()
        state = self._keeper.state
        standing = pace(state, now)
        self._word = verdict(self._word, standing.drift)
        more = self.query_one(SlideView).more_below
        message = f"Go to slide {self._typed}_  (Enter)" if self._typed else self._message
        broken = "" if self.has_cockpit() else ":".join(state.broken.split(":")[:2])
        cuts = None if self.has_cockpit() else offer(state, now)
        status = Status(state, standing, self._word, message, more, self._hints, broken, cuts)
        self.query_one(StatusBar).show(status)

    def renew(self, deck: Deck, to: str | None = None, files: frozenset[str] = frozenset()) -> None:
        """Go on with a changed deck; slide, step, clock and runs stay. Or go on with slide `to`.

        `files` changed too: what is drawn from them is drawn anew.
        """
        asked, asks = self.director.deck.questions(), deck.questions()

        def same(before: Block, block: Block) -> bool:
            if isinstance(block, Quiz) and asked.get(block.id) != asks.get(block.id):
                return False
            changed = isinstance(block, Image) and block.image in files
            return before == block and not changed

        self.query_one(SlideView).renew(deck, same)
        self.director.renew(deck, to)

    def redress(self, canvas: Canvas) -> None:
        """Draw everything anew in the canvas's theme; runs in panes go on."""
        self.canvas = canvas
        self.query_one(SlideView).redress(canvas)
        for text in self.query(Static):
            text.update(text.content)
        self._show_slide()

    def say(self, message: str) -> None:
        """A line to the speaker in the footer, for a few seconds."""
        self._message = message
        self.show_status()
        self.set_timer(MESSAGE_SECONDS, lambda: self._unsay(message))

    def _unsay(self, message: str) -> None:
        if self._message == message:
            self._message = ""
            self._leaving = False
            self.show_status()

    def on_resize(self, event: events.Resize) -> None:
        """A terminal too small for slides says what it needs; the place is never lost."""
        columns, rows = event.size
        tiny = columns < SMALLEST[0] or rows < SMALLEST[1]
        self.set_class(tiny, "-tiny")
        need = f"{columns}×{rows} is too small\nfor slides: {SMALLEST[0]}×{SMALLEST[1]} at least"
        self.query_one(".too-small", Static).update(need)
        self.call_after_refresh(self.show_status)

    # ------------------------------------------------------------------ moving

    def action_direct(self, wish: str) -> None:
        """Do what a key asks; what cannot be done is said."""
        if said := self.perform(wish):
            self.say(said)

    def perform(self, wish: str) -> str:
        """Do what a key or a cockpit asks; returns what is to be said about it.

        On a slide with more below, `next` first shows that: nothing is passed over unseen.
        """
        if wish == "next" and self.query_one(SlideView).scroll_on():
            self.director.start()
            self.call_after_refresh(self.show_status)
            return ""
        if wish in ("first", "last"):
            self.mark()
        return getattr(self.director, wish)() or ""

    def action_scroll(self, direction: int) -> None:
        """Scroll a slide that is longer than the terminal; else move as the arrow suggests."""
        view = self.query_one(SlideView)
        if view.max_scroll_y:
            view.scroll_relative(y=direction * 3, animate=False)
            self.call_after_refresh(self.show_status)
        elif direction > 0:
            self.action_direct("next")
        else:
            self.action_direct("previous")

    def action_digit(self, digit: str) -> None:
        """Digits gather a slide's number; Enter goes there.

        They are bindings as Enter is, so that both come in the order in which they were pressed.
        One pressed right behind the key that led into a pane belongs to the pane's input.
        """
        if isinstance(self.focused, Input):
            self.focused.post_message(events.Key(digit, digit))
        elif self.focused is None:
            self._typed = (self._typed + digit)[-4:]
            self.show_status()

    def action_enter(self) -> None:
        """To the slide typed; else into the first pane; else on."""
        if self._typed:
            self._jump()
        elif panes := self.panes:
            target = panes[0] if panes[0].focusable else None
            self.set_focus(target or next((w for w in panes[0].query() if w.focusable), None))
        else:
            self.action_direct("next")

    def _jump(self) -> None:
        number, self._typed = int(self._typed), ""
        if said := self.jump(number):
            self.say(said)

    def jump(self, number: int) -> str:
        """To a slide, counted from 1; returns what is to be said about it."""
        self.mark()
        return self.director.jump(number)

    # ------------------------------------------------------------------ the talk

    def action_decide(self, accepted: bool) -> None:
        """Make the cuts that are offered, or keep the slides whole."""
        offered = offer(self._keeper.state, self._keeper.clock())
        if offered and offered.cuts:
            self.director.decide([cut.slide for cut in offered.cuts], accepted)

    def action_footer(self) -> None:
        """Show or hide the footer."""
        self.toggle_class("-bare")

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(Help(self.keys))

    def action_escape(self) -> None:
        """Leave whatever is innermost; it never ends the talk."""
        if self.focused:
            self.set_focus(None)
        elif self._typed:
            self._typed = ""
        elif self._keeper.state.answer:
            self.director.hide_answer()
        else:
            self.notes_panel.remove_class("-on")
        self._message = ""
        self.show_status()

    def action_leave(self) -> None:
        """End the talk; a running one asks to be told twice."""
        running = self._keeper.state.started_at is not None
        if running and not self._leaving:
            self._leaving = True
            self.say("The talk is running: q once more ends it.")
            return
        self._keeper.submit(Ended(at=self._keeper.clock()))
        self.app.exit()
