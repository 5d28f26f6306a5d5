"""What one connection may ask for: nothing before it is in, one session after."""

from collections.abc import Callable
from typing import Protocol

import asyncssh

from quiz.guest import Guest
from quiz.hall import Hall
from quiz.line import GuestChannel, Line
from quiz.reader import Reader
from quiz.remote import Converse, RemoteHost
from quiz.terminal import Terminal
from quiz.users import HOST, Visit, visit_of
from quiz.watcher import Watcher

MANNERS: dict[str, Callable[[Hall, Line, GuestChannel, Visit], Terminal]] = {
    "play": Guest,
    "plain": Reader,
    "watch": Watcher,
}


class Doorkeeper(Protocol):
    """The door, as a connection needs it."""

    hall: Hall
    host_keys: asyncssh.SSHAuthorizedKeys | None
    converse: Converse | None

    def entered(self, line: Line) -> None:
        """The line is in."""

    def left(self, line: Line, why: Exception | None) -> None:
        """The line is gone."""


class Visitor(asyncssh.SSHServer):
    """One connection: a guest, who needs no key and is never asked for one, or the host."""

    def __init__(self, door: Doorkeeper) -> None:
        self.door = door
        self._line: Line | None = None
        self._user = ""
        self._is_host = False

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """The line is up."""
        assert isinstance(conn, Line)
        self._line = conn

    def begin_auth(self, username: str) -> bool:
        """Whether this user has to show a key: only the host has to."""
        assert self._line
        self._user, self._is_host = username, False
        if username != HOST or self.door.host_keys is None:
            return False
        self._line.set_authorized_keys(self.door.host_keys)
        return True

    def auth_completed(self) -> None:
        """The handshake is over; only here is a host known to hold the key that was shown."""
        assert self._line
        self._is_host = self._user == HOST and self.door.host_keys is not None
        if self._is_host:
            self._line.trust()
        self.door.entered(self._line)

    def session_requested(self) -> tuple[GuestChannel, asyncssh.SSHServerSession[bytes]] | bool:
        """One session a line."""
        if self._line is None:
            return False
        self._line.sessions += 1
        if self._line.sessions > 1:
            self.door.hall.refused("a second session was asked for", self._line.address)
            return False
        channel = GuestChannel(self._line)
        if self._is_host and self.door.converse:
            return channel, RemoteHost(self.door.converse, self._line, channel)
        visit = visit_of(self._user)
        return channel, MANNERS[visit.mode](self.door.hall, self._line, channel, visit)

    # ------------------------------------------------------------------------ refused, and logged

    def connection_requested(self, *_: object) -> bool:
        """No way on to other machines."""
        return self._refuse("a connection onwards")

    def server_requested(self, *_: object) -> bool:
        """No port of this machine."""
        return self._refuse("a port to listen on")

    def unix_connection_requested(self, *_: object) -> bool:
        """No socket of this machine."""
        return self._refuse("a socket")

    def unix_server_requested(self, *_: object) -> bool:
        """No socket to listen on."""
        return self._refuse("a socket to listen on")

    def tun_requested(self, *_: object) -> bool:
        """No tunnel."""
        return self._refuse("a tunnel")

    def tap_requested(self, *_: object) -> bool:
        """No tunnel of the other kind."""
        return self._refuse("a tunnel")

    def _refuse(self, what: str) -> bool:
        if self._line:
            self.door.hall.refused(f"{what} was asked for", self._line.address)
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone."""
        if self._line:
            self.door.left(self._line, exc)
