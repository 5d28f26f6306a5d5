"""Standing back from the processor, so that the stage's frame comes first.

On Linux a program's niceness and its scheduling class count only among the programs of its
session, where sessions are scheduled as groups ("autogroup" in sched(7); on in most kernels): each
terminal, and each process with a session of its own, gets an equal share however nice its programs
are. So the group must stand back, too.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

GROUP = Path("/proc/self/autogroup")


def session_stands_back(nice: int, group: Path = GROUP) -> None:
    """From now on all programs of this one's session let those of others go first, by `nice`: 0 to
    19. Does nothing where there are no such groups, or where it is not permitted."""
    with suppress(OSError):
        group.write_text(str(nice), encoding="ascii")


@contextmanager
def standing_back(nice: int, group: Path = GROUP) -> Iterator[None]:
    """The same until the end: then the terminal that was borrowed has its share again."""
    session_stands_back(nice, group)
    try:
        yield
    finally:
        session_stands_back(0, group)
