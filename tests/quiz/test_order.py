"""What the host orders, on the screens of those it concerns: real server, real lines."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quiz.question import AnyQuestion
from quiz.wire import (
    Extend,
    HandOut,
    Kick,
    Lock,
    Moderate,
    Mute,
    Order,
    Rank,
    Rename,
    Skip,
)
from quiz.wishes import Ask
from tests.quiz.examples import METHOD, POLL, TRUE_FALSE
from tests.quiz.house import House, Terminal, eventually, house

UNTIMED = METHOD.model_copy(update={"time": None})


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as opened:
        yield opened


async def test_who_is_sent_out_cannot_come_back_with_the_code(home: House) -> None:
    async with Terminal(home.port) as eve, Terminal(home.port) as ada:
        await eve.sees("Your name here")
        eve.type("Eve\r")
        found = re.search(rb"(\d{4}-[a-z0-9]{6})@", await eve.sees("You are in"))
        assert found
        await ada.joins("Ada")
        await home.room.order(Kick(attendee="p1"))
        last = await eve.ends()
        assert b"closed the door to you" in last
        assert b"To come back" not in last
    async with Terminal(home.port, user=found[1].decode()) as again:
        await again.sees("Your name here", "closed the door to you")
        assert "p1" not in home.room.state.present


async def test_a_locked_room_lets_nobody_new_in_but_those_who_were_there(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.sees("Your name here")
        ada.type("Ada\r")
        found = re.search(rb"(\d{4}-[a-z0-9]{6})@", await ada.sees("You are in"))
        assert found
    await home.room.order(Lock())
    async with Terminal(home.port, user=found[1].decode()) as back:
        await back.sees("Ada", "You are in")
        async with Terminal(home.port) as late:
            await late.sees("Your name here")
            late.type("Late\r")
            await late.sees("room is locked")
            await home.room.order(Lock(on=False))
            late.type("\r")
            await late.sees("You are in")


@pytest.mark.parametrize(
    ("question", "order", "seen"),
    [
        (METHOD, Extend(seconds=30), " s"),
        (UNTIMED, Skip(), "You are in"),
        (None, Rank(), "Leaderboard"),
        (None, Rename(attendee="p1", name="Somebody"), "Somebody"),
        (None, HandOut(questions=(TRUE_FALSE, POLL)), "2 questions"),
    ],
    ids=["extend", "skip", "rank", "rename", "hand out"],
)
async def test_an_order_is_seen_at_once(
    home: House, question: AnyQuestion | None, order: Order, seen: str
) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        if question:
            await home.room.open(question)
            await ada.sees("Retrieval")
        await home.room.order(order)
        await ada.sees(seen)


async def test_the_name_that_was_taken_away_is_free_again(home: House) -> None:
    async with Terminal(home.port) as eve, Terminal(home.port) as ada:
        await eve.joins("Rude name")
        await home.room.order(Rename(attendee="p1", name="Guest 1"))
        await ada.joins("Rude name")


async def test_who_is_muted_asks_nothing_any_more(home: House) -> None:
    async with Terminal(home.port, user="plain") as eve:
        await eve.sees("Type a name")
        eve.type("Eve\r")
        await eve.sees("You are in")
        await home.room.order(Mute(attendee="p1"))
        eve.type("/ask Why?\r")
        await eve.sees("The host takes no texts from you.")


async def test_a_question_that_is_let_through_is_seen_by_all_in_their_list(home: House) -> None:
    async with Terminal(home.port) as ada, Terminal(home.port) as ben:
        await ada.joins("Ada")
        await ben.joins("Ben")
        ben.type("q")
        await ben.sees("Questions")
        await home.room.grant("p1", Ask("How many examples?"))
        await eventually(lambda: home.room.state.remarks)
        await home.room.order(Moderate(remark="r1", verdict="approved"))
        await ben.sees("How many examples?")
        ben.type("1\r")
        await eventually(lambda: home.room.state.remarks["r1"].votes == {"p2"})


async def test_who_answers_at_their_own_pace_goes_on_after_a_lost_line(home: House) -> None:
    await home.room.order(HandOut(questions=(TRUE_FALSE, POLL)))
    async with Terminal(home.port) as ada:
        await ada.sees("Your name here")
        ada.type("Ada\r")
        found = re.search(rb"(\d{4}-[a-z0-9]{6})@", await ada.sees("2 questions"))
        assert found
        ada.type("\r")
        await ada.sees("More data is always better")
        ada.type("2\r")
        await eventually(lambda: home.room.state.paper and home.room.state.paper.runs[0].answers)
    async with Terminal(home.port, user=found[1].decode()) as again:
        await again.sees("1 question")
        again.type("\r")
        await again.sees("Coffee or tea?")
        again.type("1\r")
        await eventually(lambda: home.room.state.paper and home.room.state.paper.runs[1].answers)
