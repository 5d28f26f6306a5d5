"""The processes of a talk that a test gives: found by the folder in which they keep their state."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path


def kill(home: Path, *words: str) -> None:
    """Kill -9 the one process that has these words in its command."""
    found = list(_processes(home, *words))
    assert len(found) == 1, f"{words} run as {found}"
    os.kill(found[0], signal.SIGKILL)


def kill_all(home: Path, *words: str) -> None:
    """Leave none of them: a quiz server, for one, outlives a stage that was killed."""
    for process in _processes(home, *words):
        os.kill(process, signal.SIGKILL)


def _processes(home: Path, *words: str) -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            ours = f"XDG_RUNTIME_DIR={home}" in (process / "environ").read_text().split("\0")
            command = (process / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if ours and set(words) <= set(command):
            yield int(process.name)
