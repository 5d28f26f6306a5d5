"""The stage's side of the quiz: starts the server, says what to ask, and follows what comes of it.

The server is a child that outlives a crashed stage; its log is the room, here as there. Nothing
of it is imported: the stage knows the words of the quiz (`quiz.wire`) and its fold (`quiz.core`).
"""

import asyncio
import ipaddress
import os
import sys
import time
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import quiz
from quiz.core import EMPTY, Refused, Scoring, State, apply
from quiz.question import AnyQuestion
from quiz.rooms import SOCKET, delete_old_rooms, new_room, recent_room
from quiz.wire import (
    LINE_LIMIT,
    REPLY,
    Close,
    Command,
    End,
    Failed,
    Listening,
    Open,
    Ready,
    Rejected,
    Reveal,
    Stop,
)

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 2222
_LINES_A_TURN = 50
_START_TIME, _STOP_TIME = 15.0, 3.0
_LOG_LIMIT = 1_000_000


def parse_address(text: str) -> tuple[str, int]:
    """`ADDRESS[:PORT]` as host and port. Raises ValueError with the cure."""
    host, colon, port = text.rpartition(":")
    if not colon or (text.count(":") > 1 and not text.startswith("[")):
        host, port = text, str(DEFAULT_PORT)
    host = host.strip("[]") or DEFAULT_HOST
    if not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise ValueError(f"write the address as 0.0.0.0:2222, not {text!r}")
    return host, int(port)


def exposure(host: str) -> str:
    """What becomes reachable by listening on `host`; "" when nothing does."""
    with suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback:
            return ""
    if host == "localhost":
        return ""
    return (
        f"Everybody who can reach this machine on {host} may join the quiz: no password, no shell,"
        " no files, quiz screens only."
    )


class Audience:
    """One quiz server and the room it serves.

    `state` is the room as the server has it. Listeners are called, on the event loop, after every
    change of it, of `listening` and of `problem`.
    """

    def __init__(
        self,
        state_dir: Path,
        host: str = DEFAULT_HOST,
        port: int = DEFAULT_PORT,
        attendees: int = 1000,
    ) -> None:
        self.host, self.port, self.attendees = host, port, attendees
        self.state: State = EMPTY
        self.listening: Listening | None = None
        self.problem: Failed | None = None
        self.rejected = ""
        """Why the last command was not done; "" once another was sent."""
        self._dir = state_dir
        self._room: Path | None = None
        self._process: Process | None = None
        self._writer: StreamWriter | None = None
        self._following: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._stopping = False
        self._listeners: list[Callable[[], None]] = []

    # ------------------------------------------------------------------------ life

    @property
    def running(self) -> bool:
        """Whether the server takes commands."""
        return self._writer is not None and self.listening is not None

    async def start(self) -> bool:
        """Start the server, or find one that a crashed stage left, and wait until it is ready.

        Returns whether it is; if not, `problem` says why, with a hint. May be called again after
        a failure: the room and the port stay the same.
        """
        if self.running:
            return True
        delete_old_rooms(self._dir / "rooms", time.time())
        self._room = self._room or recent_room(self._dir / "rooms", time.time())
        ready = await self._connect(self._room)
        if ready and self.state.ended:
            await self.stop()
            self._room = new_room(self._dir / "rooms", time.time())
            ready = await self._connect(self._room)
        return ready

    async def stop(self) -> None:
        """Send everybody home and end the server; the room stays on disk."""
        self._stopping = True
        self._send(Stop())
        if self._following:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._following), 2 * _STOP_TIME)
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
            self._following = None

    async def _connect(self, room: Path) -> bool:
        """Reach the room's server, starting it if there is none; True once the log is read."""
        self.state, self.listening, self.problem = EMPTY, None, None
        self._stopping = False
        self._ready.clear()
        try:
            reader, self._writer = await self._attach(room) or await self._spawn(room)
        except OSError as error:
            self._fail("The quiz server cannot be started.", str(error))
            return False
        self._following = asyncio.create_task(self._follow(reader))
        try:
            await asyncio.wait_for(self._ready.wait(), _START_TIME)
        except TimeoutError:
            self._fail("The quiz server does not answer.", f"See {self._dir / 'quiz.log'}.")
        return self.running

    async def _attach(self, room: Path) -> tuple[StreamReader, StreamWriter] | None:
        """The server that still has this room, if there is one."""
        try:
            return await asyncio.open_unix_connection(room / SOCKET, limit=LINE_LIMIT)
        except OSError:
            return None

    async def _spawn(self, room: Path) -> tuple[StreamReader, StreamWriter]:
        log = self._dir / "quiz.log"
        self._dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        mode = "ab" if log.exists() and log.stat().st_size < _LOG_LIMIT else "wb"
        with log.open(mode) as errors:
            self._process = await asyncio.create_subprocess_exec(
                *self._command(room),
                stdin=PIPE,
                stdout=PIPE,
                stderr=errors,
                env=_environment(),
                limit=LINE_LIMIT,
                start_new_session=True,
            )
        assert self._process.stdin
        assert self._process.stdout
        return self._process.stdout, self._process.stdin

    def _command(self, room: Path) -> list[str]:
        return [
            *(sys.executable, "-P", "-m", "quiz"),
            *("--listen", self.host, "--port", str(self.port)),
            *("--room-dir", str(room), "--key-dir", str(self._dir)),
            *("--attendees", str(self.attendees)),
        ]

    # ------------------------------------------------------------------------ following

    async def _follow(self, reader: StreamReader) -> None:
        """Take in what the server says, until it says no more."""
        taken = 0
        try:
            async for line in reader:
                self._hear(line)
                taken += 1
                if taken % _LINES_A_TURN == 0:
                    await asyncio.sleep(0)
        except (OSError, ValueError) as error:
            self._fail("The quiz server's words cannot be understood.", str(error))
        finally:
            await self._hang_up()
            self.listening = None if self._stopping else self.listening
            if not self._stopping and self.problem is None:
                hint = f"Start it again: the room is kept. The log is {self._dir / 'quiz.log'}."
                self._fail("The quiz server has stopped.", hint)
            self._ready.set()
            self._tell()

    async def _hang_up(self) -> None:
        """The line is over: leave neither a pipe open nor a dead child behind."""
        if self._writer:
            self._writer.close()
            self._writer = None
        if self._process:
            try:
                await asyncio.wait_for(self._process.wait(), _STOP_TIME)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
            self._process = None

    def _hear(self, line: bytes) -> None:
        match REPLY.validate_json(line):
            case Listening() as listening:
                self.listening = listening
                self.port = listening.port
            case Ready():
                self._ready.set()
            case Rejected(message=message):
                self.rejected = message
            case Failed() as failed:
                self.problem = failed
            case event:
                self.problem = None
                with suppress(Refused):
                    self.state = apply(self.state, event)
        self._tell()

    def _fail(self, message: str, hint: str) -> None:
        self.problem = Failed(message=message, hint=hint)
        self._tell()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()

    # ------------------------------------------------------------------------ commands

    def open(self, question: AnyQuestion, scoring: Scoring = "speed") -> None:
        """Put a question to the room."""
        self._send(Open(question=question, scoring=scoring))

    def close_question(self) -> None:
        """Take no more answers."""
        self._send(Close())

    def reveal(self) -> None:
        """Show what was right, and why."""
        self._send(Reveal())

    def end(self) -> None:
        """The quiz is over; attendees see how they did."""
        self._send(End())

    def _send(self, command: Command) -> None:
        self.rejected = ""
        if self._writer and not self._writer.is_closing():
            self._writer.write(command.model_dump_json().encode() + b"\n")


def _environment() -> dict[str, str]:
    """The child finds the same `quiz` package, wherever the talk is given from."""
    root = str(Path(quiz.__file__).resolve().parent.parent)
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{path}" if path else root}
