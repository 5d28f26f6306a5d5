"""The room: what its host and its attendees ask of it becomes events, if its rules allow them."""

import asyncio
from collections.abc import Callable, Sequence
from random import SystemRandom

from quiz import orders
from quiz.answers import Answer
from quiz.barred import Barred, offends
from quiz.core import (
    GRACE,
    Answered,
    Closed,
    Ended,
    Event,
    Extended,
    Joined,
    Left,
    Opened,
    Refused,
    Renamed,
    Returned,
    Revealed,
    Scoring,
    Skipped,
    Started,
    State,
)
from quiz.ledger import Ledger, Listener
from quiz.names import accept, hash_code, new_code, offer, skeleton
from quiz.question import AnyQuestion
from quiz.store import Store, StoreFailed
from quiz.wire import Order, Rename
from quiz.wishes import ChangeName, Send, Wish, event_of, texts_of

_TIMED = Opened | Closed | Started | Extended | Skipped
"""What moves the moment at which the open question closes by itself."""


class Room:
    """One room: who may come in, what the host and the attendees may do, when time is up."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], float],
        limit: int = 1000,
        barred: Barred = frozenset(),
    ) -> None:
        self.limit = limit
        self._barred = barred
        self.random = SystemRandom()
        self._ledger = Ledger(store)
        behind = max(0.0, self.log[-1].at - clock()) if self.log else 0.0
        self.clock: Callable[[], float] = lambda: clock() + behind
        """The time in this room: never before what has happened in it, even if the machine's clock
        was set back while no server ran."""
        self.failure: Callable[[StoreFailed], None] = lambda failed: None
        self._timer: asyncio.TimerHandle | None = None
        self._seen = self._seen_before()
        self._names = self._taken()
        self._ledger.failure = self._lost
        self._ledger.subscribe(self._heard)

    @property
    def state(self) -> State:
        """The room, as far as it is on disk."""
        return self._ledger.state

    @property
    def log(self) -> Sequence[Event]:
        """All that has happened."""
        return self._ledger.log

    @property
    def _ahead(self) -> State:
        return self._ledger.ahead

    async def submit(self, event: Event) -> None:
        """Make `event` happen; returns once it is on disk. Raises Refused, StoreFailed."""
        await self._ledger.submit(event)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the events of every commit; returns what ends that."""
        return self._ledger.subscribe(listener)

    def _heard(self, events: Sequence[Event]) -> None:
        if any(isinstance(event, Opened | Closed | Started) for event in events):
            self._seen = self._seen_before()
        if any(isinstance(event, Renamed) for event in events):
            self._names = self._taken()
        if any(isinstance(event, _TIMED) for event in events):
            self._watch_the_clock()

    def _lost(self, failed: StoreFailed) -> None:
        """A commit failed: names that it held are free again."""
        self._names = self._taken()
        self.failure(failed)

    def _taken(self) -> set[str]:
        """The names of everybody, in the form in which they must differ."""
        return {skeleton(one.name) for one in self._ahead.attendees.values()}

    async def close(self) -> None:
        """Finish what is being written and let go of the log."""
        if self._timer:
            self._timer.cancel()
        await self._ledger.close()

    # ------------------------------------------------------------------------ the clock

    def _watch_the_clock(self) -> None:
        """Close the open question by itself when its time, and the grace after it, are over."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        run = self.state.run
        if run and run.phase == "open" and run.deadline is not None:
            wait = max(0.0, run.deadline + GRACE - self.clock()) + 0.005
            self._timer = asyncio.get_running_loop().call_later(
                wait, lambda: asyncio.ensure_future(self._time_up(run.number))
            )

    async def _time_up(self, number: int) -> None:
        try:
            await self.submit(Closed(at=self.clock(), run=number, by="time"))
        except (Refused, StoreFailed):
            self._timer = None  # the host was faster, or the host knows of the disk already

    # ------------------------------------------------------------------------ the host

    async def begin(self) -> None:
        """The server is up: nobody is connected yet."""
        await self.submit(Started(at=self.clock()))

    async def open(self, question: AnyQuestion, scoring: Scoring = "speed") -> None:
        """Put a question to the room; the one that is open is closed."""
        await self._close_if_open()
        number = len(self._ahead.runs) + 1
        await self.submit(Opened(at=self.clock(), run=number, question=question, scoring=scoring))

    async def close_question(self) -> None:
        """Take no more answers."""
        await self.submit(Closed(at=self.clock(), run=len(self._ahead.runs) or 1, by="host"))

    async def reveal(self) -> None:
        """Show what was right; an open question is closed first."""
        await self._close_if_open()
        await self.submit(Revealed(at=self.clock(), run=len(self._ahead.runs) or 1))

    async def end(self) -> None:
        """The quiz is over."""
        await self._close_if_open()
        await self.submit(Ended(at=self.clock()))

    async def _close_if_open(self) -> None:
        if self._ahead.run and self._ahead.run.phase == "open":
            await self.close_question()

    async def order(self, order: Order) -> None:
        """Do what the host orders by one event. Raises Refused, StoreFailed."""
        await self.submit(orders.event_of(order, self._ahead, self.clock()))
        if isinstance(order, Rename):
            self._names = self._taken()

    # ------------------------------------------------------------------------ attendees

    def offer_name(self) -> str:
        """A name that nobody has."""
        return offer(self._names, self.random)

    def _accepted(self, typed: str) -> str:
        """The name as it may be taken. Raises ValueError."""
        name = accept(typed, self._names)
        if offends(name, self._barred):
            raise ValueError("Please take another name.")
        return name

    def find(self, code: str) -> str | None:
        """The attendee whose code this is."""
        hashed = hash_code(code)
        found = (key for key, one in self._ahead.attendees.items() if one.code == hashed)
        return next(found, None)

    async def join(self, typed: str) -> tuple[str, str]:
        """Take a name: the attendee's id, and the code that brings them back.

        Raises ValueError when the name will not do, Refused when the room is full or over.
        """
        if len(self._ahead.attendees) >= self.limit and self._places_taken() >= self.limit:
            raise Refused(f"This room is full ({self.limit:,} people). Please watch along.")
        name = self._accepted(typed)
        attendee = f"p{len(self._ahead.attendees) + 1}"
        code = new_code(self.random)
        joined = Joined(at=self.clock(), attendee=attendee, name=name, code=hash_code(code))
        self._names.add(skeleton(name))
        try:
            await self.submit(joined)
        except Refused:
            self._names.discard(skeleton(name))
            raise
        return attendee, code

    def _places_taken(self) -> int:
        """Those who are here or have answered: who came, said nothing and left holds no place, or
        a flood of fake players would lock the others out for good."""
        paper = self._ahead.paper.runs if self._ahead.paper else ()
        answered = (key for run in (*self._ahead.runs, *paper) for key in run.answers)
        return len(self._ahead.present.union(answered))

    async def come_back(self, attendee: str) -> None:
        """An attendee is connected again."""
        await self.submit(Returned(at=self.clock(), attendee=attendee))

    async def leave(self, attendee: str) -> None:
        """An attendee's line ended."""
        await self.submit(Left(at=self.clock(), attendee=attendee))

    def saw_question(self, attendee: str) -> None:
        """The open question's frame went out to `attendee`: their time runs from the first."""
        self._seen.setdefault(attendee, self.clock())

    def _seen_before(self) -> dict[str, float]:
        """Since when the open question was there to be seen by those who are known already.

        Reconnecting, or a server that restarted, does not wind anybody's clock back.
        """
        run = self.state.run
        if not run or run.phase != "open":
            return {}
        everybody = self.state.attendees.items()
        return {key: max(run.opened_at, one.joined_at) for key, one in everybody}

    async def grant(self, attendee: str, wish: Wish) -> None:
        """Do what an attendee wants. Raises Refused, StoreFailed, ValueError for a bad name."""
        if any(offends(text, self._barred) for text in texts_of(wish)):
            raise Refused("Please say it in other words.")
        match wish:
            case Send(answer=answer):
                await self.answer(attendee, answer)
            case ChangeName(name=name):
                await self.rename(attendee, name)
            case _:
                await self.submit(event_of(wish, attendee, self._ahead, self.clock()))

    async def rename(self, attendee: str, typed: str) -> None:
        """Let an attendee go by another name. Raises Refused, StoreFailed, ValueError."""
        name = self._accepted(typed)
        self._names.add(skeleton(name))
        try:
            await self.submit(Renamed(at=self.clock(), attendee=attendee, name=name))
        finally:
            self._names = self._taken()

    async def answer(self, attendee: str, answer: Answer) -> None:
        """Take an answer; the same one again changes nothing. Raises Refused, StoreFailed."""
        now, run = self.clock(), self._ahead.run
        if run and (given := run.answers.get(attendee)) and given.answer == answer:
            return
        since = self._seen.get(attendee, run.opened_at if run else now)
        took = max(0.0, round(now - since, 3))
        number = run.number if run else 1
        await self.submit(Answered(at=now, attendee=attendee, run=number, answer=answer, took=took))
