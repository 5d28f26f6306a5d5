"""The single writer: nothing is acknowledged that is not on disk, nothing on disk is forgotten."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest

from quiz.core import Answered, Closed, Event, Refused, fold
from quiz.room import Room
from quiz.store import SqliteStore, StoreFailed
from tests.quiz.examples import METHOD, pick
from tests.quiz.house import eventually


class Clock:
    """Time that goes on when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class SlowStore:
    """A store whose disk is held up, or full, when a test says so."""

    def __init__(self) -> None:
        self.kept: list[Event] = []
        self.batches: list[int] = []
        self.full = False

    def append(self, events: Sequence[Event]) -> None:
        if self.full:
            raise StoreFailed("the disk is full")
        self.kept += events
        self.batches.append(len(events))

    def events(self) -> Iterator[Event]:
        return iter(list(self.kept))

    def close(self) -> None:
        pass


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Room]:
    room = Room(SlowStore(), clock, limit=300)
    await room.begin()
    yield room
    await room.close()


def store_of(room: Room) -> SlowStore:
    store = room._ledger._store  # noqa: SLF001 - the test's own store
    assert isinstance(store, SlowStore)
    return store


async def crowd(room: Room, count: int) -> list[str]:
    return [attendee for attendee, _ in [await room.join(f"Guest {n}") for n in range(count)]]


async def test_a_hall_that_answers_at_once_shares_its_commits(room: Room) -> None:
    people = await crowd(room, 200)
    await room.open(METHOD)
    before = len(store_of(room).batches)
    await asyncio.gather(*(room.answer(person, pick(n % 3)) for n, person in enumerate(people)))
    assert room.state.run is not None
    assert sum(room.state.run.tally) == 200
    assert len(store_of(room).batches) - before <= 3
    assert fold(store_of(room).kept) == room.state


async def test_what_cannot_be_stored_has_not_happened(room: Room) -> None:
    (ada, ben) = await crowd(room, 2)
    await room.open(METHOD)
    told: list[StoreFailed] = []
    room.failure = told.append
    store_of(room).full = True
    outcomes = await asyncio.gather(
        room.answer(ada, pick(0)),
        room.answer(ben, pick(1)),
        room.join("Cleo"),
        return_exceptions=True,
    )
    assert all(isinstance(outcome, StoreFailed) for outcome in outcomes)
    assert room.state.run is not None
    assert room.state.run.answers == {}
    assert told
    store_of(room).full = False
    await room.answer(ada, pick(1))
    await room.join("Cleo")
    assert room.state.run.tally == (0, 1, 0)


async def test_time_runs_from_the_moment_the_question_was_seen(room: Room, clock: Clock) -> None:
    (ada, ben) = await crowd(room, 2)
    await room.open(METHOD)
    clock.now += 1
    room.saw_question(ada)
    clock.now += 3
    room.saw_question(ada)
    late, _ = await room.join("Cleo")
    clock.now += 2
    room.saw_question(late)
    clock.now += 1
    for person in (ada, ben, late):
        await room.answer(person, pick(1))
    assert room.state.run is not None
    took = {person: given.took for person, given in room.state.run.answers.items()}
    assert took == {ada: 7, ben: 7, late: 1}


async def test_coming_back_does_not_wind_the_clock_back(clock: Clock) -> None:
    store = SlowStore()
    room = Room(store, clock)
    await room.begin()
    ada, code = await room.join("Ada")
    await room.open(METHOD)
    await room.close()
    clock.now += 5
    again = Room(store, clock)
    await again.begin()
    assert again.find(code) == ada
    await again.come_back(ada)
    again.saw_question(ada)
    clock.now += 1
    await again.answer(ada, pick(1))
    assert again.state.run is not None
    assert again.state.run.answers[ada].took == 6
    await again.close()


async def test_the_same_answer_again_keeps_its_time(room: Room, clock: Clock) -> None:
    (ada,) = await crowd(room, 1)
    await room.open(METHOD)
    clock.now += 2
    await room.answer(ada, pick(1))
    clock.now += 5
    await room.answer(ada, pick(1))
    assert room.state.run is not None
    assert room.state.run.answers[ada].took == 2
    assert sum(isinstance(event, Answered) for event in room.log) == 1


async def test_a_question_closes_by_itself_after_its_time_and_grace(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    room = Room(SqliteStore(tmp_path / "room.sqlite3"), loop.time)
    await room.begin()
    quick = METHOD.model_copy(update={"time": 0.05})
    started = loop.time()
    await room.open(quick)
    ada, _ = await room.join("Ada")
    await eventually(lambda: loop.time() - started > 0.5)
    await room.answer(ada, pick(1))
    await eventually(lambda: room.state.run and room.state.run.phase == "closed")
    assert loop.time() - started >= 1.05
    closed = [event for event in room.log if isinstance(event, Closed)]
    assert [event.by for event in closed] == ["time"]
    assert room.state.run is not None
    assert room.state.run.answers[ada].took <= 0.05
    await room.close()


async def test_opening_closes_what_is_open_and_so_does_the_reveal(room: Room) -> None:
    await room.open(METHOD)
    await room.open(METHOD)
    await room.reveal()
    assert [run.phase for run in room.state.runs] == ["closed", "revealed"]


async def test_names_are_taken_once_and_offers_are_free(room: Room) -> None:
    await room.join("Ada")
    with pytest.raises(ValueError, match="Somebody has that name"):
        await room.join("Аda")
    await room.join(room.offer_name())


async def test_two_who_ask_for_one_name_at_once_do_not_both_get_it(room: Room) -> None:
    outcomes = await asyncio.gather(room.join("Ada"), room.join("ADA"), return_exceptions=True)
    assert sum(isinstance(outcome, ValueError) for outcome in outcomes) == 1


async def test_a_full_room_says_so(clock: Clock) -> None:
    room = Room(SlowStore(), clock, limit=1)
    await room.begin()
    await room.join("Ada")
    with pytest.raises(Refused, match="This room is full"):
        await room.join("Ben")
    await room.close()


async def test_nothing_happens_after_the_end(room: Room) -> None:
    await room.open(METHOD)
    await room.end()
    for late in (room.open(METHOD), room.join("Ada"), room.reveal()):
        with pytest.raises(Refused, match="ended"):
            await late


async def test_a_question_not_there_cannot_be_closed_or_answered(room: Room) -> None:
    (ada,) = await crowd(room, 1)
    for early in (room.close_question(), room.reveal(), room.answer(ada, pick(0))):
        with pytest.raises(Refused):
            await early
