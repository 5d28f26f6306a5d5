"""The stage's side of the quiz, with the real server behind it."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from presenter.audience import Audience, exposure
from presenter.reach import Here, parse_address
from quiz.rooms import KEEP, RESUME_WITHIN, delete_old_rooms, new_room, recent_room
from tests.quiz.examples import METHOD
from tests.quiz.house import PATIENCE, Terminal

UNTIMED = METHOD.model_copy(update={"time": None})


@asynccontextmanager
async def audience(directory: Path, port: int = 0) -> AsyncIterator[Audience]:
    """A started audience, stopped at the end."""
    started = Audience(Here(directory, port=port))
    await started.start()
    try:
        yield started
    finally:
        await started.stop()


async def until(audience: Audience, true: Callable[[], object]) -> None:
    """Wait for the change that makes `true` true."""
    changed = asyncio.Event()
    unsubscribe = audience.subscribe(changed.set)
    async with asyncio.timeout(PATIENCE):
        while not true():
            changed.clear()
            await changed.wait()
    unsubscribe()


def tally(audience: Audience) -> tuple[int, ...]:
    return audience.state.run.tally if audience.state.run else ()


def server_of(audience: Audience) -> int:
    """The server's process id."""
    wire = audience._wire  # noqa: SLF001 - the child itself
    assert wire
    assert wire.process
    return wire.process.pid


async def test_the_stage_asks_and_the_tally_grows(tmp_path: Path) -> None:
    async with audience(tmp_path) as stage:
        assert stage.listening
        assert stage.listening.command == f"ssh -p {stage.port} 127.0.0.1"
        async with Terminal(stage.port) as ada, Terminal(stage.port) as ben:
            await ada.joins("Ada")
            await until(stage, lambda: len(stage.state.present) == 1)
            stage.open(UNTIMED)
            await ada.sees("Retrieval")
            ada.type("2\r")
            await until(stage, lambda: tally(stage) == (0, 1, 0))
            await ben.sees("Your name here")
            ben.type("Ben\r")
            await ben.sees("Retrieval")
            ben.type("1\r")
            await until(stage, lambda: tally(stage) == (1, 1, 0))
            stage.close_question()
            stage.reveal()
            await ada.sees("Right!")
            stage.end()
            await ben.sees("place 2 of 2")
    assert not stage.running
    assert stage.problem is None


async def test_a_port_that_is_taken_is_a_problem_with_a_cure(tmp_path: Path) -> None:
    async with audience(tmp_path / "one") as first:
        second = Audience(Here(tmp_path / "two", port=first.port))
        assert not await second.start()
        assert second.problem
        assert second.problem.message == f"Port {first.port} is taken."
        assert "another port" in second.problem.hint
        await second.stop()
        assert first.running


async def test_a_server_that_is_killed_is_told_and_started_again_with_its_room(
    tmp_path: Path,
) -> None:
    async with audience(tmp_path) as stage:
        port = stage.port
        async with Terminal(port) as ada:
            await ada.joins("Ada")
            stage.open(UNTIMED)
            await ada.sees("Retrieval")
            ada.type("2\r")
            await ada.sees("B is in")
            os.kill(server_of(stage), signal.SIGKILL)
            await until(stage, lambda: stage.problem)
        assert stage.problem
        assert "has stopped" in stage.problem.message
        assert "Start it again" in stage.problem.hint
        stage.reveal()
        assert await stage.start()
        assert stage.port == port
        assert tally(stage) == (0, 1, 0)
        async with Terminal(port) as ben:
            await ben.sees("Your name here")
            ben.type("Ben\r")
            await ben.sees("Retrieval")


async def test_a_new_stage_finds_the_server_that_a_crashed_one_left(tmp_path: Path) -> None:
    async with audience(tmp_path) as crashed, Terminal(crashed.port) as ada:
        await ada.joins("Ada")
        async with audience(tmp_path) as stage:
            assert stage.port == crashed.port
            assert [one.name for one in stage.state.attendees.values()] == ["Ada"]
            stage.open(UNTIMED)
            await ada.sees("Retrieval")
        assert b"has stopped" in await ada.ends()


async def test_a_room_that_has_ended_is_not_taken_up_again(tmp_path: Path) -> None:
    async with audience(tmp_path) as first:
        async with Terminal(first.port) as ada:
            await ada.joins("Ada")
        first.end()
        await until(first, lambda: first.state.ended)
    async with audience(tmp_path) as second:
        assert second.running
        assert not second.state.ended
        assert not second.state.attendees


async def test_what_the_server_refuses_is_known_on_stage(tmp_path: Path) -> None:
    async with audience(tmp_path) as stage:
        stage.reveal()
        await until(stage, lambda: stage.rejected)
        assert "not the one on screen" in stage.rejected
        stage.open(UNTIMED)
        await until(stage, lambda: stage.state.run)
        assert stage.rejected == ""


async def test_a_place_where_nothing_can_be_kept_is_a_problem_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    stage = Audience(Here(tmp_path / "file" / "quiz", port=0))
    assert not await stage.start()
    assert stage.problem
    assert stage.problem.message == "The quiz server cannot be started."
    await stage.stop()


async def test_commands_without_a_server_do_nothing(tmp_path: Path) -> None:
    stage = Audience(Here(tmp_path, port=0))
    stage.open(UNTIMED)
    stage.end()
    await stage.stop()
    assert not stage.running


async def test_many_answers_do_not_hold_the_stage_up(tmp_path: Path) -> None:
    async with audience(tmp_path) as stage:
        stage.open(UNTIMED)
        await until(stage, lambda: stage.state.run)
        terminals = [await Terminal(stage.port).__aenter__() for _ in range(30)]
        for number, terminal in enumerate(terminals):
            await terminal.sees("Your name here")
            terminal.type(f"Player {number}x\r2\r")
        await until(stage, lambda: tally(stage) == (0, 30, 0))
        for terminal in terminals:
            await terminal.__aexit__()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:2222", ("127.0.0.1", 2222)),
        ("0.0.0.0", ("0.0.0.0", 2222)),
        (":2300", ("127.0.0.1", 2300)),
        ("talk.example.org:22", ("talk.example.org", 22)),
        ("[::1]:2300", ("::1", 2300)),
        ("::", ("::", 2222)),
    ],
)
def test_an_address_is_read(text: str, address: tuple[str, int]) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize("text", ["127.0.0.1:ssh", "127.0.0.1:70000", "0.0.0.0:"])
def test_a_wrong_address_is_told_the_cure(text: str) -> None:
    with pytest.raises(ValueError, match="write the address as"):
        parse_address(text)


def test_what_becomes_reachable_is_said() -> None:
    assert exposure("127.0.0.1") == exposure("::1") == exposure("localhost") == ""
    assert "may join the quiz" in exposure("0.0.0.0")
    assert "may join the quiz" in exposure("talk.example.org")


def written(room: Path, at: float) -> Path:
    room.mkdir(parents=True)
    log = room / "room.sqlite3"
    log.touch()
    os.utime(log, (at, at))
    return room


def test_the_room_of_a_moment_ago_is_taken_up(tmp_path: Path) -> None:
    now = 1_000_000.0
    old = written(tmp_path / "old", now - RESUME_WITHIN - 1)
    assert recent_room(tmp_path, now) != old
    recent = written(tmp_path / "recent", now - 60)
    assert recent_room(tmp_path, now) == recent


def test_names_and_answers_are_deleted_after_a_day(tmp_path: Path) -> None:
    now = 1_000_000.0
    old = written(tmp_path / "old", now - KEEP - 1)
    recent = written(tmp_path / "recent", now - KEEP + 60)
    delete_old_rooms(tmp_path, now)
    assert not old.exists()
    assert recent.exists()


def test_new_rooms_are_new(tmp_path: Path) -> None:
    first = written(new_room(tmp_path, 1_000_000.0), 1_000_000.0)
    assert new_room(tmp_path, 1_000_000.0) != first


def test_the_stage_imports_nothing_of_the_server() -> None:
    code = (
        "import sys, presenter.audience, presenter.panes.quiz_tally;"
        "print({'asyncssh', 'sqlite3', 'quiz.door', 'quiz.room'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
