"""The speaker's notes on the stage's own terminal: below the slide, beside it, or as a script
that scrolls by itself."""

from abc import abstractmethod
from typing import ClassVar, Literal

from textual.binding import Binding
from textual.timer import Timer

from presenter.draw.canvas import Canvas
from presenter.keys import first_key
from presenter.screens.browse import Browsing
from presenter.widgets.notes_panel import NotesPanel
from slides.pacing import pace

SCROLL_SECONDS = 0.2
"""How often the teleprompter moves."""


class Noting(Browsing):
    """Notes and teleprompter; for a speaker who has one terminal only."""

    NOTING: ClassVar[list[Binding]] = [
        Binding("n", "notes", "speaker's notes"),
        Binding("N", "split", "slide and notes side by side", id="split"),
        Binding("J,shift+down", "scroll_notes(2)", "scroll the notes down", id="notes-down"),
        Binding("K,shift+up", "scroll_notes(-2)", "scroll the notes up", id="notes-up"),
        Binding("T", "prompt", "teleprompter beside the slide", id="prompter"),
        Binding("H", "hold", "teleprompter: hold, and go on", id="hold"),
        Binding("greater_than_sign,plus", "speed(1)", "teleprompter: faster", id="faster"),
        Binding("less_than_sign", "speed(-1)", "teleprompter: slower", id="slower"),
        Binding("equals_sign", "fit", "teleprompter: fit the slide's budget", id="fit"),
    ]

    _scrolling: Timer
    """Moves the teleprompter, while it is on."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.notes_panel = NotesPanel()
        self.notes_first = False
        """Begin with the notes shown."""

    @abstractmethod
    def show_status(self) -> None:
        """Show the footer as it is now."""

    def show_notes_first(self) -> None:
        """As the talk is opened: the notes, if they are to be seen at once."""
        self._scrolling = self.set_interval(SCROLL_SECONDS, self._lead, pause=True)
        if self.notes_first or self.has_class("-split"):
            self.notes_panel.toggle()

    def action_notes(self) -> None:
        """Show or hide the notes."""
        self.notes_panel.toggle()
        self.call_after_refresh(self.show_status)

    def action_split(self) -> None:
        """Slide and notes side by side, for a call in which one terminal is shared."""
        self._split(not self.has_class("-split"))

    def _split(self, on: bool) -> None:
        self.set_class(on, "-split")
        if on is not self.notes_panel.has_class("-on"):
            self.notes_panel.toggle()
        self.call_after_refresh(self.show_status)

    def action_scroll_notes(self, by: int) -> None:
        """Show what of the notes is further down, or up again."""
        self.notes_panel.scroll_lines(by)

    def action_prompt(self) -> None:
        """Notes that scroll by themselves beside the slide, or the ones that stand still."""
        prompter = self.notes_panel.prompter
        hold, faster, slower, fit = (
            first_key(self.keys, name) for name in ("hold", "faster", "slower", "fit")
        )
        prompter.hold_key, prompter.speed_keys, prompter.fit_key = hold, f"{faster} {slower}", fit
        on = not (self.notes_panel.has_class("-prompting") and self.notes_panel.has_class("-on"))
        self.notes_panel.prompt(on)
        if on:
            self._split(True)
            self._scrolling.resume()
        else:
            self._scrolling.pause()
        self._lead()

    def action_hold(self) -> None:
        """The teleprompter stands, or goes on."""
        self.notes_panel.prompter.hold()
        self._lead()

    def action_speed(self, direction: Literal[1, -1]) -> None:
        """The teleprompter keeps a rate of its own, faster or slower than it was."""
        self.notes_panel.prompter.faster(direction)
        self._lead()

    def action_fit(self) -> None:
        """The teleprompter fits the slide's budget again."""
        self.notes_panel.prompter.fit()
        self._lead()

    def _lead(self) -> None:
        keeper = self.director.keeper
        now = keeper.clock()
        standing = pace(keeper.state, now)
        self.notes_panel.lead(self.director.slide, keeper.state, standing, now)
