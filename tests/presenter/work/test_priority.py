"""The lab gives way to the stage, unless it is told not to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from presenter.standing_back import GROUP, standing_back

ASK = """
import os
from presenter.work.serve import give_way
give_way()
print(os.nice(0), os.sched_getscheduler(0))
"""
GROUP_ASK = f"{ASK}\nprint(open('{GROUP}').read())"


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


@pytest.mark.skipif(not GROUP.exists(), reason="sessions are not scheduled as groups here")
@pytest.mark.parametrize(("own", "nice"), [(True, "nice 19"), (False, "nice 0")])
def test_so_does_its_session_which_counts_for_more_but_never_a_borrowed_one(
    own: bool, nice: str
) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "PODIUM_LAB_PRIORITY"}
    code = [sys.executable, "-c", GROUP_ASK]
    asked = subprocess.Popen(
        code if own else ["sh", "-c", '"$@"; :', "sh", *code],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said, _ = asked.communicate(timeout=60)
    assert said.strip().endswith(nice)


def test_a_terminal_that_a_cockpit_borrowed_has_its_share_again(tmp_path: Path) -> None:
    group = tmp_path / "autogroup"
    with standing_back(5, group):
        assert group.read_text() == "5"
    assert group.read_text() == "0"


def test_where_there_are_no_groups_nothing_is_missed(tmp_path: Path) -> None:
    with standing_back(5, tmp_path / "no" / "autogroup"):
        pass
