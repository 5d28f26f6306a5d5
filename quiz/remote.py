"""A host on another machine: the wire over an SSH subsystem, for who holds the key."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import asyncssh

from quiz.line import GuestChannel, Line
from quiz.pipes import Pipe
from quiz.users import HOST_SUBSYSTEM
from quiz.wire import LINE_LIMIT

log = logging.getLogger("quiz.host")

Converse = Callable[[asyncio.StreamReader, Pipe], Awaitable[None]]
"""Serves one host until its line ends."""


class _Incoming(asyncio.ReadTransport):
    """Lets a full StreamReader hold the channel back."""

    def __init__(self, channel: GuestChannel) -> None:
        super().__init__()
        self._channel = channel

    def pause_reading(self) -> None:
        self._channel.pause_reading()

    def resume_reading(self) -> None:
        self._channel.resume_reading()


class RemoteHost(asyncssh.SSHServerSession[bytes]):
    """The one subsystem there is. No terminal, no shell, no command."""

    def __init__(self, converse: Converse, line: Line, channel: GuestChannel) -> None:
        self._converse, self._line, self._channel = converse, line, channel
        self._reader = asyncio.StreamReader(limit=LINE_LIMIT)
        self._talk: asyncio.Future[None] | None = None

    def pty_requested(self, *_: object) -> bool:
        """No terminal."""
        return False

    def shell_requested(self) -> bool:
        """No shell."""
        return False

    def exec_requested(self, command: str) -> bool:
        """No commands."""
        return False

    def subsystem_requested(self, subsystem: str) -> bool:
        """The host's wire and nothing else."""
        return subsystem == HOST_SUBSYSTEM

    def session_started(self) -> None:
        """The host is there: the whole log goes out, and commands come in."""
        self._line.in_use = True
        self._reader.set_transport(_Incoming(self._channel))
        log.info("a host came in from another machine")
        self._talk = asyncio.ensure_future(
            self._converse(self._reader, _ChannelPipe(self._channel, self._line))
        )

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Commands, or a part of one."""
        if datatype is None:
            self._reader.feed_data(data)

    def eof_received(self) -> bool:
        """No more commands."""
        self._reader.feed_eof()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is cut; the room stays as it is, and so does everybody in it."""
        self._reader.feed_eof()


class _ChannelPipe:
    """The way out to a host over SSH."""

    def __init__(self, channel: GuestChannel, line: Line) -> None:
        self._channel, self._line = channel, line

    def write(self, data: bytes) -> None:
        """Send."""
        if not self._channel.is_closing():
            self._channel.write(data)

    def close(self) -> None:
        """Send what is waiting, then hang up."""
        self._channel.close()

    def abort(self) -> None:
        """Hang up at once."""
        self._line.drop()

    def is_closing(self) -> bool:
        """Whether it is going or gone."""
        return bool(self._channel.is_closing())

    @property
    def unsent(self) -> int:
        """Bytes that the host has not taken yet."""
        return self._line.unsent + int(self._channel.get_write_buffer_size())
