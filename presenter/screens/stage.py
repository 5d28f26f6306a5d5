"""The stage: the keys that drive the talk, and what each of them does."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from presenter.draw.canvas import Canvas
from presenter.keeper import Keeper
from presenter.keys import named
from presenter.screens.help import Help
from presenter.screens.showing import Showing
from presenter.widgets.block_stack import MakePane
from presenter.widgets.slide_view import SlideView
from slides.cuts import offer
from slides.deck import Deck
from slides.talk import Ended


class Stage(Showing):
    """Turns keys into events; what comes of them it shows."""

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
        *Showing.LOOKING,
        *Showing.NOTING,
        Binding("full_stop,b", "direct('black')", "black out the screen"),
        Binding("A", "audience", "the audience: who is here, what they say"),
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

    class RoomWanted(Message):
        """The speaker wants to see the audience."""

    def __init__(self, deck: Deck, keeper: Keeper, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__(deck, keeper, make_pane, canvas)
        self.keys = named(self.KEYS)

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

    def action_audience(self) -> None:
        """Who is here, and what they ask and write."""
        self.post_message(self.RoomWanted())

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
