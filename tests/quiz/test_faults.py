"""What goes wrong in a hall, with the answers before and after: the fault table of the docs."""

import re
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from quiz.core import Opened, State, fold
from quiz.server import steady_clock
from quiz.store import SqliteStore
from quiz.wire import Close, Failed, Open, Reveal
from tests.quiz.examples import GOOD, METHOD, asked, say
from tests.quiz.house import Terminal
from tests.quiz.process import Host, attach, server
from tests.quiz.proxy import proxy

UNTIMED = METHOD.model_copy(update={"time": None})
PEOPLE = 4


@dataclass
class Hall:
    """People with their codes, and what they saw acknowledged."""

    terminals: list[Terminal]
    codes: list[str]
    acknowledged: int = 0

    async def come(self, stack: AsyncExitStack, port: int) -> None:
        """All come in: the first time under a name, then with the code that they were shown."""
        users = self.codes or ["guest"] * PEOPLE
        self.terminals = [Terminal(port, user=user) for user in users]
        for number, terminal in enumerate(self.terminals):
            await stack.enter_async_context(terminal)
            if self.codes:
                await terminal.sees(f"Player {number}x")
        if not self.codes:
            self.codes = [await _joined(one, n) for n, one in enumerate(self.terminals)]

    async def answer(self, first: int = 0, last: int = PEOPLE) -> None:
        """These answer B, and see that it is in."""
        for one in self.terminals[first:last]:
            one.type("2\r")
        for one in self.terminals[first:last]:
            await one.sees("B is in")
            self.acknowledged += 1


async def _joined(terminal: Terminal, number: int) -> str:
    """Take a name; the code that was shown."""
    await terminal.sees("Your name here")
    terminal.type(f"Player {number}x\r")
    found = re.search(rb"(\d{4}-[a-z0-9]{6})@", await terminal.sees("You are in", "dropped?"))
    assert found
    return found[1].decode()


@asynccontextmanager
async def hall(port: int) -> AsyncIterator[Hall]:
    """A few people who have joined."""
    async with AsyncExitStack() as stack:
        people = Hall([], [])
        await people.come(stack, port)
        yield people


# ---------------------------------------------------------------------------- server killed

Step = Callable[[Host, Hall], Awaitable[None]]


async def in_the_lobby(host: Host, people: Hall) -> None:
    """Nothing is asked yet."""


async def as_a_question_opens(host: Host, people: Hall) -> None:
    host.say(Open(question=UNTIMED))
    for one in people.terminals:
        await one.sees("Retrieval")


async def while_answers_come(host: Host, people: Hall) -> None:
    await people.answer(0, PEOPLE // 2)


async def when_all_have_answered(host: Host, people: Hall) -> None:
    await people.answer(PEOPLE // 2)


async def after_the_close(host: Host, people: Hall) -> None:
    host.say(Close())
    await host.hears("closed")


async def after_the_reveal(host: Host, people: Hall) -> None:
    host.say(Reveal())
    for one in people.terminals:
        await one.sees("Right!")


MOMENTS: tuple[Step, ...] = (
    in_the_lobby, as_a_question_opens, while_answers_come, when_all_have_answered, after_the_close,
    after_the_reveal,
)  # fmt: skip


@pytest.mark.slow
async def test_a_server_killed_at_every_moment_of_a_question_loses_nothing(tmp_path: Path) -> None:
    """Each time everybody types the line that was on their screen, and is who they were."""
    room, port, people = tmp_path / "room", 0, Hall([], [])
    for moment in MOMENTS:
        async with AsyncExitStack() as stack, server(room, "--port", str(port)) as quiz:
            port = (await quiz.host.ready()).port
            run = quiz.host.state.run
            assert len(run.answers if run else ()) == people.acknowledged, moment.__name__
            await people.come(stack, port)
            await moment(quiz.host, people)
            quiz.kill()
            before = await quiz.host.rest()
            await quiz.process.wait()
        after = _kept(room)
        assert after.attendees == before.attendees, moment.__name__
        assert after.runs == before.runs, moment.__name__
    assert after.run
    assert (after.run.phase, after.run.tally) == ("revealed", (0, PEOPLE, 0))
    assert len(after.attendees) == PEOPLE


def _kept(room: Path) -> State:
    """The room as it is on disk."""
    store = SqliteStore(room / "room.sqlite3")
    state = fold(store.events())
    store.close()
    return state


# ---------------------------------------------------------------------------- stage, disk, line


async def test_a_stage_that_is_killed_leaves_the_room_as_it_is(tmp_path: Path) -> None:
    room = tmp_path / "room"
    async with server(room) as quiz:
        port = (await quiz.host.ready()).port
        async with hall(port) as people:
            await as_a_question_opens(quiz.host, people)
            await while_answers_come(quiz.host, people)
            quiz.host.writer.transport.abort()
            await people.answer(PEOPLE // 2)
            stage = await attach(room)
            await stage.ready()
            assert stage.state.run
            assert stage.state.run.tally == (0, PEOPLE, 0)
            stage.say(Reveal())
            for one in people.terminals:
                await one.sees("Right!")
            stage.writer.close()


async def test_a_full_disk_loses_no_answer_that_was_acknowledged(tmp_path: Path) -> None:
    room = tmp_path / "room"
    async with server(room) as quiz:
        port = (await quiz.host.ready()).port
        async with hall(port) as people:
            await as_a_question_opens(quiz.host, people)
            await while_answers_come(quiz.host, people)
            largest = max(file.stat().st_size for file in room.glob("room.sqlite3*"))
            free = resource.prlimit(quiz.process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(quiz.process.pid, resource.RLIMIT_FSIZE, (largest, free[1]))
            late = people.terminals[-1]
            late.type("2\r")
            await late.sees("was not saved")
            failed = await quiz.host.hears("failed")
            assert isinstance(failed, Failed)
            assert "Free some disk space" in failed.hint
            resource.prlimit(quiz.process.pid, resource.RLIMIT_FSIZE, free)
            await people.answer(PEOPLE // 2)
            quiz.kill()
            await quiz.process.wait()
    run = _kept(room).run
    assert run
    assert run.tally == (0, people.acknowledged, 0)


async def test_a_line_that_is_cut_costs_no_answer(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as quiz:
        port = (await quiz.host.ready()).port
        async with proxy(port) as line, hall(line.port) as people:
            await as_a_question_opens(quiz.host, people)
            await while_answers_come(quiz.host, people)
            line.cut()
            for _ in range(PEOPLE):
                await quiz.host.hears("left")
            assert quiz.host.state.run
            assert quiz.host.state.run.tally == (0, PEOPLE // 2, 0)
            async with Terminal(port, user=people.codes[0]) as back:
                await back.sees("Player 0x", "B is in")


# ---------------------------------------------------------------------------- the clock


def _interrupted(tmp_path: Path, opened_at: float) -> Path:
    """A room whose server died a second after an answer to a question of twenty seconds."""
    room = tmp_path / "room"
    store = SqliteStore(room / "room.sqlite3")
    given = say(1, GOOD[METHOD.question], at=opened_at + 1)
    store.append([*asked(people=2)[:3], Opened(at=opened_at, run=1, question=METHOD), given])
    store.close()
    return room


async def test_a_clock_set_back_meanwhile_does_not_keep_a_question_open(tmp_path: Path) -> None:
    room = _interrupted(tmp_path, opened_at=time.time() + 3600)
    async with server(room) as quiz:
        port = (await quiz.host.ready()).port
        run = quiz.host.state.run
        assert run
        assert (run.phase, run.tally) == ("open", (0, 1, 0))
        async with Terminal(port) as late:
            await late.sees("Your name here")
            late.type("Late\r")
            seen = await late.sees("Retrieval")
            left = re.search(rb" (\d+) s", seen)
            assert left
            assert int(left[1]) <= 20
            late.type("2\r")
            await late.sees("B is in")


async def test_a_clock_set_forward_meanwhile_closes_it_with_its_answers(tmp_path: Path) -> None:
    room = _interrupted(tmp_path, opened_at=time.time() - 3600)
    async with server(room) as quiz:
        await quiz.host.ready()
        if quiz.host.state.run and quiz.host.state.run.phase == "open":
            await quiz.host.hears("closed")
        run = quiz.host.state.run
        assert run
        assert (run.phase, run.tally) == ("closed", (0, 1, 0))
        quiz.host.say(Reveal())
        await quiz.host.hears("revealed")


async def test_a_clock_that_jumps_under_a_running_server_moves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = steady_clock()
    before = clock()
    monkeypatch.setattr(time, "time", lambda: before + 3600)
    assert 0 <= clock() - before < 60
