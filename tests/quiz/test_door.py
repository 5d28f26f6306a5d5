"""Attendees come in over real SSH lines and play."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quiz import paint
from quiz.core import Answered
from quiz.limits import Limits
from tests.quiz.examples import METHOD, POLL
from tests.quiz.house import House, Terminal, eventually, house

UNTIMED = METHOD.model_copy(update={"time": None})


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as opened:
        yield opened


def tally(home: House) -> tuple[int, ...]:
    assert home.room.state.run is not None
    return home.room.state.run.tally


async def test_an_attendee_who_waits_gets_the_question_and_answers(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        await home.room.open(METHOD)
        await ada.sees("catalogue", "Retrieval")
        ada.type("\x1b[B\x1b[B\r")
        await ada.sees("B is in")
        assert tally(home) == (0, 1, 0)
        await home.room.reveal()
        await ada.sees("Right! +", "today's catalogue")
        await home.room.end()
        await ada.sees("1 of 1 right", "place 1 of 1")


async def test_an_attendee_who_comes_late_enters_the_open_question(home: House) -> None:
    await home.room.open(METHOD)
    async with Terminal(home.port) as ada:
        await ada.sees("Your name here")
        ada.type("Ada\r")
        await ada.sees("catalogue", "Retrieval")
        ada.type("2\r")
        await ada.sees("B is in")
        assert tally(home) == (0, 1, 0)


async def test_the_offered_name_is_taken_by_enter(home: House) -> None:
    async with Terminal(home.port) as guest:
        await guest.sees("Your name here")
        guest.type("\r")
        await guest.sees("You are in")
        (attendee,) = home.room.state.attendees.values()
        assert " " in attendee.name


async def test_the_login_name_is_never_used(home: House) -> None:
    async with Terminal(home.port, user="root") as guest:
        seen = await guest.sees("Your name here")
        assert b"root" not in seen


async def test_a_name_that_is_taken_is_asked_again(home: House) -> None:
    async with Terminal(home.port) as ada, Terminal(home.port) as other:
        await ada.joins("Ada")
        await other.sees("Your name here")
        other.type("ADA\r")
        await other.sees("Somebody has that name")
        other.type("\x15Ben\r")
        await other.sees("Ben", "You are in")


async def test_keys_typed_ahead_are_done_in_order(home: House) -> None:
    await home.room.open(UNTIMED)
    async with Terminal(home.port) as ada:
        ada.type("Ada\r2\r3\r")
        await ada.sees("C is in")
        assert tally(home) == (0, 0, 1)


async def test_an_answer_may_be_changed_until_the_question_closes(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        await home.room.open(UNTIMED)
        await ada.sees("Retrieval")
        ada.type("1\r")
        await ada.sees("A is in")
        ada.type("2\r")
        await ada.sees("B is in")
        await home.room.close_question()
        await ada.sees("Closed")
        ada.type("3\r")
        await home.room.reveal()
        await ada.sees("Right!")
        assert tally(home) == (0, 1, 0)


async def test_the_acknowledgement_comes_after_the_commit(home: House, tmp_path: Path) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        await home.room.open(UNTIMED)
        await ada.sees("Retrieval")
        ada.type("2\r")
        await ada.sees("B is in")
        kept = [event for event in home.room._ledger._store.events()]  # noqa: SLF001, C416 - the disk itself
        assert any(isinstance(event, Answered) for event in kept)


async def test_the_code_brings_an_attendee_back_with_the_answer(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.sees("Your name here")
        ada.type("Ada\r")
        seen = await ada.sees("You are in")
        code = seen.split(b"@127.0.0.1")[0][-6:].decode()
        await home.room.open(UNTIMED)
        await ada.sees("Retrieval")
        ada.type("2\r")
        await ada.sees("B is in")
    await eventually(lambda: not home.room.state.present)
    assert tally(home) == (0, 1, 0)
    for user in (code, f"4821-{code}"):
        async with Terminal(home.port, user=user) as again:
            await again.sees("Ada", "B is in")
            assert len(home.room.state.attendees) == 1


async def test_a_wrong_code_is_a_new_attendee(home: House) -> None:
    async with Terminal(home.port, user="abcdef") as guest:
        await guest.sees("Your name here")


async def test_a_second_window_takes_the_place_of_the_first(home: House) -> None:
    async with Terminal(home.port) as first:
        await first.sees("Your name here")
        first.type("Ada\r")
        seen = await first.sees("You are in")
        code = seen.split(b"@127.0.0.1")[0][-6:].decode()
        async with Terminal(home.port, user=code) as second:
            await second.sees("Ada", "You are in")
            assert b"another window" in await first.ends()
            await home.room.open(UNTIMED)
            await second.sees("Retrieval")
            assert home.room.state.present == {"p1"}


async def test_leaving_gives_the_terminal_back(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        ada.type("\x03")
        last = await ada.ends()
        assert paint.LEAVE in last
        assert b"Goodbye. To come back: ssh -p" in last
        assert ada.process.exit_status == 0
    await eventually(lambda: not home.room.state.present)


async def test_everybody_sees_the_question_whatever_their_terminal(home: House) -> None:
    async with (
        Terminal(home.port, size=(40, 12)) as small,
        Terminal(home.port, size=(200, 60)) as large,
        Terminal(home.port, term="vt100", env={"LANG": "C"}) as old,
    ):
        for number, terminal in enumerate((small, large, old)):
            await terminal.joins(f"Guest {number}x")
        await home.room.open(POLL)
        for terminal in (small, large, old):
            await terminal.sees("Coffee or tea?", "Tea")
        old.type("2\r")
        seen = await old.sees("B is in")
        assert seen.isascii()


async def test_a_resize_is_followed(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        ada.process.change_terminal_size(30, 8)
        await ada.sees("40x12")
        ada.process.change_terminal_size(100, 40)
        await ada.sees("You are in")


async def test_only_what_changed_is_sent(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        await home.room.open(METHOD)
        await ada.sees("20 s")
        tick = await ada.sees("18 s")
        assert len(tick) < 600
        assert b"Retrieval" not in tick


async def test_the_countdown_ends_and_the_question_closes(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        await home.room.open(METHOD.model_copy(update={"time": 1.0}))
        await ada.sees("time!")
        await ada.sees("Closed")


async def test_a_terminal_that_cannot_place_text_is_told_so(home: House) -> None:
    async with Terminal(home.port, term="dumb") as old:
        assert b"TERM=dumb" in await old.ends()
        assert old.process.exit_status == 1


async def test_the_end_says_goodbye_without_a_way_back(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        ada = Terminal(home.port)
        await ada.__aenter__()
        await ada.joins("Ada")
        await home.room.end()
        await ada.sees("That was the quiz")
        await home.hall.close("Thank you for playing.")
        assert b"Thank you for playing.\r\n" in await ada.ends()
        await ada.__aexit__()


async def test_fifty_attendees_answer_at_once_and_none_is_lost(tmp_path: Path) -> None:
    async with house(tmp_path, Limits(attendees=60)) as home:
        terminals = [Terminal(home.port) for _ in range(50)]
        await asyncio.gather(*(terminal.__aenter__() for terminal in terminals))
        await asyncio.gather(*(t.joins(f"Player {n}x") for n, t in enumerate(terminals)))
        await home.room.open(UNTIMED)
        await asyncio.gather(*(terminal.sees("Retrieval") for terminal in terminals))
        for number, terminal in enumerate(terminals):
            terminal.type(f"{number % 3 + 1}\r")
        await asyncio.gather(*(terminal.sees("is in. Enter") for terminal in terminals))
        assert tally(home) == (17, 17, 16)
        await asyncio.gather(*(terminal.__aexit__() for terminal in terminals))
