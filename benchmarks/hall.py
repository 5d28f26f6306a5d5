"""A process full of attendees: real SSH clients that are told what to do, and tell what came of it.

`benchmarks.attendees` starts it: `python -m benchmarks.hall PORT FIRST COUNT`.
"""

import asyncio
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence

import asyncssh

from benchmarks.stamped import StampedSocket, stamped
from presenter.standing_back import session_stands_back
from quiz.question import Choice, Option

QUESTION = Choice(
    question="load",
    ask="How many of us fit into this hall before the last one waits for the question?",
    options=tuple(Option(text=text) for text in ("A handful", "Hundreds", "Thousands", "All")),
    time=120,
)
TURN = 120.0
"""Seconds that any phase may take."""
DIALS_AT_ONCE = 40


class Attendee(asyncssh.SSHClientSession[bytes]):
    """One terminal that waits for words and remembers when they came."""

    def __init__(self, sock: StampedSocket) -> None:
        self._sock = sock
        self._tail = b""
        self._word = b""
        self._seen: asyncio.Future[float] | None = None
        self.channel: asyncssh.SSHClientChannel[bytes] | None = None

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        self.channel = chan

    def data_received(self, data: bytes, datatype: int | None) -> None:
        self._tail = (self._tail + data)[-16384:]
        if self._seen and not self._seen.done() and self._word in self._tail:
            self._seen.set_result(self._sock.arrived)
            self._tail = b""

    def connection_lost(self, exc: Exception | None) -> None:
        if self._seen and not self._seen.done():
            self._seen.set_exception(exc or ConnectionError("the line ended"))

    def when(self, word: str) -> "asyncio.Future[float]":
        """The moment `word` comes."""
        self._word, self._seen = word.encode(), asyncio.get_running_loop().create_future()
        if self._word in self._tail:
            self._seen.set_result(self._sock.arrived)
            self._tail = b""
        return self._seen

    def type(self, keys: str) -> None:
        assert self.channel
        self.channel.write(keys.encode())


async def _join(port: int, name: str, turn: asyncio.Semaphore) -> Attendee:
    async with turn:
        sock = await stamped(port)
        connection, _ = await asyncssh.create_connection(
            asyncssh.SSHClient, sock=sock, username="guest", known_hosts=None,
            client_keys=None, agent_path=None, config=None, keepalive_interval=0,
        )  # fmt: skip
        _, session = await connection.create_session(
            lambda: Attendee(sock), term_type="xterm-256color", term_size=(80, 24), encoding=None
        )
        assert isinstance(session, Attendee)
        await session.when("Your name here")
        session.type(f"{name}\r")
        await session.when("You are in")
        return session


async def work(port: int, first: int, count: int) -> None:
    """A process full of attendees: told on stdin what to do, tells on stdout what came of it."""
    loop = asyncio.get_running_loop()
    turn = asyncio.Semaphore(DIALS_AT_ONCE)
    started = time.monotonic()
    outcomes = await asyncio.gather(
        *(_join(port, f"Hall {first + n}", turn) for n in range(count)), return_exceptions=True
    )
    hall = [outcome for outcome in outcomes if isinstance(outcome, Attendee)]
    failures = Counter(repr(o) for o in outcomes if isinstance(o, BaseException))
    _tell({"joined": len(hall), "seconds": time.monotonic() - started, "failures": failures})
    question = [attendee.when("Thousands") for attendee in hall]
    _tell({"seen": await _moments(question)})
    chance = random.Random(first)
    choices = [chance.randrange(len(QUESTION.options)) for _ in hall]
    await loop.run_in_executor(None, sys.stdin.readline)  # answer now
    waits = [chance.uniform(0, 3) for _ in hall]
    answers = zip(hall, choices, waits, strict=True)
    acks = await asyncio.gather(*(_answer(*one) for one in answers), return_exceptions=True)
    missing = sum(isinstance(ack, BaseException) for ack in acks)
    _tell({"acks": [a for a in acks if isinstance(a, float)], "missing": missing,
           "choices": Counter(choices)})  # fmt: skip
    _tell({"seen": await _moments([attendee.when("Thank you for your") for attendee in hall])})
    await loop.run_in_executor(None, sys.stdin.readline)  # the end


async def _answer(attendee: Attendee, choice: int, wait: float) -> float:
    await asyncio.sleep(wait)
    acknowledged = attendee.when("is in. Enter")
    start = time.monotonic()
    attendee.type(f"{choice + 1}\r")
    return await acknowledged - start


async def _moments(waiting: "Sequence[asyncio.Future[float]]") -> list[float]:
    async with asyncio.timeout(TURN):
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    return [outcome for outcome in outcomes if isinstance(outcome, float)]


def _tell(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    os.setsid()  # where sessions are scheduled as groups, only a whole one can stand back
    session_stands_back(10)
    os.nice(10)  # attendees have machines of their own: here they are not to take the server's
    asyncio.run(work(*map(int, sys.argv[1:])))
