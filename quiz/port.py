"""The port: opening it, saying why it cannot be opened, and what attendees type to reach it."""

import errno
import logging
import resource
import socket

log = logging.getLogger("quiz.port")

_BACKLOG = 1024
_RECEIVE_BUFFER, _SEND_BUFFER = 32 * 1024, 64 * 1024
"""Bytes that the kernel holds for a line: so much is parsed in one go, and so much is out of our
hands when somebody stops reading."""
_EVERYWHERE = ("", "0.0.0.0", "::")
_ELSEWHERE = ("192.0.2.1", 9)
"""An address kept for documentation: asking for the way there sends nothing."""


class DoorFailed(Exception):
    """The door cannot be opened: what is wrong, and the cure."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises DoorFailed, in words a speaker understands."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        raise DoorFailed(*_explain(host, port, error)) from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
    listener.setblocking(False)
    return listener


def _explain(host: str, port: int, error: Exception) -> tuple[str, str]:
    number: int | None = getattr(error, "errno", None)
    nowhere = number == errno.EADDRNOTAVAIL or (number or 0) < 0  # below 0: no such host name
    where = f"{host}, port {port}"
    if number == errno.EADDRINUSE:
        cure = f"Something else listens there. Choose another port, such as {host}:{port + 1}."
        return f"Port {port} is taken.", cure
    if number in (errno.EPERM, errno.EACCES):
        return f"Not allowed to listen on {where}.", "Choose a port from 1024 up, such as 2222."
    if nowhere:
        cure = "Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network it is on."
        return f"{host} is not an address of this machine.", cure
    return f"Cannot listen on {where}: {error}.", "Choose another address or port."


def raise_file_limit(wanted: int) -> int:
    """Allow this process as many open files as it may have; returns how many that are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard < wanted:
        log.warning("only %d open files are allowed: some attendees may not get in", hard)
    return hard


def ssh_command(host: str, port: int, user: str = "") -> str:
    """What an attendee types to come to `host`."""
    where = f"{user}@{host}" if user else host
    return f"ssh {where}" if port == 22 else f"ssh -p {port} {where}"


def reachable_name(listen: str) -> str:
    """The host to type for a server that listens on `listen`: for all addresses, this machine's
    own in its network, or its name when there is no network."""
    if listen not in _EVERYWHERE:
        return listen
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()
