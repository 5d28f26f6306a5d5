"""The host's side of the server: commands in, the log and its news out, as JSON lines.

A host is whoever holds the other end of a pipe, of the room's socket or of an SSH line with a
host's key: the stage that started the server, one that came back, or one on another machine. Each
gets the whole log first, so all fold the same.
"""

import asyncio
import logging
from collections.abc import Sequence

from pydantic import ValidationError

from quiz.core import Event, Refused
from quiz.hall import Hall
from quiz.pipes import Pipe
from quiz.store import StoreFailed
from quiz.wire import (
    COMMAND,
    Close,
    Command,
    End,
    Failed,
    Listening,
    Message,
    Open,
    Ready,
    Rejected,
    Reveal,
    Show,
    Stop,
)

log = logging.getLogger("quiz.host")

_UNREAD = 16 << 20
"""Bytes: a host that leaves this much unread is let go."""


class Hosts:
    """The hosts that are connected. With none for `linger` seconds, the server stops."""

    def __init__(self, hall: Hall, listening: Listening, linger: float) -> None:
        self.stopping = asyncio.Event()
        self._hall, self._room = hall, hall.room
        self._listening, self._linger = listening, linger
        self._writers: set[Pipe] = set()
        self._alone: asyncio.TimerHandle | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._room.subscribe(self._news)
        self._room.failure = self._store_failed

    def stop(self) -> None:
        """End the server, in order."""
        self.stopping.set()

    async def converse(self, reader: asyncio.StreamReader, writer: Pipe) -> None:
        """Serve one host until its line ends."""
        task = asyncio.current_task()
        if task:
            self._talks.add(task)
        if self._alone:
            self._alone.cancel()
            self._alone = None
        lines = [self._listening, *self._room.log, Ready(at=self._room.clock())]
        writer.write(b"".join(_line(message) for message in lines))
        self._writers.add(writer)
        try:
            async for line in reader:
                await self._obey(line, writer)
        except (OSError, ValueError) as error:
            log.info("a host's line ended: %s", error)
        finally:
            self._writers.discard(writer)
            writer.close()
            if task:
                self._talks.discard(task)
            self.nobody_left()

    def nobody_left(self) -> None:
        """Start to linger, if it is so."""
        if not self._writers and not self.stopping.is_set():
            log.info("no host; the room is kept for %g s", self._linger)
            loop = asyncio.get_running_loop()
            self._alone = loop.call_later(self._linger, self.stop)

    async def close(self) -> None:
        """Let the hosts go."""
        if self._alone:
            self._alone.cancel()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    # ------------------------------------------------------------------------ commands

    async def _obey(self, line: bytes, writer: Pipe) -> None:
        try:
            await self._do(COMMAND.validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            message = f"not a command: {place}: {first['msg']}"
            writer.write(_line(Rejected(message=message)))
        except (Refused, StoreFailed) as refused:
            writer.write(_line(Rejected(message=str(refused))))

    async def _do(self, command: Command) -> None:
        match command:
            case Open(question=question, scoring=scoring):
                await self._room.open(question, scoring)
            case Close():
                await self._room.close_question()
            case Reveal():
                await self._room.reveal()
            case End():
                await self._room.end()
            case Show(slide=slide):
                self._hall.show_slide(slide)
            case Stop():
                self.stop()
            case _:
                await self._room.order(command)

    # ------------------------------------------------------------------------ news

    def _news(self, events: Sequence[Event]) -> None:
        self._send_all(b"".join(_line(event) for event in events))

    def _store_failed(self, failed: StoreFailed) -> None:
        log.error("%s", failed)
        hint = "Free some disk space; until then no answer can be taken."
        self._send_all(_line(Failed(message=str(failed), hint=hint)))

    def _send_all(self, data: bytes) -> None:
        for writer in list(self._writers):
            if writer.is_closing():
                continue
            writer.write(data)
            if writer.unsent > _UNREAD:
                log.warning("a host that reads nothing was let go")
                writer.abort()


def _line(message: Message | Event) -> bytes:
    return message.model_dump_json().encode() + b"\n"
