"""The stage of a talk while its hall is full: keys pressed all the time, and how soon they show."""

import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.stage import NEXT, SLIDES, write_decks
from benchmarks.terminal import Terminal

_PAUSE = 0.15
"""Seconds between two keys."""
BACK = b"\x1b[D"


class Stage:
    """A real stage on a pseudo-terminal that has found the room which is served already."""

    def __init__(self, state: Path) -> None:
        self._folder = tempfile.TemporaryDirectory()
        deck, _ = write_decks(Path(self._folder.name))
        before = os.environ.get("XDG_STATE_HOME")
        os.environ["XDG_STATE_HOME"] = str(state)
        self._terminal = Terminal(
            [sys.executable, "-m", "presenter", "present", str(deck), "--quiz", "127.0.0.1:0"]
        )
        os.environ.pop("XDG_STATE_HOME")
        if before is not None:
            os.environ["XDG_STATE_HOME"] = before
        self._terminal.until("? help")
        self._terminal.drain(0.5)
        self._since = 0
        self._taken: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._press, daemon=True)
        self._thread.start()

    def _press(self) -> None:
        """Forth and back through the slides until it is over."""
        place, forth = 0, True
        while not self._over.wait(_PAUSE):
            forth = (forth or place == 0) and place < SLIDES - 1
            place += 1 if forth else -1
            self._taken.append(self._terminal.press(NEXT if forth else BACK, f"Mark-{place:02}"))

    def lap(self) -> dict[str, float]:
        """Milliseconds from key to slide since the last lap."""
        taken, self._since = self._taken[self._since :], len(self._taken)
        if len(taken) < 2:
            return {"keys": len(taken)}
        at = statistics.quantiles(taken, n=100, method="inclusive")
        return {
            "keys": len(taken), "p50": round(at[49] * 1000, 1), "p99": round(at[98] * 1000, 1),
            "max": round(max(taken) * 1000, 1),
        }  # fmt: skip

    def close(self) -> None:
        """The end of the talk."""
        self._over.set()
        self._thread.join(10)
        self._terminal.close()
        self._folder.cleanup()


def idle(stage: Stage, seconds: float) -> dict[str, float]:
    """The same before anybody has come: the floor."""
    time.sleep(seconds)
    return stage.lap()
