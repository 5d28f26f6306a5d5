"""`podium present` in a real terminal: what it shows, refuses, and leaves behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from slides.logs import read_log
from slides.talk import Ended, Moved
from tests.tty import ENTERED, LEFT, Tty, on_terminal

__all__ = ["Tty", "on_terminal"]


def test_a_talk_opens_moves_and_ends_with_the_terminal_as_it_was(home: Path, deck: Path) -> None:
    with on_terminal("present", str(deck)) as tty:
        tty.until("The first")
        title, first = tty.output.index(b"Three slides"), tty.output.index(b"The first")
        assert tty.output.index(ENTERED) < title < first
        assert tty.output.count(ENTERED) == 1, "a second switch would blank the title frame"
        tty.press(" ")
        tty.until("The second")
        tty.press("qq")
        assert tty.ends() == 0
        assert tty.is_sane


def test_ctrl_c_ends_a_talk_at_once_and_its_log_is_whole(home: Path, deck: Path) -> None:
    with on_terminal("rehearse", str(deck)) as tty:
        tty.until("take")
        tty.press("\x1b[6~")
        tty.until("The second")
        tty.press("\x03")
        assert tty.ends() == 0
        assert tty.is_sane
        assert b"Take kept in" in tty.output
    (log,) = (home / "XDG_STATE_HOME" / "podium" / "takes").glob("*.jsonl")
    assert [type(event) for event in read_log(log).events[-2:]] == [Moved, Ended]


def test_kill_loses_nothing_that_was_seen(home: Path, deck: Path) -> None:
    with on_terminal("rehearse", str(deck)) as tty:
        tty.until("take")
        tty.press(" ")
        tty.until("The second")
        tty.process.kill()
        tty.process.wait()
    (log,) = (home / "XDG_STATE_HOME" / "podium" / "takes").glob("*.jsonl")
    last = read_log(log).events[-1]
    assert isinstance(last, Moved)
    assert last.slide == "two"


def test_no_colour_is_served(home: Path, deck: Path) -> None:
    with on_terminal("present", str(deck), NO_COLOR="1") as tty:
        tty.until("The first")
        assert b"\x1b[48;2;18;20;28m" not in tty.output
        tty.press("q")
        assert tty.ends() == 0


BAD: dict[str, tuple[bytes | None, str]] = {
    "missing": (None, "there is no such file"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "no UTF-8 text"),
    "empty": (b"", "this deck is empty"),
    "syntax": (b"talk: [unclosed\n", "not YAML"),
    "unknown key": (b"talk: T\nduraton: 4m\n---\nslide: a\n", "did you mean 'duration'?"),
    "wrong type": (b"talk: T\n---\nslide: a\nblocks: 3\n", "this should be a list"),
    "duplicate id": (b"talk: T\n---\nslide: a\n---\nslide: a\n", "already used"),
    "clock budget": (b"talk: T\n---\nslide: a\nbudget: 2:30\n", "write it with units, as 2m30s"),
    "huge": (b"talk: T\n---\nslide: a\nbody: " + b"x" * 10_000_000, "too large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_deck_never_opens_the_stage(home: Path, name: str) -> None:
    content, said = BAD[name]
    path = home / "bad.yaml"
    if content is not None:
        path.write_bytes(content)
    with on_terminal("present", str(path)) as tty:
        assert tty.ends() == 2
        left = tty.output.rindex(LEFT)
        assert said.encode() in tty.output[left:], "said after the title frame is gone"
        assert b"Traceback" not in tty.output
        assert tty.is_sane


def test_a_folder_is_no_deck(home: Path) -> None:
    with on_terminal("present", str(home)) as tty:
        assert tty.ends() == 2
        assert b"this is a folder" in tty.output


def test_a_tiny_terminal_is_refused_with_the_size_it_needs(home: Path, deck: Path) -> None:
    with on_terminal("present", str(deck), size=(20, 5)) as tty:
        assert tty.ends() == 2
        assert "20×5" in tty.output.decode()
        assert "40×12" in tty.output.decode()
        assert ENTERED not in tty.output


def test_a_slide_that_is_not_there_is_refused(home: Path, deck: Path) -> None:
    with on_terminal("present", str(deck), "--slide", "9") as tty:
        assert tty.ends() == 2
        assert b"there is no slide 9; the last is 3" in tty.output


def test_a_pipe_is_no_terminal(deck: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "presenter", "present", str(deck)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert not done.stdout


def test_a_dumb_terminal_is_refused(deck: Path) -> None:
    with on_terminal("present", str(deck), TERM="dumb") as tty:
        assert tty.ends() == 2
        assert b"TERM=dumb" in tty.output
