"""Where running talks can be found: one socket each, in a folder that is the user's alone."""

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

from presenter import places

SUFFIX = ".sock"
_LONGEST_NAME = 56
"""A socket's whole path may have 107 bytes."""


class NoPlace(Exception):
    """The folder for sockets cannot be used; the text says why."""


def sockets() -> Path:
    """The folder, made if need be. Raises NoPlace when others could meddle with it."""
    folder = places.runtime()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.lstat()
        if status.st_uid == os.getuid() and stat.S_ISDIR(status.st_mode):
            folder.chmod(0o700)
            return folder
    except OSError as error:
        raise NoPlace(f"{folder} cannot be used: {error.strerror}") from error
    raise NoPlace(f"{folder} belongs to another user; set XDG_RUNTIME_DIR to a folder of yours")


def socket_of(log: Path) -> Path:
    """The socket of the talk that is written to `log`. Raises NoPlace."""
    return sockets() / f"{log.stem[:_LONGEST_NAME]}{SUFFIX}"


def running() -> list[Path]:
    """The sockets of the talks that run on this machine, oldest first. Raises NoPlace.

    What a killed stage left is removed.
    """
    found = []
    for path in sorted(sockets().glob(f"*{SUFFIX}")):
        if answers(path):
            found.append(path)
        else:
            with suppress(OSError):
                path.unlink()
    return found


def answers(path: Path) -> bool:
    """Whether somebody listens on a socket. A full queue is somebody, too."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.setblocking(False)
        try:
            probe.connect(str(path))
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True


def choose(found: list[Path], wanted: str, last: Path | None = None) -> Path | None:
    """The talk to attach to: the one before, else the one named, else the only one there is."""
    if last in found:
        return last
    named = [path for path in found if wanted in path.stem]
    return named[0] if len(named) == 1 else None
