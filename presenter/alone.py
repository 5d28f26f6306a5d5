"""A quiz in one's own terminal: raw keys in, frames out; the terminal is as it was at the end.

Input is read through a wake-up that also hears of new window sizes and the seconds of a countdown.
"""

import os
import select
import signal
import termios
import time
import tty
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from quiz import paint
from quiz.alone import Alone, pressed, seen, ticked
from quiz.frames import Frame, frame
from quiz.keys import Keys
from quiz.look import Look, look_for

_ESCAPE_WAIT = 0.1
"""Seconds after which a lone Esc is a key."""
_TICK = 0.25
"""Seconds between looks at a countdown."""


def play(alone: Alone, fd_in: int, fd_out: int, env: Mapping[str, str]) -> Alone:
    """Play until the end or until the player leaves; the terminal is given back in any case."""
    with _raw(fd_in, fd_out), _wakened() as wake:
        return _played(alone, fd_in, fd_out, wake, env)


def _played(alone: Alone, fd_in: int, fd_out: int, wake: int, env: Mapping[str, str]) -> Alone:
    keys, shown, look = Keys(), None, _look(fd_out, env)
    drawn: Frame | None = None
    while not alone.left:
        now = time.time()
        alone = ticked(alone, now)
        view = seen(alone, now)
        drawn = frame(view, look)
        _write(fd_out, paint.patch(shown, drawn.lines))
        shown = drawn.lines
        wait = _ESCAPE_WAIT if keys.pending else _TICK if view.countdown else None
        ready, _, _ = select.select([fd_in, wake], [], [], wait)
        if wake in ready:
            os.read(wake, 1024)
            look, shown = _look(fd_out, env), None
        typed = keys.flush() if not ready and keys.pending else []
        if fd_in in ready:
            data = os.read(fd_in, 4096)
            if not data:
                return replace(alone, left=True)
            typed = keys.feed(data)
        for key in typed:
            shown = None if key == "ctrl-l" else shown
            alone = pressed(ticked(alone, time.time()), key, time.time(), drawn.more)
    return alone


def _look(fd: int, env: Mapping[str, str]) -> Look:
    size = os.get_terminal_size(fd)
    return look_for((size.columns, size.lines), env.get("TERM", ""), env)


def _write(fd: int, data: bytes) -> None:
    while data:
        data = data[os.write(fd, data) :]


@contextmanager
def _raw(fd_in: int, fd_out: int) -> Iterator[None]:
    """The alternate screen and every key as it comes, Ctrl-C too; afterwards all is as it was."""
    before = termios.tcgetattr(fd_in)
    try:
        tty.setraw(fd_in)
        _write(fd_out, paint.ENTER)
        yield
    finally:
        _write(fd_out, paint.LEAVE)
        termios.tcsetattr(fd_in, termios.TCSAFLUSH, before)


@contextmanager
def _wakened() -> Iterator[int]:
    """A pipe that is written to when the window changes. SIGTERM ends the game like Ctrl-C."""
    read, write = os.pipe()
    os.set_blocking(write, False)

    def leave(*_: object) -> None:
        raise KeyboardInterrupt

    resized = signal.signal(signal.SIGWINCH, lambda *_: os.write(write, b"."))
    ended = signal.signal(signal.SIGTERM, leave)
    try:
        yield read
    finally:
        signal.signal(signal.SIGWINCH, resized)
        signal.signal(signal.SIGTERM, ended)
        os.close(read)
        os.close(write)
