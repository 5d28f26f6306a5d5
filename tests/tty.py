"""A command on a terminal of its own, and the screen as its user sees it."""

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fcntl import ioctl

import pyte

ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<>=?]?[0-9;]*(?:u|\$p)|\x1b\[>[0-9;]*[a-z]|\x1b\[\?2026[hl]"
)


def understood(data: bytes) -> bytes:
    """What a program wrote without what pyte would show as text."""
    return _UNKNOWN_TO_PYTE.sub(b"", data)


class Tty:
    """A command on a terminal of its own, with a screen that shows what it draws."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = (80, 24), **env: str
    ) -> None:
        self.size = size
        self.master, self.slave = pty.openpty()
        ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            list(command),
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
            start_new_session=True,
        )
        self.output = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def screen(self) -> str:
        """What is on the screen now, one line a row."""
        return "\n".join(self._screen.display)

    def until(self, wanted: str, seconds: float = 30.0) -> None:
        """Read until `wanted` was written at any time."""
        self._wait(lambda: wanted.encode() in self.output, wanted, seconds)

    def sees(self, wanted: str, seconds: float = 30.0) -> None:
        """Read until `wanted` stands on the screen."""
        self._wait(lambda: wanted in self.screen, wanted, seconds)

    def settles(self, quiet: float = 0.3) -> None:
        """Read until nothing has been written for so many seconds, as a person waits and looks."""
        while self._read(quiet):
            pass

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def ends(self, seconds: float = 30.0) -> int:
        """The exit code, once the command has ended; all its output is read."""
        self._wait(lambda: self.process.poll() is not None, "its end", seconds)
        while self._read(0.05):
            pass
        return self.process.returncode

    @property
    def is_sane(self) -> bool:
        """Whether the terminal is as it was: modes restored, main screen, cursor shown."""
        screen = self.output.count(ENTERED) - self.output.count(LEFT)
        hidden = self.output.rfind(b"\x1b[?25l") > self.output.rfind(b"\x1b[?25h")
        return termios.tcgetattr(self.slave) == self.before and screen <= 0 and not hidden

    def close(self) -> None:
        """End the command and its terminal."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    def _wait(self, met: Callable[[], bool], wanted: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not met():
            ended = self.process.poll() is not None and not self._read(0)
            assert not ended, f"it ended before {wanted!r}; on screen:\n{self.screen}"
            assert time.monotonic() < deadline, f"{wanted!r} never came; on screen:\n{self.screen}"
            self._read(0.2)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if ready:
            data = os.read(self.master, 1 << 16)
            self.output += data
            self._stream.feed(understood(data))
        return bool(ready)


@contextmanager
def typing(*command: str, size: tuple[int, int] = (80, 24), **env: str) -> Iterator[Tty]:
    """Any command on a terminal."""
    tty = Tty(command, size, **env)
    try:
        yield tty
    finally:
        tty.close()


@contextmanager
def on_terminal(*args: str, size: tuple[int, int] = (80, 24), **env: str) -> Iterator[Tty]:
    """`podium` with these arguments on a terminal."""
    with typing(sys.executable, "-m", "presenter", *args, size=size, **env) as tty:
        yield tty
