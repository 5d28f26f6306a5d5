"""The cockpit's application: follows the talk over the line, whatever becomes of the stage."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from presenter.cockpit.answers import Answers
from presenter.cockpit.desk import Desk
from presenter.cockpit.seen import Seen, hear
from presenter.draw.canvas import Canvas
from presenter.link.find import NoPlace, choose, running
from presenter.link.line import Line
from presenter.link.wire import Command, Do, Notice, Said, ShowAnswer, UpToDate
from presenter.palette import rich_theme, textual_theme
from presenter.widgets.ascii_filter import AsciiFilter
from slides.deck import Slide, Talk
from slides.loader import load_deck
from slides.problems import DeckErrors
from slides.talk import Event, Opened, Replanned

LOOK_SECONDS = 0.5
"""How often the clocks are looked at."""
SEARCH_SECONDS = 0.3
"""How often a talk is looked for while none is attached."""


class CockpitApp(App[None]):
    """One talk as its speaker sees it. `wanted` is a part of the talk's name, or nothing."""

    TITLE = "Podium: cockpit"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", "Leave", show=False, priority=True)
    ]

    def __init__(self, wanted: str = "", canvas: Canvas | None = None) -> None:
        super().__init__()
        sixteen = self.console.color_system == "standard"
        self.canvas = replace(canvas or Canvas(folder=Path()), sixteen=sixteen)
        """What the next step is drawn on; its folder is the deck's, once that is known."""
        dress = textual_theme(self.canvas.theme, sixteen, self.canvas.unicode)
        self.register_theme(dress)
        self.theme = dress.name
        self.console.push_theme(rich_theme(self.canvas.theme, sixteen))
        self._wanted = wanted
        self._line = Line()
        self._last: Path | None = None
        self._stale = False
        self._alone = False
        """The stage that was attached is gone."""
        self.seen = Seen()
        self.talk: Talk | None = None
        """The deck's header."""
        self.slides: dict[str, Slide] = {}
        self.trouble = ""
        """What stands between the speaker and the talk, if anything."""
        self.desk = Desk()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """As on the stage: no colour at all under NO_COLOR, ASCII where there is nothing else."""
        own = super().get_line_filters()
        found = [NoColor() if isinstance(one, Monochrome) else one for one in own]
        return found if self.canvas.unicode else [*found, AsciiFilter()]

    @property
    def now(self) -> float:
        """The stage's clock, in seconds since the epoch."""
        return time.monotonic() + self.seen.offset

    @property
    def waiting_for(self) -> str:
        """What is said while there is no talk."""
        named = f" whose name has “{self._wanted}”" if self._wanted else ""
        return (
            f"Waiting for a talk{named} on this machine.\n\n"
            "Start one in another terminal:  podium present\n\n"
            "q leaves"
        )

    def get_default_screen(self) -> Screen[None]:
        """The desk itself."""
        return self.desk

    def on_mount(self) -> None:
        """Follow the talk from now on."""
        self.run_worker(self._follow(), exit_on_error=True)
        self.set_interval(LOOK_SECONDS, self.desk.show)

    def ask(self, command: Command) -> None:
        """Ask the stage for something; the speaker is told when nobody heard it."""
        if not self._line.send(command):
            self.desk.say("There is no stage: this key was not heard.")

    def show_answers(self) -> None:
        """Open the deck's Q&A bank."""
        if self.talk:
            self.push_screen(Answers(self.talk.answers, self._put_answer))

    def _put_answer(self, number: int | None) -> None:
        self.ask(Do(do="hide-answer") if number is None else ShowAnswer(answer=number))

    # ------------------------------------------------------------------ following

    async def _follow(self) -> None:
        """Attach, listen until the stage is gone, attach again; for ever."""
        while True:
            try:
                path = choose(running(), self._wanted, self._last)
            except NoPlace as error:
                self.exit(return_code=2, message=f"podium: {error}")
                return
            if path is not None:
                await self._listen(path)
                self._lost()
            await asyncio.sleep(SEARCH_SECONDS)

    async def _listen(self, path: Path) -> None:
        try:
            async with aclosing(self._line.words(path)) as words:
                self._last = path
                async for word in words:
                    self._hear(word)
        except (OSError, ValueError):
            pass

    def _hear(self, word: Event | Notice) -> None:
        self.seen = hear(self.seen, word, time.monotonic())
        if isinstance(word, Opened | Replanned):
            self._load(Path(self.seen.deck))
        elif isinstance(word, Said):
            self.desk.say(word.text)
        elif isinstance(word, UpToDate) and self._alone:
            self._alone = False
            self.desk.say("The stage is back.")
        if not self._stale and self.seen.live:
            self._stale = True
            self.call_next(self._show)

    def _show(self) -> None:
        """Many lines at once make one repaint."""
        self._stale = False
        self.desk.show()

    def _load(self, path: Path) -> None:
        """Read the deck for its notes; the cockpit does without them if it must."""
        self.trouble = ""
        self.canvas = replace(self.canvas, folder=path.parent)
        try:
            deck = load_deck(path)
            self.talk, self.slides = deck.talk, {slide.slide: slide for slide in deck.slides}
        except DeckErrors as errors:
            self.trouble = f"The deck cannot be read, so there are no notes here: {errors}"

    def _lost(self) -> None:
        state = self.seen.state
        over = state is not None and state.ended_at is not None
        if state is not None:
            self._alone = True
            said = "The talk has ended" if over else "The stage is gone; the clock runs on"
            self.trouble = f"{said}. Waiting for it to come back · q leaves"
        self.desk.show()
