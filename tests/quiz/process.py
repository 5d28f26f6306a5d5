"""The quiz server as the process that it is, and a host that speaks with it."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quiz.core import EMPTY, State, apply
from quiz.wire import LINE_LIMIT, REPLY, Command, Failed, Listening, Ready, Rejected, Reply
from tests.quiz.house import PATIENCE

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Host:
    """One end of the wire: what was heard, folded."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    state: State = EMPTY
    heard: list[Reply] = field(default_factory=list)

    def say(self, command: Command) -> None:
        self.writer.write(command.model_dump_json().encode() + b"\n")

    def _take(self, line: bytes) -> Reply:
        reply = REPLY.validate_json(line)
        self.heard.append(reply)
        if not isinstance(reply, Listening | Ready | Rejected | Failed):
            self.state = apply(self.state, reply)
        return reply

    async def rest(self) -> State:
        """Listen until the server has hung up; the room as it was last told."""
        async with asyncio.timeout(PATIENCE):
            while (line := await self.reader.readline()).endswith(b"\n"):
                self._take(line)
        return self.state

    async def until(self, true: Callable[[Reply], bool]) -> Reply:
        """Listen until a reply is what a test waits for."""
        async with asyncio.timeout(PATIENCE):
            while True:
                line = await self.reader.readline()
                assert line, f"the server hung up; heard {self.heard[-3:]}"
                reply = self._take(line)
                if true(reply):
                    return reply

    async def hears(self, kind: str) -> Reply:
        """Listen until a reply of this kind."""
        return await self.until(lambda reply: reply.kind == kind)

    async def ready(self) -> Listening:
        """Listen until the log is complete."""
        await self.hears("ready")
        (listening,) = (reply for reply in self.heard if isinstance(reply, Listening))
        return listening


@dataclass
class Server:
    """A server's process and the host that started it."""

    process: Process
    host: Host
    room: Path

    def kill(self) -> None:
        """As the machine's memory guard would."""
        self.process.send_signal(signal.SIGKILL)


@asynccontextmanager
async def server(room: Path, *options: str) -> AsyncIterator[Server]:
    """`python -m quiz` on a room, by default on port 0; killed at the end if it still runs."""
    log = room.parent / "quiz.log"
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "quiz", "--port", "0", "--room-dir", str(room), *options,
            stdin=PIPE, stdout=PIPE, stderr=errors, cwd=ROOT, limit=LINE_LIMIT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert process.stdin
    assert process.stdout
    try:
        yield Server(process, Host(process.stdout, process.stdin), room)
    finally:
        if process.returncode is None:
            process.kill()
        process.stdin.close()
        await process.wait()


async def attach(room: Path) -> Host:
    """A host that finds a room whose stage is gone."""
    return Host(*await asyncio.open_unix_connection(room / "host.sock", limit=LINE_LIMIT))
