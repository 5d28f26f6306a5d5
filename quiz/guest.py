"""One attendee's line: bytes in, keys, the room's answer, frames out."""

import asyncio
from collections import deque
from dataclasses import replace

import asyncssh

from quiz import paint
from quiz.core import Refused
from quiz.frames import frame
from quiz.hall import Hall
from quiz.keys import Keys
from quiz.limits import Bucket
from quiz.line import GuestChannel, Line
from quiz.look import Look, can_draw, look_for
from quiz.seat import Action, Leave, OfferAnother, Redraw, Seat, at_run, press
from quiz.store import StoreFailed
from quiz.text import clean
from quiz.views import Asking, view
from quiz.wishes import TakeName, Wish

_COLUMNS, _ROWS = (20, 250), (5, 100)
_ESCAPE_WAIT = 0.1
_WAITING_KEYS = 4096
_NO_PTY = (
    b"This is a quiz, and it needs a terminal. Leave out -T and any command, or add -t:"
    b"  ssh -t ...\r\n"
)
_NO_CURSOR = b"This terminal cannot place text (TERM=%b). Try: TERM=xterm ssh ...\r\n"


class Guest(asyncssh.SSHServerSession[bytes]):
    """A shell session with a terminal; every other kind is refused."""

    def __init__(self, hall: Hall, line: Line, channel: GuestChannel, code: str) -> None:
        self.hall = hall
        self.seat = Seat(code=code)
        self.since = hall.room.clock()
        self.line, self.channel = line, channel
        self._term: str | None = None
        self._size = (80, 24)
        self._look = Look()
        self._keys = Keys()
        self._waiting: deque[str] = deque(maxlen=_WAITING_KEYS)
        self._busy = False
        self._shown: tuple[bytes, ...] | None = None
        self._more = 0
        self._bucket: Bucket | None = None
        self._wishes = Bucket(hall.limits.wish_rate, hall.limits.wish_burst, hall.loop.time())
        self._escape: asyncio.TimerHandle | None = None
        self._resize: asyncio.TimerHandle | None = None
        self._later: asyncio.TimerHandle | None = None
        self._painted = self._redrawn = -1.0
        self._blocked = False
        self.gone = False

    # ------------------------------------------------------------------------ the session

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
        """A terminal: what it is called and how large it is."""
        self._term = clean(term_type, 32)
        self._measure(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """The one kind of session there is."""
        return True

    def exec_requested(self, command: str) -> bool:
        """No commands."""
        return self._refuse("a command")

    def subsystem_requested(self, subsystem: str) -> bool:
        """No subsystems: no sftp, no netconf."""
        return self._refuse("a subsystem")

    def _refuse(self, what: str) -> bool:
        self.hall.refused(f"{what} was asked for", self.line.address)
        return False

    def session_started(self) -> None:
        """The terminal is ready for its first frame; without one there is a line of text."""
        if self._term is None or not can_draw(self._term):
            known = _NO_CURSOR % self._term.encode("ascii", "replace") if self._term else _NO_PTY
            self._send(known)
            self.channel.exit(1)
            self._part()
            return
        self.line.in_use = True
        limits = self.hall.limits
        self._bucket = Bucket(limits.typed_rate, limits.typed_burst, self.hall.loop.time())
        self._look = look_for(self._size, self._term, self.channel.variables())
        self.seat = replace(self.seat, offered=self.hall.room.offer_name())
        self._send(paint.ENTER)
        self.hall.spawn(self.hall.welcome(self))

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Typed or pasted bytes."""
        if self.gone or self._bucket is None:
            return
        loop = self.hall.loop
        if wait := self._bucket.take(len(data), loop.time()):
            self.channel.pause_reading()
            loop.call_later(wait, self._read_on)
        if self._escape:
            self._escape.cancel()
            self._escape = None
        self._waiting.extend(self._keys.feed(data))
        if self._keys.pending:
            self._escape = loop.call_later(_ESCAPE_WAIT, self._flush)
        self._pump()

    def _read_on(self) -> None:
        if not self.gone:
            self.channel.resume_reading()

    def _flush(self) -> None:
        self._waiting.extend(self._keys.flush())
        self._pump()

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """A resize; a storm of them is answered ten times a second."""
        self._measure(width, height)
        if self._resize is None and self._term is not None:
            self._resize = self.hall.loop.call_later(self.hall.limits.resize_every, self._resized)

    def _measure(self, width: int, height: int) -> None:
        if width and height:
            self._size = (
                max(_COLUMNS[0], min(width, _COLUMNS[1])),
                max(_ROWS[0], min(height, _ROWS[1])),
            )

    def _resized(self) -> None:
        self._resize = None
        self._look = look_for(self._size, self._term or "", self.channel.variables())
        self._shown = None
        self.paint()

    def eof_received(self) -> bool:
        """No keys will come any more."""
        self.dismiss("")
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone; the attendee's answers are not."""
        self.gone = True
        for timer in (self._escape, self._resize, self._later):
            if timer:
                timer.cancel()
        self.hall.farewell(self)
        self._part()

    def _part(self) -> None:
        """The session is over; a client that does not hang up is helped."""
        self.hall.loop.call_later(self.hall.limits.parting_time, self.line.drop)

    # ------------------------------------------------------------------------ keys

    def _pump(self) -> None:
        """Do what the keys say, one after the other; the room's answer comes before the next."""
        while self._waiting and not self._busy and not self.gone:
            key = self._waiting.popleft()
            self.seat, action = press(self.seat, key, self.hall.room.state, self._more)
            if action:
                self._act(action)
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
        self._pump()

    # ------------------------------------------------------------------------ frames

    def _redraw(self) -> None:
        """Send the whole screen again, as something else wrote on it; not at every asking."""
        now = self.hall.loop.time()
        if now - self._redrawn >= self.hall.limits.redraw_every:
            self._shown, self._redrawn = None, now

    def _paint_keys(self) -> None:
        """Show what keys did: the first at once, a storm of them in turns."""
        if self._later or self.gone:
            return
        wait = self._painted + self.hall.limits.repaint_every - self.hall.loop.time()
        if wait > 0:
            self._later = self.hall.loop.call_later(wait, self._paint_later)
        else:
            self.paint()

    def _paint_later(self) -> None:
        self._later = None
        self.paint()

    def paint(self) -> None:
        """Send what changed; a terminal that does not keep up gets the newest frame later."""
        if self.gone or self._bucket is None:
            return
        if self.line.unsent + self.channel.get_write_buffer_size() > self.hall.limits.backlog:
            self._shown, self._blocked = None, True
            return
        self._painted = self.hall.loop.time()
        room = self.hall.room
        now = room.clock()
        self.seat = at_run(self.seat, room.state.run)
        seen = view(room.state, self.seat, now, self.hall.board, self.hall.way_back)
        drawn = frame(seen, self._look)
        self._more = drawn.more
        if data := paint.patch(self._shown, drawn.lines):
            self._shown = drawn.lines
            self._send(data)
            if isinstance(seen.screen, Asking) and self.seat.attendee:
                room.saw_question(self.seat.attendee)
        self._blocked = False

    def _send(self, data: bytes) -> None:
        if not self.channel.is_closing():
            self.channel.write(data)

    @property
    def stalled(self) -> bool:
        """Whether the terminal takes no output."""
        return self._blocked or self.line.stalled_since is not None

    def drop(self) -> None:
        """Close without a word."""
        self.line.drop()

    def dismiss(self, words: str) -> None:
        """Give the terminal back with a last line, and close."""
        if self.gone:
            return
        self.gone = True
        back = ""
        if self.seat.code and self.seat.attendee and not self.hall.room.state.ended:
            back = f" To come back: {self.hall.way_back.format(code=self.seat.code)}"
        last = clean(words + back, 200).encode("ascii", "replace")
        self._send(paint.LEAVE + last + b"\r\n" * bool(last))
        self.channel.exit(0)
        self._part()
