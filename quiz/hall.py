"""Everybody who is connected: what the room says is shown to all, in turns and without a queue."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

from quiz.core import Asked, Event, Kicked, Moderated, Refused, Upvoted
from quiz.limits import Bucket, Limits
from quiz.news import CROWD, OWN, RANKS, TIMED
from quiz.painting import Painting, Screen
from quiz.room import Room
from quiz.scoring import Standing, standings
from quiz.slide import SlideText
from quiz.store import StoreFailed
from quiz.users import Visit

log = logging.getLogger("quiz.hall")

_LOBBY_EVERY = 2.0


class Hall:
    """Brings attendees in and out of the room, and repaints them when it changes."""

    def __init__(
        self,
        room: Room,
        limits: Limits,
        way_back: str,
        refused: Callable[[str, str], None],
        number: str = "",
        join: str = "",
        kept: str = "a day",
    ) -> None:
        self.room, self.limits, self.way_back = room, limits, way_back
        self.refused, self.number, self.join, self.kept = refused, number, join, kept
        self.slide: SlideText | None = None
        """What the stage shows, for those who watch."""
        self.loop = asyncio.get_running_loop()
        self.bulk = Bucket(limits.bulk_rate, limits.bulk_burst, self.loop.time())
        """What all who paste share: beside them those who type are served at once."""
        self.board: dict[str, Standing] = standings(room.state)
        self._screens: dict[Screen, None] = {}
        self._seated: dict[str, Screen] = {}
        self._stalled: dict[Screen, float] = {}
        self._jobs: set[asyncio.Task[Any]] = set()
        self._painting = Painting(self._screens)
        self._tick: asyncio.TimerHandle | None = None
        self._lobby: asyncio.TimerHandle | None = None
        self._care = self.loop.call_later(limits.care_every, self._look_after)
        self._leave_room = room.subscribe(self._heard)
        self._count_down()

    def spawn(self, job: Coroutine[Any, Any, None]) -> None:
        """Run `job` in the hall's care; an error in it is logged, not lost."""
        task = self.loop.create_task(job)
        self._jobs.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self._jobs.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a job failed", exc_info=error)

    # ------------------------------------------------------------------------ coming, going

    async def welcome(self, screen: Screen) -> None:
        """A terminal is ready: bring back whom its code names, else ask for a name."""
        self.attend(screen)
        here = screen.visit.room in ("", self.number)
        attendee = self.room.find(screen.seat.code) if here and screen.seat.code else None
        problem = self._not_found(screen.visit)
        if attendee and not self.room.state.ended:
            try:
                await self.room.come_back(attendee)
                self._seat(screen, attendee, screen.seat.code)
            except (Refused, StoreFailed) as refused:
                attendee, problem = None, str(refused)
        if not attendee or self.room.state.ended:
            screen.seat = replace(screen.seat, code="", problem=problem)
        screen.paint()

    def attend(self, screen: Screen) -> None:
        """A terminal is ready and will be painted."""
        self._screens[screen] = None

    def _not_found(self, visit: Visit) -> str:
        """What to tell who asked for a room or a seat that there is not."""
        if visit.room not in ("", self.number):
            return f"Room {visit.room} is not here. This is room {self.number}: come in."
        return "That code is not known here. Take a new name." if visit.code else ""

    async def admit(self, screen: Screen, name: str) -> None:
        """Let a new attendee in. Raises ValueError, Refused, StoreFailed."""
        attendee, code = await self.room.join(name)
        if screen not in self._screens:
            await self.room.leave(attendee)
            return
        self._seat(screen, attendee, code)

    def _seat(self, screen: Screen, attendee: str, code: str) -> None:
        before = self._seated.get(attendee)
        self._seated[attendee] = screen
        screen.seat = replace(screen.seat, attendee=attendee, code=code, typed="", problem="")
        if before and before is not screen:
            before.dismiss("You came back from another window.")

    def farewell(self, screen: Screen) -> None:
        """A line is gone."""
        self._screens.pop(screen, None)
        self._stalled.pop(screen, None)
        attendee = screen.seat.attendee
        if attendee and self._seated.get(attendee) is screen:
            del self._seated[attendee]
            self.spawn(self.room.leave(attendee))

    async def close(self, words: str) -> None:
        """Give every terminal back with a last line."""
        for timer in (self._tick, self._lobby, self._care):
            if timer:
                timer.cancel()
        self._leave_room()
        self._painting.stop()
        for screen in list(self._screens):
            screen.dismiss(words)
        if self._jobs:
            await asyncio.wait(self._jobs, timeout=1)

    # ------------------------------------------------------------------------ showing

    def _heard(self, events: Sequence[Event]) -> None:
        """The room changed. Who answered repaints alone; questions are for everybody."""
        others = [event for event in events if not isinstance(event, OWN)]
        if not others:
            return
        if any(isinstance(event, RANKS) for event in others):
            self.board = standings(self.room.state)
        if all(isinstance(event, CROWD) for event in others):
            if self._lobby is None and self._glanced_at(others):
                self._lobby = self.loop.call_later(_LOBBY_EVERY, self._refresh_lobby)
            return
        if any(isinstance(event, TIMED) for event in others):
            self._count_down()
        for event in others:
            if isinstance(event, Kicked):
                self._send_out(event.attendee)
        self._painting.show("room")

    def _glanced_at(self, events: Sequence[Event]) -> bool:
        """Whether somebody's screen shows what these change: the lobby people, a list questions."""
        remarks = any(isinstance(event, Asked | Upvoted | Moderated) for event in events)
        return remarks or not self.room.state.runs

    def _send_out(self, attendee: str) -> None:
        """The host has sent somebody out: without a way back."""
        if screen := self._seated.get(attendee):
            screen.seat = replace(screen.seat, code="")
            screen.dismiss("The host has closed the door to you.")

    def show_slide(self, slide: SlideText) -> None:
        """The stage shows something else: so do those who watch."""
        self.slide = slide
        self._painting.show("stage")

    def _refresh_lobby(self) -> None:
        self._lobby = None
        self._painting.show("room")

    def _count_down(self) -> None:
        """Draw the time each time the seconds left change, as long as a timed question is open."""
        if self._tick:
            self._tick.cancel()
            self._tick = None
        run = self.room.state.run
        if run and run.phase == "open" and run.deadline is not None:
            left = run.deadline - self.room.clock()
            if left > 0:
                self._tick = self.loop.call_later(left % 1 + 0.005, self._second)

    def _second(self) -> None:
        self._count_down()
        self._painting.tick()

    def _look_after(self) -> None:
        """Who stalls is tried again, then dropped; who overstays is sent home."""
        self._care = self.loop.call_later(self.limits.care_every, self._look_after)
        now = self.room.clock()
        for screen in list(self._screens):
            if screen.stalled:
                since = self._stalled.setdefault(screen, now)
                if now - since > self.limits.stall_time:
                    log.info("dropped: an attendee who read nothing")
                    screen.drop()
                else:
                    screen.paint()
            else:
                self._stalled.pop(screen, None)
            stay = now - screen.since
            naming = screen.follows == "room" and screen.seat.attendee is None
            if naming and stay > self.limits.naming_time:
                screen.dismiss("Still there? Come back when you have a name.")
            elif stay > self.limits.longest_stay:
                screen.dismiss("That was a long day. Come back tomorrow.")
