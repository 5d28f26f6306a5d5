"""What the stage shows of a talk's state: the slide, the footer, and what lies over them."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from presenter.director import Director
from presenter.draw.canvas import Canvas
from presenter.keeper import Keeper
from presenter.keys import first_key
from presenter.screens.blackout import Blackout
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
    Event,
    Moved,
    Replanned,
    TalkState,
)

SMALLEST = (40, 12)
"""Columns and rows below which a slide cannot be read."""
MESSAGE_SECONDS = 4.0
AHEAD_SECONDS = 0.4
"""Without a key, until the next slide is made ready."""


class Showing(Noting):
    """Follows the talk's events and shows where it stands; it keeps no place of its own."""

    def __init__(self, deck: Deck, keeper: Keeper, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.director = Director(deck, keeper)
        self._keeper = keeper
        self._make_pane = make_pane
        self._word: Verdict = "on pace"
        self._typed = ""
        self._message = ""
        self._leaving = False
        self._ahead: Timer | None = None
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
        if self._ahead:
            self._ahead.stop()
        self._ahead = self.set_timer(AHEAD_SECONDS, self._look_ahead)

    def _look_ahead(self) -> None:
        """Make the next slide ready, and the one before, while nobody waits for them."""
        self.query_one(SlideView).prepare(*self.director.beside())

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
