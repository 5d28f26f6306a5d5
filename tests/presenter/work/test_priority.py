"""The lab gives way to the stage, unless it is told not to."""

import os
import subprocess
import sys

import pytest

ASK = """
import os
from presenter.work.serve import give_way
give_way()
print(os.nice(0), os.sched_getscheduler(0))
"""


def after_giving_way(priority: str | None) -> tuple[int, int]:
    """Niceness and scheduling class of a child that has begun."""
    environ = {name: value for name, value in os.environ.items() if name != "PODIUM_LAB_PRIORITY"}
    if priority:
        environ["PODIUM_LAB_PRIORITY"] = priority
    said = subprocess.run(
        [sys.executable, "-c", ASK], env=environ, capture_output=True, text=True, check=True
    ).stdout.split()
    return int(said[0]), int(said[1])


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="this system has no idle class")
def test_the_lab_runs_when_nobody_else_wants_to() -> None:
    nice, policy = after_giving_way(None)
    assert policy == os.SCHED_IDLE or nice >= 10


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="this system has no idle class")
def test_it_takes_turns_where_it_is_told_to() -> None:
    assert after_giving_way("normal") == (os.nice(0), os.sched_getscheduler(0))
