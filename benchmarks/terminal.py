"""A program under a pseudo-terminal: what it shows, when, and what that costs. Linux only."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path

_ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>()][0B]?")
_SYNC_QUERY = b"\x1b[?2026$p"
_TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """One program on a terminal of its own. Times are in seconds."""

    def __init__(self, command: Sequence[str], columns: int = 120, rows: int = 36) -> None:
        self.begun = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.environ.pop("NO_COLOR", None)
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""

    def until(self, text: str, since: int = 0, limit: float = 60.0) -> float:
        """Seconds on the clock when `text` was complete in the output from byte `since` on."""
        wanted, deadline = text.encode(), time.perf_counter() + limit
        while wanted not in _ESCAPES.sub(b"", self.output[since:]):
            if not self._read(deadline - time.perf_counter()):
                seen = _ESCAPES.sub(b"", self.output[since:])[-300:]
                raise TimeoutError(f"{text!r} never came; last seen: {seen!r}")
        return time.perf_counter()

    def text(self, since: int = 0) -> str:
        """What was written from byte `since` on, without its escape sequences."""
        return _ESCAPES.sub(b"", self.output[since:]).decode(errors="replace")

    def press(self, keys: bytes, expect: str) -> float:
        """Seconds from a key to the text it brings on."""
        self.drain()
        since = len(self.output)
        begun = self.type(keys)
        return self.until(expect, since) - begun

    def type(self, keys: bytes) -> float:
        """Press keys; when that was, on the clock."""
        begun = time.perf_counter()
        os.write(self._fd, keys)
        return begun

    def drain(self, quiet: float = 0.05, limit: float = 2.0) -> None:
        """Read until nothing has come for `quiet` seconds, or for `limit` seconds at the most."""
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline and self._read(quiet):
            pass

    def listen(self, seconds: float) -> None:
        """Read whatever comes for so long."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._read(left)

    def cpu(self) -> float:
        """Seconds of processor time that the program itself has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Megabytes that the program itself holds in memory."""
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text())
        return int(found[1]) / 1000 if found else 0.0

    def work(self) -> float:
        """Seconds that the program's first thread has run; not those it waited for a processor."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e9

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        self.output += data
        if _SYNC_QUERY in data:
            os.write(self._fd, b"\x1b[?2026;2$y")
        return bool(data)
