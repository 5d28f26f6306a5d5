"""The door: a TCP port where anybody may knock, and what happens until they are in.

Sockets are accepted here, not by asyncssh, so that limits come before the first byte of a
handshake. Machines get seconds for their part of it; the person who is asked whether to trust the
host key gets two minutes, and does not count among the handshakes meanwhile.
"""

import asyncio
import ipaddress
import logging
import socket
from contextlib import suppress
from dataclasses import dataclass

import asyncssh

from quiz.hall import Hall
from quiz.limits import Addresses, Limits
from quiz.line import Line, options
from quiz.remote import Converse
from quiz.turning_away import FULL, FULL_ADDRESS, RUSH, turn_away
from quiz.visitor import Visitor

log = logging.getLogger("quiz.door")

_LONGEST_WAIT = 30.0
_MOST_TOLD = 100
"""People who are told at once that they cannot come in; whoever is beyond them is just let go."""


@dataclass(eq=False)
class Knock:
    """A connection whose handshake is under way."""

    address: str
    since: float
    line: Line | None = None


class Door:
    """Lets people in until it is closed."""

    def __init__(
        self,
        listener: socket.socket,
        hall: Hall,
        key: asyncssh.SSHKey,
        limits: Limits,
        host_keys: asyncssh.SSHAuthorizedKeys | None = None,
        converse: Converse | None = None,
    ) -> None:
        self.hall, self.limits = hall, limits
        self.host_keys, self.converse = host_keys, converse
        self._listener = listener
        self._options = options(key, lambda: Visitor(self), limits)
        self._loop = asyncio.get_running_loop()
        self._addresses = Addresses(limits)
        self._knocks: dict[Knock, None] = {}
        self._deciding: dict[Line, None] = {}
        self._lines: dict[Line, asyncio.TimerHandle] = {}
        self._freed = asyncio.Event()
        self._told = 0

    # ------------------------------------------------------------------------ knocking

    async def serve(self) -> None:
        """Accept connections until cancelled."""
        while True:
            await self._wait_for_place()
            try:
                sock, peer = await self._loop.sock_accept(self._listener)
            except OSError as error:
                log.warning("cannot accept a connection: %s", error)
                await asyncio.sleep(0.5)
                continue
            self._knocked(sock, _network(peer[0]))

    async def _wait_for_place(self) -> None:
        """Until a handshake has a place; one that only sits there gives its place up."""
        while len(self._knocks) >= self.limits.handshakes:
            oldest = next(iter(self._knocks))
            left = oldest.since + self.limits.handshake_worth - self._loop.time()
            if left <= 0:
                self._turn_away(oldest, "its handshake did not go on while others waited")
                continue
            self._freed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), left)

    def _knocked(self, sock: socket.socket, address: str) -> None:
        wait = self._addresses.wait(address, self._loop.time())
        if refusal := self._refusal(address, wait):
            self._refuse(sock, address, *refusal)
            return
        self._addresses.add(address)
        knock = Knock(address, self._loop.time() + wait)
        self._knocks[knock] = None
        self.hall.spawn(self._shake_hands(knock, sock, wait))

    def _refusal(self, address: str, wait: float) -> tuple[str, str] | None:
        """Why a connection cannot be taken, for the log and for the person; None if it can."""
        if sum(self._addresses.lines.values()) >= self.limits.connections:
            return "too many connections in all", FULL
        if self._addresses.full(address):
            return "too many connections from one address", FULL_ADDRESS
        if wait > _LONGEST_WAIT:
            return "too many new connections from one address", RUSH
        return None

    def _refuse(self, sock: socket.socket, address: str, why: str, words: str) -> None:
        """Log it, and tell the person, as long as not too many are being told already."""
        self.hall.refused(why, address)
        if self._told >= _MOST_TOLD:
            sock.close()
            return
        self._told += 1
        self.hall.spawn(self._tell(sock, words))

    async def _tell(self, sock: socket.socket, words: str) -> None:
        try:
            await turn_away(sock, words)
        finally:
            self._told -= 1

    async def _shake_hands(self, knock: Knock, sock: socket.socket, wait: float) -> None:
        if wait:
            await asyncio.sleep(wait)
        sock.setblocking(False)

        def connection() -> Line:
            return Line(
                self._loop,
                self._options,
                self.limits,
                knock.address,
                self._exchanged,
                lambda line, why: self.hall.refused(why, line.address),
            )

        try:
            _, knock.line = await self._loop.connect_accepted_socket(connection, sock)
        except OSError:
            sock.close()
            self._forget(knock)
            self._addresses.remove(knock.address)
            return
        self._loop.call_later(self.limits.handshake_time, self._too_slow, knock)

    def _too_slow(self, knock: Knock) -> None:
        if knock in self._knocks:
            self._turn_away(knock, "its handshake took too long")

    def _turn_away(self, knock: Knock, why: str) -> None:
        self._forget(knock)
        self.hall.refused(why, knock.address)
        if knock.line:
            knock.line.drop()

    def _forget(self, knock: Knock) -> None:
        self._knocks.pop(knock, None)
        self._freed.set()

    # ------------------------------------------------------------------------ entering

    def _exchanged(self, line: Line) -> None:
        """Keys are exchanged: the machines are done, and a person may be reading a fingerprint."""
        for knock in [knock for knock in self._knocks if knock.line is line]:
            self._forget(knock)
        self._deciding[line] = None

    def entered(self, line: Line) -> None:
        """The line is in; it has a while to open its session."""
        self._deciding.pop(line, None)
        wait = self.limits.handshake_time
        self._lines[line] = self._loop.call_later(wait, self._no_session, line)

    def _no_session(self, line: Line) -> None:
        """A line without a session is of no use to anybody."""
        if not line.in_use:
            self.hall.refused("it opened no session", line.address)
            line.drop()

    def left(self, line: Line, why: Exception | None) -> None:
        """The line is gone, from whatever stage."""
        for knock in [knock for knock in self._knocks if knock.line is line]:
            self._forget(knock)
        self._deciding.pop(line, None)
        timer = self._lines.pop(line, None)
        if timer:
            timer.cancel()
        self._addresses.remove(line.address)
        self._freed.set()
        known = (asyncssh.Error, OSError, type(None))
        if not isinstance(why, known):
            log.error("a line ended by an error of ours", exc_info=why)

    async def emptied(self, within: float) -> None:
        """Until every line has ended by itself, or `within` seconds are over."""
        end = self._loop.time() + within
        while self._lines and (left := end - self._loop.time()) > 0:
            self._freed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), left)

    async def close(self) -> None:
        """Let nobody in any more, and end every line."""
        self._listener.close()
        for line in [*self._lines, *self._deciding]:
            line.drop()
        for knock in list(self._knocks):
            self._turn_away(knock, "the server is closing")
        await asyncio.sleep(0)


def _network(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 customer has."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
