"""Who is painted when: all who follow what changed, in turns that let acknowledgements through."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Literal, Protocol

from quiz.look import Look
from quiz.seat import Seat
from quiz.users import Visit

log = logging.getLogger("quiz.hall")

_TURN = 0.0015
"""Seconds of painting before acknowledgements and keys get their turn; they take several."""
Follows = Literal["room", "stage"]
"""Whose news a screen shows: the room's questions, or the slide on the stage."""


class Screen(Protocol):
    """An attendee's terminal, as the hall needs it."""

    seat: Seat
    since: float
    follows: Follows
    look: Look
    visit: Visit

    @property
    def stalled(self) -> bool:
        """Whether the terminal takes no output."""

    def paint(self) -> None:
        """Show what is new."""

    def tick(self) -> None:
        """A second of the open question has passed."""

    def dismiss(self, words: str) -> None:
        """Say a last line, and close."""

    def drop(self) -> None:
        """Close without a word."""


class Painting:
    """Repaints screens without a queue: what changed meanwhile is in the next round."""

    def __init__(self, screens: Iterable[Screen]) -> None:
        self._screens = screens
        self._loop = asyncio.get_running_loop()
        self._round: asyncio.Task[None] | None = None
        self._due: set[Follows] = set()
        self._passed = False
        """Whether a second has passed that the screens do not show yet."""

    def show(self, whose: Follows) -> None:
        """Repaint everybody who follows that, soon and once."""
        self._due.add(whose)
        self._begin()

    def tick(self) -> None:
        """Show that a second of the open question has passed."""
        self._passed = True
        self._begin()

    def stop(self) -> None:
        """Paint no more."""
        if self._round:
            self._round.cancel()

    def _begin(self) -> None:
        if self._round is None:
            self._round = self._loop.create_task(self._paint_all())
            self._round.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()):
            log.error("painting failed", exc_info=error)

    async def _paint_all(self) -> None:
        try:
            while self._due or self._passed:
                due, self._due = self._due, set()
                passed, self._passed = self._passed, False
                began = self._loop.time()
                for screen in list(self._screens):
                    if screen.follows in due:
                        screen.paint()
                    elif passed and screen.follows == "room":
                        screen.tick()
                    if self._loop.time() - began > _TURN:
                        await asyncio.sleep(0)
                        began = self._loop.time()
        finally:
            self._round = None
