"""The stage's side of the quiz: reaches the server, says what to ask, follows what comes of it.

The log of the server is the room, here as there. Nothing of the server is imported: the stage
knows the words of the quiz (`quiz.wire`) and its fold (`quiz.core`). A line that is lost is tried
again, and the room is then as the server has it.
"""

import asyncio
import time
from asyncio import StreamReader
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import chain, repeat

from presenter.reach import Reach, Wire
from presenter.reach import exposure as exposure
from quiz.core import EMPTY, Refused, Scoring, State, apply
from quiz.question import AnyQuestion
from quiz.slide import SlideText
from quiz.wire import (
    REPLY,
    Close,
    Command,
    End,
    Failed,
    HandOut,
    Listening,
    Open,
    Order,
    Ready,
    Rejected,
    Reveal,
    Show,
    Stop,
)

_LINES_A_TURN = 50
_START_AGAIN = "Start it again for a new room."
_START_TIME, _STOP_TIME = 15.0, 3.0
_LIVED = 10.0
"""Seconds after which a line that ends was a good one: the next try comes soon."""


class Audience:
    """One quiz server and the room it serves.

    `state` is the room as the server has it. Listeners are called, on the event loop, after every
    change of it, of `listening` and of `problem`.
    """

    def __init__(self, reach: Reach, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.state: State = EMPTY
        self.listening: Listening | None = None
        self.problem: Failed | None = None
        self.rejected = ""
        """Why the last command was not done; "" once another was sent."""
        self.stopped = False
        """Whether another host has ended the server, in order."""
        self._reach = reach
        self._monotonic = monotonic
        self._ahead = 0.0
        """How far the room's time is ahead of `monotonic`, in seconds."""
        self._wire: Wire | None = None
        self._following: asyncio.Task[None] | None = None
        self._trying: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._heard: State | None = None
        """The room so far, while its log is still being read."""
        self._since = 0.0
        self._short_lives = 0
        """How often in a row the server ended soon after it began."""
        self._slide: SlideText | None = None
        self._stopping = False
        self._listeners: list[Callable[[], None]] = []

    # ------------------------------------------------------------------------ life

    @property
    def exposed(self) -> str:
        """What of this machine becomes reachable; "" when nothing does."""
        return exposure(self._reach.opens)

    @property
    def port(self) -> int:
        """Where attendees knock."""
        return self.listening.port if self.listening else self._reach.port

    @property
    def running(self) -> bool:
        """Whether the server takes commands."""
        return self._wire is not None and self._heard is None and self.listening is not None

    def clock(self) -> float:
        """The time in the room, in seconds since the epoch, by the server's clock: it goes on
        evenly whatever is done to this machine's."""
        return self._monotonic() + self._ahead

    @property
    def trying(self) -> bool:
        """Whether a line that was lost is being tried again."""
        return self._trying is not None and not self._trying.done()

    async def start(self) -> bool:
        """Reach the server, or start it, and wait until it is ready.

        Returns whether it is; if not, `problem` says why, with a hint. May be called again after
        a failure: the room and the port stay the same.
        """
        if self.running:
            return True
        await self._let_go()
        self.problem, self._short_lives = None, 0
        ready = await self._connect()
        if ready and self.state.ended:
            await self.stop()
            self._reach.renew()
            self.state = EMPTY
            ready = await self._connect()
        if not ready and self._reach.tireless:
            self._try_again()
        return ready

    async def stop(self) -> None:
        """Send everybody home and end the server; the room stays on disk."""
        self._stopping = True
        self._send(Stop())
        if self._following:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._following), 2 * _STOP_TIME)
        await self._let_go()
        self.listening = None

    async def _let_go(self) -> None:
        """Neither follow nor try any more."""
        for task in (self._trying, self._following):
            if task:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        self._trying = self._following = None

    async def _connect(self) -> bool:
        """Reach the room's server; True once the log is read."""
        self._heard, self._stopping, self.stopped = EMPTY, False, False
        self._ready.clear()
        try:
            self._wire = await self._reach.connect()
        except OSError as error:
            self._fail("The quiz server cannot be started.", str(error))
            return False
        self._following = asyncio.create_task(self._follow(self._wire.reader))
        try:
            await asyncio.wait_for(self._ready.wait(), _START_TIME)
        except TimeoutError:
            self._fail("The quiz server does not answer.", "Its log is quiz.log among the rooms.")
            await self._hang_up()
        self._since = asyncio.get_running_loop().time()
        return self.running

    # ------------------------------------------------------------------------ trying again

    def _try_again(self) -> None:
        lived = asyncio.get_running_loop().time() - self._since
        self._short_lives = 0 if lived > _LIVED else self._short_lives + 1
        self._trying = asyncio.create_task(self._try(max(0, self._short_lives - 1)))

    async def _try(self, first: int) -> None:
        """Reach the server again, at longer and longer intervals, from the `first` on."""
        waits = self._reach.waits
        endless = repeat(waits[-1]) if self._reach.tireless else ()
        for wait in chain(waits[first:], endless):
            await asyncio.sleep(wait)
            if await self._connect():
                return
        self._trying = None
        self._tell()

    # ------------------------------------------------------------------------ following

    async def _follow(self, reader: StreamReader) -> None:
        """Take in what the server says, until it says no more."""
        taken = 0
        try:
            async for line in reader:
                self._hear(line)
                taken += 1
                if taken % _LINES_A_TURN == 0:
                    await asyncio.sleep(0)
        except (OSError, ValueError) as error:
            self._fail("The quiz server's words cannot be understood.", str(error))
        finally:
            was_ready = self._ready.is_set()
            self.stopped = await self._hang_up() == 0 and was_ready and not self._stopping
            if self.stopped:
                self._fail("The quiz server was stopped by another stage.", _START_AGAIN)
            elif not self._stopping and (was_ready or self.problem is None):
                self._fail(*self._reach.lost())
                if was_ready:
                    self._try_again()
            self._ready.set()
            self._tell()

    async def _hang_up(self) -> int | None:
        """The line is over: leave neither a pipe open nor a dead child behind. Returns the exit
        code of the child, if there was one."""
        wire, self._wire = self._wire, None
        if wire is None:
            return None
        wire.writer.close()
        if wire.process:
            try:
                await asyncio.wait_for(wire.process.wait(), _STOP_TIME)
            except TimeoutError:
                wire.process.kill()
                await wire.process.wait()
        return wire.process.returncode if wire.process else None

    def _hear(self, line: bytes) -> None:
        match REPLY.validate_json(line):
            case Listening() as listening:
                self.listening = listening
                self._reach.settle(listening.port)
            case Ready(at=at):
                self._ahead = at - self._monotonic()
                self.state, self._heard, self.problem = self._heard or self.state, None, None
                self._ready.set()
                if self._slide:
                    self._send(Show(slide=self._slide))
            case Rejected(message=message):
                self.rejected = message
            case Failed() as failed:
                self.problem = failed
            case event:
                self.problem = self.problem if self._heard else None
                with suppress(Refused):
                    if self._heard is None:
                        # it was so late there when it happened, and the line took time
                        self._ahead = max(self._ahead, event.at - self._monotonic())
                        self.state = apply(self.state, event)
                    else:
                        self._heard = apply(self._heard, event)
        if self._heard is None or self.problem:
            self._tell()

    def _fail(self, message: str, hint: str) -> None:
        self.problem = Failed(message=message, hint=hint)
        self._tell()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()

    # ------------------------------------------------------------------------ commands

    def open(self, question: AnyQuestion, scoring: Scoring = "speed") -> None:
        """Put a question to the room."""
        self._send(Open(question=question, scoring=scoring))

    def hand_out(self, questions: Sequence[AnyQuestion]) -> None:
        """Questions that everybody takes at their own pace."""
        self._send(HandOut(questions=tuple(questions)))

    def close_question(self) -> None:
        """Take no more answers."""
        self._send(Close())

    def reveal(self) -> None:
        """Show what was right, and why."""
        self._send(Reveal())

    def end(self) -> None:
        """The quiz is over; attendees see how they did."""
        self._send(End())

    def do(self, order: Order) -> None:
        """Whatever else the host can order: time, people, remarks, the leaderboard, the lock."""
        self._send(order)

    def show(self, slide: SlideText) -> None:
        """This is on the stage: those who watch see it too, now and after a lost line."""
        if slide != self._slide:
            self._slide = slide
            self._send(Show(slide=slide), quietly=True)

    def _send(self, command: Command, quietly: bool = False) -> None:
        if not quietly:
            self.rejected = ""
        if self._wire and not self._wire.writer.is_closing():
            self._wire.writer.write(command.model_dump_json().encode() + b"\n")
