"""A real quiz server as its host sees it, and what it costs. Linux only."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from benchmarks.hall import TURN
from quiz.core import EMPTY, Event, apply
from quiz.wire import LINE_LIMIT, REPLY, Command, Failed, Listening, Ready, Rejected


class Server:
    """The server's process as its host sees it."""

    def __init__(self, process: Process) -> None:
        assert process.stdout
        assert process.stdin
        self.process, self.state = process, EMPTY
        self._reader, self._writer = process.stdout, process.stdin
        self.listening: Listening | None = None

    @property
    def port(self) -> int:
        """Where attendees knock."""
        assert self.listening
        return self.listening.port

    async def until(self, ready: "type[Event] | type[Ready]", count: int = 1) -> None:
        """Follow the log until so many of one kind came."""
        async with asyncio.timeout(TURN):
            while count:
                reply = REPLY.validate_json(await self._reader.readline())
                if isinstance(reply, Failed | Rejected):
                    raise SystemExit(f"the server says: {reply.message}")
                if isinstance(reply, Listening):
                    self.listening = reply
                elif not isinstance(reply, Ready):
                    self.state = apply(self.state, reply)
                count -= isinstance(reply, ready)

    def say(self, command: Command) -> None:
        """Give an order."""
        self._writer.write(command.model_dump_json().encode() + b"\n")

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Resident kilobytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        (line,) = (line for line in lines if line.startswith("VmRSS"))
        return int(line.split()[1])


async def start_server(room: Path, attendees: int, port: int = 0) -> Server:
    """Serve `room`, and wait until the door is open."""
    room.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - nobody waits for this loop yet
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "quiz", "--port", str(port), "--room-dir", str(room),
        "--attendees", str(attendees), stdin=PIPE, stdout=PIPE,
        stderr=(room / "server.log").open("ab"), limit=LINE_LIMIT,
    )  # fmt: skip
    server = Server(process)
    await server.until(Ready)
    return server
