"""One SSH line, hardened: what asyncssh leaves open by default is shut here.

Covered: compression, agent, X11, TCP, socket and tunnel forwarding, subsystems and sftp, the line
editor, unlimited environment variables, raw floods of any packet kind, readers that do not read,
rekey storms, weak key exchanges. Not covered here: who may connect (`door`), how many sessions a
line may open (`door`), what is typed (`guest`).

asyncssh's own names that are not documented are used in this file only: `send_newkeys`, which ends
every key exchange, `send_userauth_failure`, which answers every wrong key, `send_packet`, and
`_process_env_request`, which would store variables without a limit, and the requests for X11 and an
agent, which are refused without a word in any log.
"""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import asyncssh
from asyncssh.constants import MSG_IGNORE
from asyncssh.packet import SSHPacket, SSHPacketLogger

from quiz.limits import Bucket, Limits
from quiz.outbox import Outbox

KEY_FILE = "host_key"
KEX = ["mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org"]
CIPHERS = ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr", "aes256-ctr"]
MACS = ["hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256"]
"""ChaCha20 costs five times as much here for packets as short as ours; every client has AES."""
ENVIRONMENT = ("LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR")
_VALUE_LENGTH = 64
READ_AT_ONCE = 4 * 1024
"""Bytes that are read of a line in one turn of the loop: all that people type, and no more packets
of a storm than others can wait for."""
WINDOW = 16 * 1024
"""Bytes an attendee may send before the server asks for more."""


def host_key(directory: Path) -> asyncssh.SSHKey:
    """The server's ed25519 key: made once, mode 0600, and kept, since a new one shows everybody a
    red warning. Raises OSError, asyncssh.KeyImportError."""
    path = directory / KEY_FILE
    if path.exists():
        return asyncssh.read_private_key(path)
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = asyncssh.generate_private_key("ssh-ed25519", comment="podium quiz")
    half = path.with_name(f"{KEY_FILE}.{os.getpid()}")
    half.touch(mode=0o600)
    half.write_bytes(key.export_private_key())
    half.replace(path)
    return key


def host_keys(file: Path) -> asyncssh.SSHAuthorizedKeys:
    """The keys that may drive the room, from a file as `authorized_keys` is.

    Raises OSError, ValueError.
    """
    return asyncssh.read_authorized_keys(str(file))


def fingerprint(key: asyncssh.SSHKey) -> str:
    """As `ssh` shows it when it asks whether to go on."""
    return key.get_fingerprint()


def options(
    key: asyncssh.SSHKey, visitor: Callable[[], asyncssh.SSHServer], limits: Limits
) -> asyncssh.SSHServerConnectionOptions:
    """Every setting of every line."""
    return asyncssh.SSHServerConnectionOptions(
        server_factory=visitor,
        server_host_keys=[key],
        server_version="podium",
        kex_algs=KEX,
        encryption_algs=CIPHERS,
        mac_algs=MACS,
        compression_algs=None,
        agent_forwarding=False,
        x11_forwarding=False,
        gss_host=None,
        host_based_auth=False,
        public_key_auth=True,
        password_auth=False,
        kbdint_auth=False,
        allow_scp=False,
        line_editor=False,
        encoding=None,
        login_timeout=limits.decide_time,
        keepalive_interval=limits.keepalive,
        keepalive_count_max=3,
        tcp_keepalive=True,
        window=WINDOW,
    )


class Line(asyncssh.SSHServerConnection):
    """A connection that reads no faster than it may, and not at all while its peer does not."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        settings: asyncssh.SSHServerConnectionOptions,
        limits: Limits,
        address: str,
        exchanged: "Callable[[Line], None]",
        refused: "Callable[[Line, str], None]" = lambda line, why: None,
    ) -> None:
        super().__init__(loop, settings)
        self.address = address
        self.limits = limits
        self.sessions = 0
        self.in_use = False
        """Whether a terminal has started on it."""
        self.stalled_since: float | None = None
        self._clock = loop.time
        self._later = loop.call_later
        self._turns = loop
        self._exchanged, self._refused = exchanged, refused
        self._exchanges: list[float] = []
        self._failures = 0
        self._bucket = Bucket(limits.raw_rate, limits.raw_burst, loop.time())
        self._held: set[str] = set()
        self._wire: Outbox | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The TCP connection is there."""
        assert isinstance(transport, asyncio.Transport)
        cast(Any, transport).max_size = READ_AT_ONCE  # of asyncio's transports on sockets
        self._wire = Outbox(transport, self._turns)
        self._wire.set_write_buffer_limits(high=self.limits.backlog)
        super().connection_made(self._wire)

    def data_received(self, data: bytes, datatype: int | None = None) -> None:
        """Bytes came, of whatever kind; too many too fast are read later."""
        super().data_received(data, datatype)
        self.charge(len(data))

    def send_packet(
        self, pkttype: int, *args: bytes, handler: SSHPacketLogger | None = None
    ) -> None:
        """Send a packet. The empty one that asyncssh puts before each protects ciphers in CBC mode,
        of which we have none: without it a hall's repaint costs half."""
        if pkttype != MSG_IGNORE:
            super().send_packet(pkttype, *args, handler=handler)

    def pause_writing(self) -> None:
        """The peer does not read: take nothing from it that would need a reply."""
        self.stalled_since = self._clock()
        self._hold("stall")

    def resume_writing(self) -> None:
        """The peer reads again."""
        self.stalled_since = None
        self._release("stall")

    def send_newkeys(self, k: bytes, h: bytes) -> None:
        """A key exchange is done; too many of them in a minute end the line."""
        super().send_newkeys(k, h)
        now = self._clock()
        self._exchanges = [moment for moment in self._exchanges if now - moment < 60] + [now]
        if len(self._exchanges) > self.limits.rekeys:
            self._refused(self, "too many key exchanges")
            self.drop()
        elif len(self._exchanges) == 1:
            self._exchanged(self)

    def send_userauth_failure(self, partial_success: bool) -> None:
        """A key was wrong, or none was shown yet; too many of them end the line."""
        self._failures += 1
        if self._failures > 1:  # the first is the question which keys are taken
            self._refused(self, "a key that is not the host's")
        if self._failures > self.limits.key_tries:
            self.drop()
        else:
            super().send_userauth_failure(partial_success)

    def refused(self, what: str) -> None:
        """Something that nobody gets was asked for."""
        self._refused(self, f"{what} was asked for")

    def trust(self) -> None:
        """The host holds this line: it may send decks' worth of questions at once."""
        self._bucket = Bucket(self.limits.host_rate, self.limits.host_rate, self._clock())

    @property
    def unsent(self) -> int:
        """Bytes that the peer has not taken yet."""
        return self._wire.get_write_buffer_size() if self._wire else 0

    def flush(self) -> None:
        """Send what is waiting now, not at the end of the loop's turn."""
        if self._wire:
            self._wire.flush()

    def charge(self, cost: int) -> None:
        """Something costs more than the bytes that ask for it: what comes next is read later."""
        if wait := self._bucket.take(cost, self._clock()):
            self._hold("flood")
            self._later(wait, self._release, "flood")

    def drop(self) -> None:
        """End at once, whatever is unsent."""
        self.abort()

    def _hold(self, why: str) -> None:
        self._held.add(why)
        if self._wire:
            self._wire.pause_reading()

    def _release(self, why: str) -> None:
        self._held.discard(why)
        if self._wire and not self._held:
            self._wire.resume_reading()


class GuestChannel(asyncssh.SSHServerChannel[bytes]):
    """A session's channel in raw bytes, without a line editor, that keeps few variables."""

    def __init__(self, line: Line) -> None:
        self._line = line
        super().__init__(
            line,
            asyncio.get_running_loop(),
            allow_pty=True,
            line_editor=False,
            line_echo=False,
            line_history=0,
            max_line_length=0,
            encoding=None,
            errors="strict",
            window=WINDOW,
            max_pktsize=WINDOW,
        )

    def _process_env_request(self, packet: SSHPacket) -> bool:
        """Keep the few variables that say how to draw, cut short; refuse all others."""
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        known = name.decode("ascii", "replace") in ENVIRONMENT
        if known:
            self._env[name] = value[:_VALUE_LENGTH]
        return known

    def _process_x11_req_request(self, packet: SSHPacket) -> bool:
        """No windows; said before asyncssh would look into it."""
        self._line.refused("X11")
        return False

    def _process_auth_agent_req_at_openssh_dot_com_request(self, packet: SSHPacket) -> bool:  # type: ignore[override]
        """No agent."""
        self._line.refused("an agent")
        return False

    def variables(self) -> dict[str, str]:
        """What was kept, as text."""
        kept: dict[Any, Any] = dict(self._env)
        return {
            name.decode("ascii"): value.decode("ascii", "replace") for name, value in kept.items()
        }
