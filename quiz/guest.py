"""One attendee's screen: keys in, the room's answer, frames out."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from quiz import paint
from quiz.core import Refused
from quiz.frames import RULE, frame, rule
from quiz.hall import Hall
from quiz.limits import Bucket
from quiz.line import GuestChannel, Line
from quiz.pressing import press
from quiz.screens import Countdown
from quiz.seat import Action, Leave, OfferAnother, Redraw, at_run
from quiz.store import StoreFailed
from quiz.terminal import Terminal
from quiz.users import Visit
from quiz.views import view
from quiz.wishes import TakeName, Wish

_WAITING_KEYS = 4096
_BREATH = 0.002
_KEYS_A_TURN = 32
"""Of one attendee, before others have their turn: a paste must not hold the hall up."""


class Guest(Terminal):
    """An attendee on a terminal that can be painted on."""

    def __init__(self, hall: Hall, line: Line, channel: GuestChannel, visit: Visit) -> None:
        super().__init__(hall, line, channel, visit)
        self._waiting: deque[str] = deque(maxlen=_WAITING_KEYS)
        self._busy = self._pumping = False
        self._shown: tuple[bytes, ...] | None = None
        self._clock = 0
        """Of which question the time runs on the screen; 0 when none does."""
        self._more = 0
        self._wishes = Bucket(hall.limits.wish_rate, hall.limits.wish_burst, hall.loop.time())
        self._later: asyncio.TimerHandle | None = None
        self._painted = self._redrawn = -1.0

    def begin(self) -> None:
        """Bring back whom the code names, or ask for a name."""
        self.seat = replace(self.seat, offered=self.hall.room.offer_name(), kept=self.hall.kept)
        self.hall.spawn(self.hall.welcome(self))

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone."""
        if self._later:
            self._later.cancel()
        super().connection_lost(exc)

    # ------------------------------------------------------------------------ keys

    def typed(self, keys: Sequence[str]) -> None:
        """Keys were pressed: each is done when the one before it is."""
        self._waiting.extend(keys)
        if not self._pumping:
            self._pump()

    def _pump(self) -> None:
        """Do what the keys say, one after the other; the room's answer comes before the next."""
        self._pumping = False
        for _ in range(_KEYS_A_TURN):
            if not self._waiting or self._busy or self.gone:
                break
            key = self._waiting.popleft()
            self.seat, action = press(self.seat, key, self.hall.room.state, self._more)
            if action:
                self._act(action)
        if self._waiting and not self._busy and not self.gone:
            self._pumping = True
            shared = self.hall.bulk.take(_KEYS_A_TURN, self.hall.loop.time())
            self.hall.loop.call_later(_BREATH + shared, self._pump)
        if not self._busy:
            self._paint_keys()

    def _act(self, action: Action) -> None:
        match action:
            case Leave():
                self.dismiss("Goodbye.")
            case Redraw():
                self._redraw()
            case OfferAnother():
                self.seat = replace(self.seat, offered=self.hall.room.offer_name())
            case _:
                if self._wishes.spend(1, self.hall.loop.time()):
                    self._busy = True
                    self.hall.spawn(self._ask(action))
                else:
                    self.seat = replace(self.seat, problem="One moment, please. Try again.")

    async def _ask(self, action: TakeName | Wish) -> None:
        """Put the attendee's wish to the room, and show what came of it."""
        try:
            if isinstance(action, TakeName):
                await self.hall.admit(self, action.name)
            elif self.seat.attendee:
                await self.hall.room.grant(self.seat.attendee, action)
        except (ValueError, Refused) as refused:
            self.seat = replace(self.seat, problem=str(refused))
        except StoreFailed:
            self.seat = replace(self.seat, problem="That was not saved. Please try again.")
        finally:
            self._busy = False
        self.paint()
        self.line.flush()
        if self._waiting:
            self._pump()

    # ------------------------------------------------------------------------ frames

    def repaint(self) -> None:
        """Send the whole screen, as the window has another size."""
        self._shown = None
        self.paint()

    def _redraw(self) -> None:
        """Send the whole screen again, as something else wrote on it; not at every asking."""
        now = self.hall.loop.time()
        if now - self._redrawn >= self.hall.limits.redraw_every:
            self._shown, self._redrawn = None, now

    def _paint_keys(self) -> None:
        """Show what keys did: the first at once, a storm of them in turns."""
        if self._later or self.gone:
            return
        limits = self.hall.limits
        every = limits.paste_every if self._waiting else limits.repaint_every
        wait = self._painted + every - self.hall.loop.time()
        if wait > 0:
            self._later = self.hall.loop.call_later(wait, self._paint_later)
        else:
            self.paint()

    def _paint_later(self) -> None:
        self._later = None
        self.paint()

    def paint(self) -> None:
        """Send what changed; a terminal that does not keep up gets the newest frame later."""
        if self.gone:
            return
        if not self.has_room():
            self._shown = None
            return
        self._painted = self.hall.loop.time()
        room = self.hall.room
        now = room.clock()
        self.seat = at_run(self.seat, room.state)
        seen = view(room.state, self.seat, now, self.hall.board, self.hall.way_back)
        drawn = frame(seen, self.look)
        self._more = drawn.more
        runs = seen.countdown is not None and not self.look.too_small
        self._clock = len(room.state.runs) if runs else 0
        if data := paint.patch(self._shown, drawn.lines):
            self._shown = drawn.lines
            self.send(data)
            if seen.asks and self.seat.attendee:
                room.saw_question(self.seat.attendee)

    def tick(self) -> None:
        """Show the seconds left. Whatever else changes is painted as it does: a second passes for
        everybody in the hall, and changes one line that all have in common."""
        room, run = self.hall.room, self.hall.room.state.run
        if self._shown is None:
            self.paint()
        elif not self.gone and run and run.number == self._clock and run.limit is not None:
            if not self.has_room():
                self._shown = None
                return
            line = rule(Countdown(run.seconds_left(room.clock()) or 0, run.limit), self.look)
            if line != self._shown[RULE - 1]:
                self._shown = (*self._shown[: RULE - 1], line, *self._shown[RULE:])
                self.send(paint.line_patch(RULE, line))
