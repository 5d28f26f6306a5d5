"""How the stage reaches a quiz server: a child on this machine, or one elsewhere over SSH.

The child outlives a crashed stage. Another machine is reached by the system's `ssh`, whose
standard streams are then the wire: the speaker's keys, agent and `~/.ssh/config` are theirs.
"""

import asyncio
import ipaddress
import os
import re
import shlex
import sys
import time
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import quiz
from quiz.rooms import KEEP, delete_old_rooms, new_room, recent_room, socket_path
from quiz.users import HOST, HOST_SUBSYSTEM
from quiz.wire import LINE_LIMIT

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 2222
SSH_VARIABLE = "PODIUM_SSH"
"""Names another `ssh`, with options if need be."""
_LOG_LIMIT = 1_000_000
_SSH_URL = re.compile(r"ssh://(?:([^@/\s]+)@)?(\[[^\]]+\]|[^:/@\s]+)(?::(\d{1,5}))?/?")
_UNTRUSTED = "Host key verification failed"


@dataclass(frozen=True)
class Wire:
    """The two ends of a conversation with a server, and the process behind it if it is ours."""

    reader: StreamReader
    writer: StreamWriter
    process: Process | None = None


class Reach(Protocol):
    """A way to a quiz server."""

    port: int
    opens: str
    """The address of this machine that is opened to others; "" when none is."""
    waits: Sequence[float]
    """Seconds before each new try after the line was lost."""
    tireless: bool
    """Whether the last of them is repeated for ever."""

    async def connect(self) -> Wire:
        """Reach the server, starting it if it is ours to start. Raises OSError."""

    def settle(self, port: int) -> None:
        """The server listens on this port."""

    def renew(self) -> None:
        """The room has ended: the next connection is to another."""

    def lost(self) -> tuple[str, str]:
        """What to tell of a line that ended by itself, and the cure."""


def exposure(host: str) -> str:
    """What becomes reachable by listening on `host`; "" when nothing does."""
    if not host:
        return ""
    with suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback:
            return ""
    if host == "localhost":
        return ""
    return (
        f"Everybody who can reach this machine on {host} may join the quiz: no password, no shell,"
        " no files, quiz screens only."
    )


class Here:
    """A server of this machine, in a room that a stage of a moment ago may have left."""

    waits: Sequence[float] = (0.1, 0.5, 2.0, 5.0)
    tireless = False

    def __init__(
        self,
        state_dir: Path,
        host: str = DEFAULT_HOST,
        port: int = DEFAULT_PORT,
        attendees: int = 1000,
        options: Sequence[str] = (),
        keep: float = KEEP,
    ) -> None:
        self.opens, self.port = host, port
        self._attendees, self._options, self._keep = attendees, options, keep
        self._dir = state_dir
        self._log = state_dir / "quiz.log"
        self._room: Path | None = None

    async def connect(self) -> Wire:
        """The server that still has the room, or a new one. Raises OSError."""
        rooms = self._dir / "rooms"
        delete_old_rooms(rooms, time.time(), self._keep)
        self._room = self._room or recent_room(rooms, time.time())
        try:
            with socket_path(self._room) as path:
                reader, writer = await asyncio.open_unix_connection(path, limit=LINE_LIMIT)
        except OSError:
            return await _child(self._command(self._room), self._log)
        return Wire(reader, writer)

    def settle(self, port: int) -> None:
        """A server that is started again takes the port it had."""
        self.port = port

    def renew(self) -> None:
        """The next room is a new one."""
        self._room = new_room(self._dir / "rooms", time.time())

    def lost(self) -> tuple[str, str]:
        """What to tell of a server that ended by itself."""
        hint = f"Start it again: the room is kept. The log is {self._log}."
        return "The quiz server has stopped.", hint

    def _command(self, room: Path) -> list[str]:
        return [
            *(sys.executable, "-P", "-m", "quiz"),
            *("--listen", self.opens, "--port", str(self.port)),
            *("--room-dir", str(room), "--key-dir", str(self._dir)),
            *("--attendees", str(self._attendees), "--keep", f"{self._keep:g}", *self._options),
        ]


class Elsewhere:
    """A server that somebody serves on another machine, with our key among its hosts'."""

    opens = ""
    waits: Sequence[float] = (0.2, 0.5, 1.0, 2.0, 5.0)
    tireless = True

    def __init__(self, state_dir: Path, host: str, port: int, user: str = HOST) -> None:
        self.host, self.port, self.user = host, port, user
        self._log = state_dir / "quiz.log"
        self._from = 0

    async def connect(self) -> Wire:
        """The host's line there. Raises OSError when there is no `ssh`."""
        self._from = self._log.stat().st_size if self._log.exists() else 0
        return await _child(self._command(), self._log)

    def settle(self, port: int) -> None:
        """What it listens on there may be another port than the one we reach it by."""

    def renew(self) -> None:
        """There, `podium quiz serve` opens a new room when one has ended."""

    def lost(self) -> tuple[str, str]:
        """What `ssh` said last."""
        message = f"The line to the quiz server {self.host} is cut."
        said = self._said()
        if _UNTRUSTED in said:
            return message, f"Trust it once by hand:  ssh -p {self.port} {self.user}@{self.host}"
        return message, said.splitlines()[-1] if said else "The room is kept there."

    def _said(self) -> str:
        try:
            with self._log.open("rb") as log:
                log.seek(self._from)
                return log.read(20_000).decode(errors="replace").strip()
        except OSError:
            return ""

    def _command(self) -> list[str]:
        ssh = shlex.split(os.environ.get(SSH_VARIABLE, "")) or ["ssh"]
        never_ask = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=10")
        notice = ("-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=2")
        alone = ("-o", "ControlPath=none", "-o", "ForwardAgent=no", "-o", "ForwardX11=no")
        target = ("-p", str(self.port), "-l", self.user, "-s", self.host, HOST_SUBSYSTEM)
        return [*ssh, "-T", *never_ask, *notice, *alone, *target]


def parse_address(text: str) -> tuple[str, int]:
    """`ADDRESS[:PORT]` as host and port. Raises ValueError with the cure."""
    host, colon, port = text.rpartition(":")
    if not colon or (text.count(":") > 1 and not text.startswith("[")):
        host, port = text, str(DEFAULT_PORT)
    host = host.strip("[]") or DEFAULT_HOST
    if not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise ValueError(f"write the address as 0.0.0.0:2222, not {text!r}")
    return host, int(port)


def reach_of(text: str, state_dir: Path, keep: float = KEEP) -> Reach:
    """The way to what `--quiz` names: an address to serve on, or `ssh://[user@]host[:port]`.

    Raises ValueError with the cure.
    """
    if not text.startswith("ssh:"):
        return Here(state_dir, *parse_address(text), keep=keep)
    found = _SSH_URL.fullmatch(text)
    if not found or not 0 < int(found[3] or DEFAULT_PORT) <= 65535 or found[2].startswith("-"):
        raise ValueError(f"write it as ssh://host@talk.example.org:2222, not {text!r}")
    host, port = found[2].strip("[]"), int(found[3] or DEFAULT_PORT)
    return Elsewhere(state_dir, host, port, found[1] or HOST)


async def _child(command: Sequence[str], log: Path) -> Wire:
    """A process whose standard streams are the wire. Raises OSError."""
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened(log) as errors:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=errors,
            env=_environment(),
            limit=LINE_LIMIT,
            start_new_session=True,
        )
    assert process.stdin
    assert process.stdout
    return Wire(process.stdout, process.stdin, process)


def _opened(log: Path) -> BinaryIO:
    """The log to write on, begun anew once it is long."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.unlink()
    return log.open("ab")


def _environment() -> dict[str, str]:
    """The child finds the same `quiz` package, wherever the talk is given from."""
    root = str(Path(quiz.__file__).resolve().parent.parent)
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{path}" if path else root}
