"""The server's process: hosts come and go, it is killed and comes back, and nothing is lost."""

import asyncio
import resource
import signal
import stat
from pathlib import Path

import pytest

from quiz.core import Answered
from quiz.wire import Close, End, Failed, Open, Rejected, Reveal, Stop
from tests.quiz.examples import METHOD, POLL
from tests.quiz.house import PATIENCE, Terminal
from tests.quiz.process import attach, server

UNTIMED = METHOD.model_copy(update={"time": None})


async def ended(process: asyncio.subprocess.Process) -> int:
    async with asyncio.timeout(PATIENCE):
        return await process.wait()


async def test_a_host_asks_and_hears_the_answers(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as quiz:
        listening = await quiz.host.ready()
        assert listening.command == f"ssh -p {listening.port} 127.0.0.1"
        assert listening.fingerprint.startswith("SHA256:")
        async with Terminal(listening.port) as ada:
            await ada.joins("Ada")
            quiz.host.say(Open(question=METHOD))
            await ada.sees("Retrieval")
            ada.type("2\r")
            answered = await quiz.host.hears("answered")
            assert isinstance(answered, Answered)
            assert answered.answer.chosen == (1,)
            assert 0 <= answered.took < 5
            quiz.host.say(Close())
            quiz.host.say(Reveal())
            await ada.sees("Right!")
            quiz.host.say(End())
            await ada.sees("That was the quiz")
            quiz.host.say(Stop())
            assert b"Thank you for playing." in await ada.ends()
        assert await ended(quiz.process) == 0
        assert quiz.host.state.run is not None


async def test_a_killed_server_has_every_acknowledged_answer(tmp_path: Path) -> None:
    room = tmp_path / "room"
    terminals: list[Terminal] = []
    async with server(room) as quiz:
        listening = await quiz.host.ready()
        for number in range(12):
            terminals.append(await Terminal(listening.port).__aenter__())
            await terminals[-1].joins(f"Player {number}x")
        quiz.host.say(Open(question=UNTIMED))
        await asyncio.gather(*(terminal.sees("Retrieval") for terminal in terminals))
        for terminal in terminals:
            terminal.type("2\r")
        await asyncio.gather(*(terminal.sees("B is in") for terminal in terminals))
        quiz.kill()
        await ended(quiz.process)
    for terminal in terminals:
        await terminal.__aexit__()
    async with server(room, "--port", str(listening.port)) as again:
        back = await again.host.ready()
        assert back.port == listening.port
        assert back.fingerprint == listening.fingerprint
        run = again.host.state.run
        assert run is not None
        assert run.phase == "open"
        assert run.tally == (0, 12, 0)
        assert not again.host.state.present
        async with Terminal(back.port) as late:
            await late.sees("Your name here")
            late.type("Player 13x\r")
            await late.sees("Retrieval")
            late.type("1\r")
            await late.sees("A is in")


async def test_answers_that_race_with_a_kill_are_lost_only_if_unacknowledged(
    tmp_path: Path,
) -> None:
    room = tmp_path / "room"
    async with server(room) as quiz:
        listening = await quiz.host.ready()
        terminals = [await Terminal(listening.port).__aenter__() for _ in range(20)]
        await asyncio.gather(*(t.joins(f"Player {n}x") for n, t in enumerate(terminals)))
        quiz.host.say(Open(question=UNTIMED))
        await asyncio.gather(*(terminal.sees("Retrieval") for terminal in terminals))
        for terminal in terminals:
            terminal.type("2\r")
        await terminals[0].sees("B is in")
        quiz.kill()
        acknowledged = 1
        for terminal in terminals[1:]:
            acknowledged += b"B is in" in await terminal.ends()
        for terminal in terminals:
            await terminal.__aexit__()
    async with server(room) as again:
        await again.host.ready()
        assert again.host.state.run is not None
        assert again.host.state.run.tally[1] >= acknowledged


async def test_when_the_stage_crashes_the_audience_stays_and_the_next_stage_finds_it(
    tmp_path: Path,
) -> None:
    room = tmp_path / "room"
    async with server(room) as quiz:
        listening = await quiz.host.ready()
        async with Terminal(listening.port) as ada:
            await ada.joins("Ada")
            quiz.host.writer.close()
            stage = await attach(room)
            await stage.ready()
            assert [one.name for one in stage.state.attendees.values()] == ["Ada"]
            stage.say(Open(question=UNTIMED))
            await ada.sees("Retrieval")
            ada.type("2\r")
            await stage.hears("answered")
            stage.say(Stop())
            await ada.ends()
        assert await ended(quiz.process) == 0
        stage.writer.close()


async def test_a_room_without_a_host_is_kept_for_a_while_only(tmp_path: Path) -> None:
    async with server(tmp_path / "room", "--linger", "0.2") as quiz:
        await quiz.host.ready()
        quiz.host.writer.close()
        assert await ended(quiz.process) == 0


async def test_two_servers_do_not_share_a_room(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as first:
        await first.host.ready()
        async with server(tmp_path / "room") as second:
            failed = await second.host.hears("failed")
            assert isinstance(failed, Failed)
            assert "Another server has the room" in failed.message
            assert failed.hint
            assert await ended(second.process) == 2


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        (("--listen", "192.0.2.1"), "not an address of this machine", "0.0.0.0"),
        (("--listen", "no such host"), "not an address of this machine", "127.0.0.1"),
        (("--port", "99999"), "Cannot listen", "port"),
    ],
)
async def test_what_cannot_be_listened_on_is_told_with_the_cure(
    tmp_path: Path, options: tuple[str, ...], message: str, hint: str
) -> None:
    async with server(tmp_path / "room", *options) as quiz:
        failed = await quiz.host.hears("failed")
        assert isinstance(failed, Failed)
        assert message in failed.message
        assert hint in failed.hint
        assert await ended(quiz.process) == 2


async def test_a_port_that_is_taken_is_told_with_the_cure(tmp_path: Path) -> None:
    async with server(tmp_path / "one") as first:
        port = (await first.host.ready()).port
        async with server(tmp_path / "two", "--port", str(port)) as second:
            failed = await second.host.hears("failed")
            assert isinstance(failed, Failed)
            assert failed.message == f"Port {port} is taken."
            assert str(port + 1) in failed.hint


async def test_a_room_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with server(tmp_path / "file", "--room-dir", str(tmp_path / "file" / "room")) as quiz:
        failed = await quiz.host.hears("failed")
        assert isinstance(failed, Failed)
        assert "Cannot keep a room" in failed.message


async def test_a_log_that_is_no_log_is_told(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "room.sqlite3").write_bytes(b"a letter, not a log" * 99)
    async with server(tmp_path / "room") as quiz:
        failed = await quiz.host.hears("failed")
        assert isinstance(failed, Failed)
        assert "Cannot open the room's log" in failed.message
        assert await ended(quiz.process) == 2


async def test_what_cannot_be_done_is_said_and_the_talk_goes_on(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as quiz:
        await quiz.host.ready()
        quiz.host.say(Reveal())
        rejected = await quiz.host.hears("rejected")
        assert isinstance(rejected, Rejected)
        assert "not the one on screen" in rejected.message
        quiz.host.writer.write(b'{"kind": "open", "question": {"question": "x"}}\nnonsense\n')
        for place in ("open.question", "not a command"):
            reply = await quiz.host.hears("rejected")
            assert isinstance(reply, Rejected)
            assert place in reply.message
        quiz.host.say(Open(question=POLL))
        await quiz.host.hears("opened")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signals_end_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    async with server(tmp_path / "room") as quiz:
        listening = await quiz.host.ready()
        async with Terminal(listening.port) as ada:
            await ada.joins("Ada")
            quiz.process.send_signal(number)
            assert b"To come back" in await ada.ends()
        assert await ended(quiz.process) == 0


async def test_the_room_is_its_owners_alone(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as quiz:
        await quiz.host.ready()
        assert stat.S_IMODE((tmp_path / "room").stat().st_mode) == 0o700
        secret = ["host_key", "room.sqlite3"]
        modes = [stat.S_IMODE((tmp_path / "room" / name).stat().st_mode) for name in secret]
        assert modes == [0o600, 0o600]


async def test_nothing_but_the_wire_is_written_to_stdout(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as quiz:
        await quiz.host.ready()
        quiz.host.say(Stop())
        assert await ended(quiz.process) == 0
        assert await quiz.host.reader.read() == b""
    assert "listening on 127.0.0.1" in (tmp_path / "quiz.log").read_text()


async def test_the_file_limit_is_raised(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 256), hard))
    try:
        async with server(tmp_path / "room") as quiz:
            await quiz.host.ready()
            assert resource.prlimit(quiz.process.pid, resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
