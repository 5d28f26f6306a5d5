"""One terminal on one line: what everybody has who comes in, whether they play, read or watch.

Bytes come in at a person's pace and become keys; a size is believed within reason; what goes out
stops when nobody reads it. What the keys do and what is shown is the matter of `guest`, `reader`
and `watcher`.
"""

import asyncio
from collections.abc import Sequence

import asyncssh

from quiz import paint
from quiz.hall import Hall
from quiz.keys import Keys
from quiz.limits import Bucket
from quiz.line import GuestChannel, Line
from quiz.look import Look, can_draw, look_for
from quiz.painting import Follows
from quiz.ranking import came_in
from quiz.seat import Seat
from quiz.text import clean
from quiz.users import Visit

_COLUMNS, _ROWS = (20, 250), (5, 100)
_ESCAPE_WAIT = 0.1
_BITE = 256
"""Bytes of a paste that are made into keys at a time: more than anybody types at once."""
_NO_PTY = (
    b"This is a quiz, and it needs a terminal. Leave out -T and any command, or add -t:"
    b"  ssh -t ...\r\n"
)
_NO_CURSOR = b"This terminal cannot place text (TERM=%b). Try: TERM=xterm ssh ...\r\n"


class Terminal(asyncssh.SSHServerSession[bytes]):
    """A shell session with a terminal; every other kind is refused."""

    follows: Follows = "room"
    """Whose news it is repainted for."""
    enter, leave = paint.ENTER, paint.LEAVE
    needs_cursor = True
    """Whether it takes a terminal that can place text."""

    def __init__(self, hall: Hall, line: Line, channel: GuestChannel, visit: Visit) -> None:
        self.hall = hall
        self.seat = Seat(code=visit.code)
        self.since = hall.room.clock()
        self.line, self.channel, self.visit = line, channel, visit
        self.gone = False
        self.look = Look()
        self.term: str | None = None
        self._size = (80, 24)
        self._keys = Keys()
        self._unread = b""
        self._bucket: Bucket | None = None
        self._escape: asyncio.TimerHandle | None = None
        self._resize: asyncio.TimerHandle | None = None
        self._blocked = False

    # ------------------------------------------------------------------------ what it is for

    def begin(self) -> None:
        """The terminal is ready."""
        raise NotImplementedError

    def typed(self, keys: Sequence[str]) -> None:
        """Keys were pressed."""
        raise NotImplementedError

    def paint(self) -> None:
        """Show what is new."""
        raise NotImplementedError

    def tick(self) -> None:
        """A second of the open question has passed."""
        self.paint()

    def repaint(self) -> None:
        """Show everything again, as the window has another size."""
        self.paint()

    # ------------------------------------------------------------------------ the session

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
        """A terminal: what it is called and how large it is."""
        self.term = clean(term_type, 32)
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
        if self.needs_cursor and (self.term is None or not can_draw(self.term)):
            said = _NO_CURSOR % self.term.encode("ascii", "replace") if self.term else _NO_PTY
            self.turn_away("no terminal that can be drawn on", said)
            return
        self.line.in_use = True
        limits = self.hall.limits
        self._bucket = Bucket(limits.typed_rate, limits.typed_burst, self.hall.loop.time())
        self.look = look_for(self._size, self.term or "", self.channel.variables())
        self.send(self.enter)
        self.begin()

    def turn_away(self, why: str, said: bytes) -> None:
        """One line of text, and no session."""
        self.hall.refused(why, self.line.address)
        self.gone = True
        self.send(said)
        self.channel.exit(1)
        self._part()

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
        first, self._unread = not self._unread, self._unread + data
        if first:
            self._take_in()

    def _take_in(self) -> None:
        """Make keys of some of what came; the rest of a paste is for later turns of the loop."""
        if self.gone:
            return
        part, self._unread = self._unread[:_BITE], self._unread[_BITE:]
        keys = self._keys.feed(part)
        if self._unread:
            self.hall.loop.call_soon(self._take_in)
        elif self._keys.pending:
            self._escape = self.hall.loop.call_later(_ESCAPE_WAIT, self._flush)
        self.typed(keys)

    def _read_on(self) -> None:
        if not self.gone:
            self.channel.resume_reading()

    def _flush(self) -> None:
        self.typed(self._keys.flush())

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """A resize; a storm of them is answered ten times a second."""
        self._measure(width, height)
        self.line.charge(self.hall.limits.resize_cost)
        if self._resize is None and self._bucket is not None:
            self._resize = self.hall.loop.call_later(self.hall.limits.resize_every, self._resized)

    def _measure(self, width: int, height: int) -> None:
        if width and height:
            self._size = (
                max(_COLUMNS[0], min(width, _COLUMNS[1])),
                max(_ROWS[0], min(height, _ROWS[1])),
            )

    def _resized(self) -> None:
        self._resize = None
        self.look = look_for(self._size, self.term or "", self.channel.variables())
        if not self.gone:
            self.repaint()

    def eof_received(self) -> bool:
        """No keys will come any more."""
        self.dismiss("")
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone; the attendee's answers are not."""
        self.gone = True
        for timer in (self._escape, self._resize):
            if timer:
                timer.cancel()
        self.hall.farewell(self)
        self._part()

    def _part(self) -> None:
        """The session is over; a client that does not hang up is helped."""
        self.hall.loop.call_later(self.hall.limits.parting_time, self.line.drop)

    # ------------------------------------------------------------------------ what goes out

    def send(self, data: bytes) -> None:
        """Write to the terminal."""
        if data and not self.channel.is_closing():
            self.channel.write(data)

    def has_room(self) -> bool:
        """Whether a frame may be sent; if not, the newest one is sent once the peer reads again."""
        unread = self.line.unsent + self.channel.get_write_buffer_size()
        self._blocked = unread > self.hall.limits.backlog
        return not self._blocked

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
        then, state = "", self.hall.room.state
        if self.seat.attendee and state.ended:
            then = came_in(state, self.seat.attendee, self.hall.board)
        elif self.seat.code and self.seat.attendee:
            then = f"To come back: {self.hall.way_back.format(code=self.seat.code)}"
        last = clean(f"{words} {then}".rstrip(), 200).encode("ascii", "replace")
        self.send(self.leave + last + b"\r\n" * bool(last))
        self.channel.exit(0)
        self._part()
