"""The stage's end of the line: tells every cockpit what happens, and takes their commands.

It never waits for a cockpit. One that does not read is dropped once its buffer is full; it comes
back by itself and is given the whole log again.
"""

import asyncio
import os
import socket
from asyncio import AbstractServer, StreamReader, StreamWriter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from presenter.link.find import answers
from presenter.link.wire import COMMAND, COMMAND_LIMIT, LINE, Command, Notice, UpToDate, Welcome
from slides.talk import Event, Opened, Sped

BUFFER = 1_000_000
"""Bytes that may wait for a cockpit beyond the log that it was given on joining."""
MOST = 64
"""Cockpits at a time."""


class Hub:
    """One running talk's door for cockpits.

    `events` is the talk's growing list, `clock` the stage's time in seconds since the epoch; `obey`
    is called with every command, on the event loop.
    """

    def __init__(
        self,
        path: Path,
        events: Sequence[Event],
        clock: Callable[[], float],
        obey: Callable[[Command], None],
    ) -> None:
        self.path = path
        self._events = events
        self._told = len(events)
        self._clock = clock
        self._obey = obey
        self._facts: tuple[Notice, ...] = ()
        self._cockpits: dict[StreamWriter, int] = {}
        """Each with the bytes that may wait for it."""
        self._server: AbstractServer | None = None

    @property
    def attached(self) -> int:
        """How many cockpits there are."""
        return len(self._cockpits)

    async def open(self) -> None:
        """Listen. Raises OSError, also when another stage has the socket already."""
        if self.path.exists():
            if answers(self.path):
                raise FileExistsError(f"{self.path} is in use")
            self.path.unlink()
        self._server = await asyncio.start_unix_server(
            self._serve, sock=_private(self.path), limit=COMMAND_LIMIT
        )

    async def close(self) -> None:
        """Send what is left, let every cockpit go and remove the socket."""
        if self._server is None:
            return
        self.flush()
        self._server.close()
        for writer in list(self._cockpits):
            writer.close()
        self._cockpits.clear()
        with suppress(OSError):
            self.path.unlink()
        self._server = None
        await asyncio.sleep(0)

    def flush(self) -> None:
        """Tell every cockpit the events since the last time."""
        news = self._events[self._told :]
        self._told += len(news)
        self.tell(*news)

    def tell(self, *words: Event | Notice) -> None:
        """Say this to every cockpit. Returns at once; who cannot keep up is dropped."""
        if not self._cockpits or not words:
            return
        lines = _lines(words)
        for writer, limit in list(self._cockpits.items()):
            if writer.transport.get_write_buffer_size() > limit:
                self._cockpits.pop(writer)
                writer.transport.abort()
            else:
                writer.write(lines)

    def keep(self, *facts: Notice) -> None:
        """Say this, if it is news, and say it to whoever joins later."""
        if facts != self._facts:
            self._facts = facts
            self.tell(*facts)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One cockpit, from its joining until it leaves."""
        try:
            if len(self._cockpits) < MOST:
                self._welcome(writer)
                await self._listen(reader, writer)
        except (OSError, ValueError):
            pass
        finally:
            self._cockpits.pop(writer, None)
            writer.transport.abort() if writer.is_closing() else writer.close()

    def _welcome(self, writer: StreamWriter) -> None:
        self.flush()
        paced = (one.speed for one in reversed(self._events) if isinstance(one, Sped | Opened))
        speed = next(paced, 1.0)
        welcome = Welcome(talk=self.path.stem, clock=self._clock(), speed=speed)
        past = _lines([welcome, *self._events, *self._facts, UpToDate()])
        writer.write(past)
        self._cockpits[writer] = len(past) + BUFFER

    async def _listen(self, reader: StreamReader, writer: StreamWriter) -> None:
        while writer in self._cockpits and (line := await reader.readline()):
            with suppress(ValidationError):
                self._obey(COMMAND.validate_json(line))


def _lines(words: Sequence[Event | Notice]) -> bytes:
    return b"".join(LINE.dump_json(word) + b"\n" for word in words)


def _private(path: Path) -> socket.socket:
    """A listening socket that nobody but its owner may ever have opened."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    except OSError:
        listener.close()
        raise
    finally:
        os.umask(before)
    return listener
