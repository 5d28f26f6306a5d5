"""The quiz server: a room, a door and its hosts, from the first line to the last."""

import asyncio
import fcntl
import logging
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from quiz.barred import read_barred
from quiz.core import Ended, Event
from quiz.door import Door
from quiz.hall import Hall
from quiz.host import Hosts
from quiz.limits import Limits
from quiz.line import fingerprint, host_key, host_keys
from quiz.pipes import StreamPipe
from quiz.port import DoorFailed, bind, raise_file_limit, reachable_name, ssh_command
from quiz.refusals import Refusals
from quiz.room import Room
from quiz.rooms import KEEP, LOG_FILE, SOCKET, room_number, socket_path, span_in_words
from quiz.store import SqliteStore, StoreFailed
from quiz.wire import LINE_LIMIT, Failed, Listening

log = logging.getLogger("quiz.server")

OK, BAD_INPUT = 0, 2
_LAST_WORDS = 1.0
"""Seconds for the last frames to go out."""


@dataclass(frozen=True)
class Settings:
    """What a server is started with."""

    listen: str
    port: int
    room_dir: Path
    key_dir: Path
    name: str = ""
    """The host that attendees type; "" finds it out."""
    attendees: int = 1000
    internet: bool = False
    linger: float = 600.0
    keep: float = KEEP
    """Seconds after the end for which names and answers are kept."""
    barred: str = ""
    """A list of words that names and texts may not have; `none` is none."""
    host_keys: Path | None = None
    """Keys that may drive the room from another machine, as in `authorized_keys`."""


def steady_clock() -> Callable[[], float]:
    """Epoch seconds that go on evenly, even when somebody sets the machine's clock."""
    offset = time.time() - time.monotonic()
    return lambda: time.monotonic() + offset


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the room for ourselves: a room has one writer. Raises DoorFailed."""
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (directory / "lock").open("a")
    except OSError as error:
        message = f"Cannot keep a room in {directory}: {error.strerror}."
        raise DoorFailed(message, "Choose a directory that can be written.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"Another server has the room in {directory}."
            raise DoorFailed(message, "Stop that one first, or choose another room.") from None
        yield


async def serve(settings: Settings, stdout: int) -> int:
    """Serve until a host says stop, or none has been there for `linger` seconds.

    Hosts speak on stdin and the file descriptor `stdout`, and on the room's socket. Returns the
    exit code; what prevents a start is told as `Failed`.
    """
    try:
        with locked(settings.room_dir):
            await _serve(settings, stdout)
    except DoorFailed as failed:
        return _fail(stdout, str(failed), failed.hint)
    except StoreFailed as failed:
        return _fail(stdout, str(failed), "Choose another room, or mend the disk.")
    except OSError as error:
        return _fail(stdout, f"Cannot serve: {error}.", f"See {settings.room_dir}.")
    return OK


def _fail(stdout: int, message: str, hint: str) -> int:
    log.error("%s %s", message, hint)
    with suppress(OSError):
        os.write(stdout, Failed(message=message, hint=hint).model_dump_json().encode() + b"\n")
    return BAD_INPUT


async def _serve(settings: Settings, stdout: int) -> None:
    limits = Limits(attendees=settings.attendees, internet=settings.internet)
    raise_file_limit(limits.connections + 64)
    key = host_key(settings.key_dir)
    trusted = _trusted(settings.host_keys)
    listener = bind(settings.listen, settings.port)
    port = listener.getsockname()[1]
    name = settings.name or reachable_name(settings.listen)
    barred = read_barred(settings.barred)
    store = SqliteStore(settings.room_dir / LOG_FILE)
    room = Room(store, steady_clock(), settings.attendees, barred)
    await room.begin()
    command = ssh_command(name, port)
    listening = Listening(
        host=settings.listen, port=port, command=command, fingerprint=fingerprint(key)
    )
    log.info("listening on %s, port %d; %s", settings.listen, port, command)
    refused = Refusals(time.monotonic)
    number = room_number(settings.room_dir.name)
    way_back = ssh_command(name, port, f"{number}-{{code}}")
    hall = Hall(room, limits, way_back, refused, number, command, span_in_words(settings.keep))
    hosts = Hosts(hall, listening, settings.linger)
    retire_when_ended(room, settings.keep, hosts.stop)
    door = Door(listener, hall, key, limits, trusted, hosts.converse)
    try:
        await _until_stopped(settings, stdout, hosts, door)
    finally:
        ended = room.state.ended
        await hall.close("Thank you for playing." if ended else "The quiz has stopped.")
        await door.emptied(within=_LAST_WORDS)
        await door.close()
        await hosts.close()
        await room.close()
        if ended and room.clock() - room.log[-1].at >= settings.keep:
            shutil.rmtree(settings.room_dir, ignore_errors=True)
            log.info("the room is forgotten, as it was to be")
        log.info("stopped")


def retire_when_ended(room: Room, keep: float, stop: Callable[[], None]) -> None:
    """A server that nobody stops does not keep an ended room for ever."""

    def heard(events: Sequence[Event]) -> None:
        if any(isinstance(event, Ended) for event in events):
            asyncio.get_running_loop().call_later(keep, stop)

    room.subscribe(heard)


def _trusted(file: Path | None) -> asyncssh.SSHAuthorizedKeys | None:
    """The hosts' keys. Raises DoorFailed."""
    if file is None:
        return None
    try:
        return host_keys(file)
    except (OSError, ValueError) as error:
        cure = "It is a file like ~/.ssh/authorized_keys: a public key a line."
        raise DoorFailed(f"Cannot read the hosts' keys in {file}: {error}.", cure) from error


async def _until_stopped(settings: Settings, stdout: int, hosts: Hosts, door: Door) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, hosts.stop)
    # The room's socket is there before anybody is told that the room is ready: a stage that crashes
    # right then leaves a server that the next one finds.
    server = await _room_socket(settings.room_dir / SOCKET, hosts)
    jobs = [
        asyncio.create_task(door.serve()),
        asyncio.create_task(_speak_on_pipes(hosts, stdout)),
    ]
    stopped = asyncio.create_task(hosts.stopping.wait())
    try:
        await asyncio.wait([jobs[0], stopped], return_when=asyncio.FIRST_COMPLETED)
        if jobs[0].done():
            jobs[0].result()
    finally:
        if server:
            server.close()
        for job in (*jobs, stopped):
            job.cancel()
        await asyncio.gather(*jobs, stopped, return_exceptions=True)


async def _speak_on_pipes(hosts: Hosts, stdout: int) -> None:
    """The host who started the server, on its standard streams."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LINE_LIMIT)
    try:
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        transport, protocol = await loop.connect_write_pipe(
            asyncio.streams.FlowControlMixin, os.fdopen(stdout, "wb")
        )
    except ValueError:
        log.warning("standard streams are no pipes: hosts are served on the room's socket only")
        hosts.nobody_left()
        return
    writer = asyncio.StreamWriter(transport, protocol, None, loop)
    await hosts.converse(reader, StreamPipe(writer))


async def _room_socket(path: Path, hosts: Hosts) -> asyncio.Server | None:
    """Where a host that crashed finds the room again."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hosts.converse(reader, StreamPipe(writer))

    try:
        path.unlink(missing_ok=True)  # noqa: ASYNC240 - before anybody is served
        with socket_path(path.parent) as short:
            return await asyncio.start_unix_server(converse, short, limit=LINE_LIMIT)
    except OSError as error:
        log.warning("no socket for returning hosts at %s: %s", path, error)
        return None
