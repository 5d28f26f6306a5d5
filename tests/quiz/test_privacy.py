"""What is kept of those who came, for how long, and what is never kept."""

import asyncio
import re
from pathlib import Path

import pytest

from quiz.rooms import delete_old_rooms, span_in_words
from quiz.wire import End, Open, Stop
from tests.quiz.examples import METHOD
from tests.quiz.house import PATIENCE, Terminal
from tests.quiz.process import server


async def test_nothing_on_disk_holds_an_address_or_a_code(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as quiz:
        port = (await quiz.host.ready()).port
        async with Terminal(port, user="secret-login") as ada:
            await ada.sees("Your name here", "Kept for a day after the end")
            ada.type("Ada\r")
            found = re.search(rb"\d{4}-([a-z0-9]{6})@", await ada.sees("You are in"))
            assert found
            quiz.host.say(Open(question=METHOD))
            await ada.sees("Retrieval")
            ada.type("2\r")
            await ada.sees("B is in")
        quiz.host.say(Stop())
        await quiz.process.wait()
    kept = b"".join(file.read_bytes() for file in (tmp_path / "room").glob("room.sqlite3*"))
    assert b"Ada" in kept
    for secret in (b"127.0.0.1", b"secret-login", found[1]):
        assert secret not in kept
    log = (tmp_path / "quiz.log").read_text()
    assert "secret-login" not in log


async def test_a_room_that_is_to_be_forgotten_at_its_end_is(tmp_path: Path) -> None:
    async with server(tmp_path / "room", "--keep", "0") as quiz:
        port = (await quiz.host.ready()).port
        async with Terminal(port) as ada:
            await ada.joins("Ada")
            quiz.host.say(End())
            await ada.ends()
        async with asyncio.timeout(PATIENCE):
            assert await quiz.process.wait() == 0
    assert not (tmp_path / "room").exists()


def test_another_time_can_be_set(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "room.sqlite3").touch()
    now = (room / "room.sqlite3").stat().st_mtime
    delete_old_rooms(tmp_path, now + 3 * 86400, keep=7 * 86400)
    assert room.exists()
    delete_old_rooms(tmp_path, now + 8 * 86400, keep=7 * 86400)
    assert not room.exists()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(86400, "a day"), (7 * 86400, "7 days"), (3600, "an hour"), (7200, "2 hours"),
     (600, "10 minutes")],
)  # fmt: skip
def test_a_time_is_said_in_words(seconds: float, words: str) -> None:
    assert span_in_words(seconds) == words
