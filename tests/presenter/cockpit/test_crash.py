"""Stage and cockpit as real processes on real terminals: killed, resumed, found again."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from presenter.cli import main
from presenter.link.find import running
from presenter.resume import LATEST, broken_off
from slides.logs import LogWriter, read_log
from slides.talk import Ended, Event, Moved, Started, TalkState, replay
from tests.presenter.cockpit.conftest import DECK
from tests.slides.makers import opened, plan
from tests.tty import Tty, on_terminal


@pytest.fixture
def home(tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Logs and sockets go to folders of the test's own."""
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


@pytest.fixture
def deck(home: Path) -> Path:
    path = home / "three.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def logs(home: Path, folder: str = "talks") -> list[Path]:
    return sorted((home / "XDG_STATE_HOME" / "podium" / folder).glob("*.jsonl"))


def state_of(log: Path) -> TalkState:
    state = replay(read_log(log).events)
    assert state is not None
    return state


def kill(tty: Tty) -> None:
    tty.process.kill()
    tty.process.wait()


def kill_on_alpha(deck: Path) -> None:
    """A talk that is killed on the second slide, one step in."""
    with on_terminal("present", str(deck)) as tty:
        tty.sees("The first")
        tty.press(" ")
        tty.sees("The second")
        tty.press(" ")
        tty.sees("alpha")
        kill(tty)


def test_a_killed_talk_is_resumed_on_its_slide_and_step_with_its_clocks(
    home: Path, deck: Path
) -> None:
    kill_on_alpha(deck)
    (log,) = logs(home)
    before = state_of(log)
    assert (before.slide, before.step) == ("two", 1)
    with on_terminal("present", str(deck), "--resume", size=(100, 30)) as tty:
        tty.sees("Resumed on slide 2")
        tty.sees("alpha")
        tty.press(" ")
        tty.sees("beta")
        tty.press("qq")
        assert tty.ends() == 0
    assert logs(home) == [log], "it is the same talk, in the same log"
    after = state_of(log)
    assert (after.started_at, after.slide, after.step) == (before.started_at, "two", 2)
    assert after.on_slide("two", after.moved_at) + after.on_slide("one", 0) == pytest.approx(
        after.elapsed(after.moved_at)
    )


@pytest.mark.slow
def test_killed_at_any_moment_it_loses_nothing_that_was_seen(home: Path, deck: Path) -> None:
    """Killed and resumed again and again: while a key is under way, in a pause, in the dark."""
    moments = [(" ", "The second"), (" ", "alpha"), ("p", "paused"), ("p", "of 2:00"), ("b", "")]
    options: list[str] = []
    for keys, seen in moments:
        with on_terminal("present", str(deck), *options, size=(100, 30)) as tty:
            tty.sees("Resumed" if options else "The first")
            pressed = time.time()
            tty.press(keys)
            if seen:
                tty.sees(seen)
            kill(tty)
            killed = time.time()
        (log,) = logs(home)
        events = read_log(log).events
        if seen:
            assert pressed <= events[-1].at <= killed, f"what {keys!r} did was seen, and is kept"
        options = ["--resume"]
    state = state_of(log)
    assert (state.slide, state.step, state.paused) == ("two", 1, False)
    assert state.started_at is not None
    with on_terminal("present", str(deck), "--resume", size=(100, 30)) as tty:
        if state.blank:
            tty.press("b")
        tty.sees("Resumed on slide 2")
        tty.press("\x03")
        assert tty.ends() == 0
    spent = state_of(log)
    assert spent.ended_at is not None
    assert spent.started_at == state.started_at, "the clock of the wall ran on through it all"


def test_a_log_cut_off_in_a_line_is_gone_on_with_from_the_line_before(
    home: Path, deck: Path
) -> None:
    kill_on_alpha(deck)
    (log,) = logs(home)
    log.write_bytes(log.read_bytes()[:-9])
    with on_terminal("present", str(deck), "--resume") as tty:
        tty.sees("The second")
        tty.press(" ")
        tty.sees("alpha")
        tty.press("\x03")
        assert tty.ends() == 0
    found = read_log(log)
    assert not found.damage
    assert [type(event) for event in found.events[-2:]] == [Moved, Ended]


def test_a_damaged_log_is_kept_and_what_can_be_read_of_it_gone_on_with(
    home: Path, deck: Path
) -> None:
    kill_on_alpha(deck)
    (log,) = logs(home)
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines[:-1], b"\x00 nonsense\n", lines[-1]]))
    damaged = log.read_bytes()
    with on_terminal("present", str(deck), "--resume") as tty:
        tty.sees("The second")
        tty.press("\x03")
        assert tty.ends() == 0
    kept, copy = logs(home)
    assert kept.read_bytes() == damaged
    assert read_log(copy).events[:-1] == read_log(kept).events


def test_a_take_is_resumed_too(home: Path, deck: Path) -> None:
    with on_terminal("rehearse", str(deck)) as tty:
        tty.sees("take")
        kill(tty)
    with on_terminal("rehearse", str(deck), "--resume") as tty:
        tty.sees("take")
        tty.press("\x03")
        assert tty.ends() == 0
    (log,) = logs(home, "takes")
    assert sum(isinstance(event, Started) for event in read_log(log).events) == 1


def test_a_dry_run_is_not_resumed(home: Path, deck: Path) -> None:
    with on_terminal("rehearse", str(deck), "--speed", "1000") as tty:
        tty.sees("take")
        kill(tty)
    with on_terminal("rehearse", str(deck), "--resume") as tty:
        assert tty.ends() == 2
        assert b"no unfinished take" in tty.output


@pytest.mark.parametrize("speed", ["0", "fast", "1e9", "nan"])
def test_a_speed_is_a_number_that_makes_sense(
    speed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["rehearse", "--speed", speed])
    assert "a number from 0.1 to 1000" in capsys.readouterr().err


def test_there_must_be_something_to_resume(home: Path, deck: Path) -> None:
    with on_terminal("present", str(deck), "--resume") as tty:
        assert tty.ends() == 2
        assert b"no unfinished talk" in tty.output


def test_a_cockpit_without_arguments_drives_and_outlives_its_stage(home: Path, deck: Path) -> None:
    with on_terminal("speaker", size=(100, 30)) as speaker:
        speaker.sees("Waiting for a talk")
        with on_terminal("present", str(deck)) as stage:
            stage.sees("The first")
            speaker.sees("Good morning.")
            speaker.press(" ")
            stage.sees("The second")
            with on_terminal("present", str(deck), "--resume") as second:
                assert second.ends() == 2, "a talk that runs is not resumed"
            kill(stage)
            speaker.sees("The stage is gone")
        with on_terminal("present", str(deck), "--resume") as stage:
            stage.sees("The second")
            speaker.sees("The stage is back")
            speaker.press("3\r")
            stage.sees("The third")
            stage.press("qq")
            assert stage.ends() == 0
        speaker.sees("The talk has ended")
        speaker.press("q")
        assert speaker.ends() == 0
        assert speaker.is_sane
    assert running() == []
    (log,) = logs(home)
    assert isinstance(read_log(log).events[-1], Ended)


def test_ssh_without_a_terminal_is_told_how_to_get_one(runtime: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "presenter", "speaker"],
        env={**os.environ, "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "ssh -t HOST podium speaker" in done.stderr


def test_several_talks_ask_which(home: Path, deck: Path) -> None:
    other = home / "other.yaml"
    other.write_text(DECK, encoding="utf-8")
    with on_terminal("present", str(deck)) as one, on_terminal("present", str(other)) as two:
        one.sees("The first")
        two.sees("The first")
        deadline = time.monotonic() + 20
        while len(running()) < 2:
            assert time.monotonic() < deadline
            one.settles(0.1)  # a terminal that is not read holds its program up
            two.settles(0.1)
        with on_terminal("speaker") as lost:
            assert lost.ends() == 2
            assert b"several talks run here" in lost.output
            assert b"--talk" in lost.output
        with on_terminal("speaker", "--talk", "other", size=(100, 30)) as speaker:
            speaker.sees("Good morning.")


# ------------------------------------------------------------------------- which log


def written(folder: Path, name: str, *events: Event) -> Path:
    writer = LogWriter(folder / name)
    for event in events:
        writer.write(event)
    writer.close()
    return folder / name


def first(at: float, deck: Path) -> Event:
    return opened(plan([60, 60]), at).model_copy(update={"deck": str(deck)})


def test_the_newest_unfinished_log_of_the_deck_is_taken_up(home: Path) -> None:
    folder, deck = home / "talks", home / "deck.yaml"
    written(folder, "20260101-100000-a.jsonl", first(100, deck), Started(at=110))
    wanted = written(folder, "20260101-110000-a.jsonl", first(200, deck), Moved(at=210, slide="s2"))
    written(folder, "20260101-120000-a.jsonl", first(300, deck), Ended(at=310))
    written(folder, "20260101-130000-b.jsonl", first(400, home / "other.yaml"))
    (folder / "20260101-140000-c.jsonl").write_text(json.dumps({"kind": "nonsense"}))
    found = broken_off(folder, deck, 500)
    assert found is not None
    assert (found.log, found.past) == (wanted, (Moved(at=210, slide="s2"),))
    assert broken_off(folder, deck, 300 + LATEST) is None


def test_no_folder_no_talk(home: Path) -> None:
    assert broken_off(home / "nowhere", home / "deck.yaml", 0) is None
