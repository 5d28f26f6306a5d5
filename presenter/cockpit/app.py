"""The cockpit's application: follows the talk over the line, whatever becomes of the stage."""

import asyncio
import shutil
import signal
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from presenter.cockpit.desk import Desk
from presenter.cockpit.driving import Driving
from presenter.cockpit.known import Known
from presenter.cockpit.seen import hear
from presenter.draw.canvas import Canvas
from presenter.link.find import NoPlace, choose, running
from presenter.link.line import Line
from presenter.link.wire import Notice, Said, UpToDate
from presenter.palette import rich_theme, textual_theme
from presenter.widgets.ascii_filter import AsciiFilter
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
        canvas = replace(canvas or Canvas(folder=Path()), sixteen=sixteen)
        dress = textual_theme(canvas.theme, sixteen, canvas.unicode)
        self.register_theme(dress)
        self.theme = dress.name
        self.console.push_theme(rich_theme(canvas.theme, sixteen))
        self.known = Known(canvas, wanted)
        self.desk = Desk(self.known)
        self._line = Line()
        self._last: Path | None = None
        self._stale = False
        self._told: tuple[int, int] | None = None
        """The terminal's size that was last told anew."""
        self._alone = False
        """The stage that was attached is gone."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """As on the stage: no colour at all under NO_COLOR, ASCII where there is nothing else."""
        own = super().get_line_filters()
        found = [NoColor() if isinstance(one, Monochrome) else one for one in own]
        return found if self.known.canvas.unicode else [*found, AsciiFilter()]

    def get_default_screen(self) -> Screen[None]:
        """The desk itself."""
        return self.desk

    def on_mount(self) -> None:
        """Follow the talk from now on."""
        self.run_worker(self._follow(), exit_on_error=True)
        self.set_interval(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        """Show the clocks; and ask for the terminal's size again should it be another than we know:
        one that is split while its program starts may change without our hearing of it."""
        self.desk.show()
        size = shutil.get_terminal_size()
        if not self.is_headless and size not in (self._told, self.size):
            self._told = size
            signal.raise_signal(signal.SIGWINCH)

    def on_driving_ask(self, event: Driving.Ask) -> None:
        """Pass it on; the speaker is told when nobody heard it."""
        if not self._line.send(event.command):
            self.desk.say("There is no stage: this key was not heard.")

    # ------------------------------------------------------------------ following

    async def _follow(self) -> None:
        """Attach, listen until the stage is gone, attach again; for ever."""
        while True:
            try:
                path = choose(running(), self.known.wanted, self._last)
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
        known = self.known
        known.seen = hear(known.seen, word, known.monotonic())
        if isinstance(word, Opened | Replanned):
            known.load()
        elif isinstance(word, Said):
            self.desk.say(word.text)
        elif isinstance(word, UpToDate) and self._alone:
            self._alone = False
            self.desk.say("The stage is back.")
        if not self._stale and known.seen.live:
            self._stale = True
            self.call_next(self._show)

    def _show(self) -> None:
        """Many lines at once make one repaint."""
        self._stale = False
        self.desk.show()

    def _lost(self) -> None:
        state = self.known.seen.state
        over = state is not None and state.ended_at is not None
        if state is not None:
            self._alone = True
            said = "The talk has ended" if over else "The stage is gone; the clock runs on"
            self.known.trouble = f"{said}. Waiting for it to come back · q leaves"
        self.desk.show()
