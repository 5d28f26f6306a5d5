"""A real quiz server on port 0, in this process, and real SSH clients for it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from quiz.door import Door
from quiz.hall import Hall
from quiz.limits import Limits
from quiz.line import host_key
from quiz.port import bind
from quiz.refusals import Refusals
from quiz.room import Room
from quiz.server import steady_clock
from quiz.store import SqliteStore

NUMBER = "4821"
"""The room's."""
PATIENCE = 30.0
"""Seconds that a test waits for what should come at once."""


@dataclass
class House:
    """A room, its hall and its door."""

    room: Room
    hall: Hall
    door: Door
    port: int


@asynccontextmanager
async def house(directory: Path, limits: Limits | None = None) -> AsyncIterator[House]:
    """An open door on loopback; everything is closed at the end."""
    limits = limits or Limits(attendees=50)
    listener = bind("127.0.0.1", 0)
    port: int = listener.getsockname()[1]
    room = Room(SqliteStore(directory / "room.sqlite3"), steady_clock(), limits.attendees)
    await room.begin()
    way_back = f"ssh -p {port} {NUMBER}-{{code}}@127.0.0.1"
    join = f"ssh -p {port} 127.0.0.1"
    hall = Hall(room, limits, way_back, Refusals(time.monotonic), NUMBER, join)
    door = Door(listener, hall, host_key(directory), limits)
    serving = asyncio.create_task(door.serve())
    try:
        yield House(room, hall, door, port)
    finally:
        await hall.close("The quiz has stopped.")
        await door.emptied(within=1)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await door.close()
        await room.close()


async def eventually(true: Callable[[], object]) -> None:
    """Wait until `true` is, as it soon should be."""
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110 - whatever it waits for, without hooks
            await asyncio.sleep(0.005)


async def dial(port: int, user: str = "guest", **options: object) -> asyncssh.SSHClientConnection:
    """Connect as an attendee does: without a key, a password or a known host."""
    connection = await asyncssh.connect(
        "127.0.0.1", port, username=user, known_hosts=None, config=None, client_keys=None,
        agent_path=None, **options,
    )  # fmt: skip
    assert isinstance(connection, asyncssh.SSHClientConnection)
    return connection


class Terminal:
    """One attendee's terminal on a real SSH line: `async with Terminal(port) as ada`."""

    def __init__(
        self,
        port: int,
        user: str = "guest",
        size: tuple[int, int] = (80, 24),
        term: str = "xterm-256color",
        env: dict[str, str] | None = None,
    ) -> None:
        self._port, self._user, self._size, self._term = port, user, size, term
        self._env = env or {}
        self.received = b""

    async def __aenter__(self) -> "Terminal":
        self.line = await dial(self._port, self._user)
        self.process: asyncssh.SSHClientProcess[bytes] = await self.line.create_process(
            term_type=self._term, term_size=self._size, encoding=None, env=self._env
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self.line.close()
        await self.line.wait_closed()

    def type(self, text: str | bytes) -> None:
        """Press keys."""
        self.process.stdin.write(text.encode() if isinstance(text, str) else text)

    async def sees(self, *words: str) -> bytes:
        """Wait until each of `words` was sent, in any order; forgets what came before."""
        wanted = [word.encode() for word in words]
        async with asyncio.timeout(PATIENCE):
            while not all(word in self.received for word in wanted):
                data = await self.process.stdout.read(65536)
                assert data, f"the line ended; seen: {self.received[-500:]!r}"
                self.received += data
        seen, self.received = self.received, b""
        return seen

    async def ends(self) -> bytes:
        """Wait for the end of the session, in order or not; what was sent until then."""
        async with asyncio.timeout(PATIENCE):
            with suppress(asyncssh.DisconnectError):
                while data := await self.process.stdout.read(65536):
                    self.received += data
            await self.process.wait_closed()
        return self.received

    async def joins(self, name: str) -> None:
        """Come in under a name."""
        await self.sees("Your name here")
        self.type(f"{name}\r")
        await self.sees(name, "You are in")

    async def joins_late(self, name: str, asked: str) -> None:
        """Come in while a question is open."""
        await self.sees("Your name here")
        self.type(f"{name}\r")
        await self.sees(name, asked)
