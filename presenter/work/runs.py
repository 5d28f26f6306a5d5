"""A run of the lab: the replies to what was asked, as a growing log that no widget owns.

A run is live or it plays a recording; never both. `Run.header` says which.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from presenter.work.child import Lab
from presenter.work.protocol import FINAL, Cancelled, Done, Failed, Reply, Task
from presenter.work.recordings import Header, Recording, Recordings, Timed
from presenter.work.trouble import Trouble

Clock = Callable[[], float]
Listener = Callable[[Reply], None]


class Run:
    """Keeps asking while nobody watches: leaving a slide does not stop its training.

    `log` holds every reply so far, the last one among `FINAL` (so `Done` too, other than
    `Lab.ask`); `listeners` are told of each. A run can be started again, which empties the log.
    With `recorded` it plays recordings unless told otherwise.
    """

    def __init__(
        self,
        lab: Lab,
        clock: Clock = time.monotonic,
        recordings: Recordings | None = None,
        recorded: bool = False,
    ) -> None:
        self.log: list[Timed] = []
        self.listeners: list[Listener] = []
        self.asked: tuple[Task, ...] = ()
        """What was last asked, one after the other."""
        self.header: Header | None = None
        """Of the recording that is or was last played; None for a live run."""
        self.recorded = recorded
        """Recordings are what `start` plays."""
        self.playing = recorded
        """The last start asked recordings, or the first one will."""
        self.changed: Callable[[], None] = lambda: None
        """Called when it starts and when it is over."""
        self._recordings = recordings or Recordings()
        self._lab = lab
        self._clock = clock
        self._started = 0.0
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def going(self) -> bool:
        """True from `start` until the last reply has been heard."""
        return self._task is not None and not self._task.done()

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What has been said so far."""
        return tuple(timed.reply for timed in self.log)

    @property
    def silence(self) -> float:
        """Seconds since the lab last said something; 0 unless a live run is going."""
        if not self.going or self.playing:
            return 0.0
        return self._since() - (self.log[-1].at if self.log else 0.0)

    def recording_of(self, requests: Sequence[Task]) -> tuple[Recording, ...]:
        """A recording for each request; none at all unless there is one for all of them."""
        found = [self._recordings.find(request) for request in requests]
        there = tuple(recording for recording in found if recording)
        return there if len(there) == len(found) else ()

    def start(self, *requests: Task, recorded: bool | None = None) -> None:
        """Ask one or more requests, one after the other. Does nothing while the last are going."""
        if self.going:
            return
        self.log.clear()
        self.asked = requests
        self._hurry.clear()
        self._started = self._clock()
        self.playing = self.recorded if recorded is None else recorded
        tapes = self.recording_of(requests) if self.playing else ()
        self.header = tapes[0].header if tapes else None
        source = self._play(tapes) if self.playing else self._ask(requests)
        self._task = asyncio.create_task(self._follow(source), name=f"run {requests[0].job}")
        self._task.add_done_callback(lambda _: self.changed())
        self.changed()

    def hurry(self) -> None:
        """Play the rest of a recording at once."""
        self._hurry.set()

    async def cancel(self) -> None:
        """Stop asking; the log then ends with `Cancelled`. Does nothing when not going."""
        if self._task and self.going:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            if not (self.log and isinstance(self.log[-1].reply, FINAL)):
                self._keep(Timed(self._since(), Cancelled()))  # it had not even begun

    async def wait(self) -> None:
        """Until the run is over."""
        if self._task:
            await asyncio.wait([self._task])

    async def _follow(self, source: AsyncGenerator[Timed, None]) -> None:
        """Keep what comes, up to the first reply that ends the run."""
        last: Timed | None = None
        try:
            async with aclosing(source):
                async for timed in source:
                    if isinstance(timed.reply, FINAL):
                        last = timed
                    else:
                        self._keep(timed)
        except asyncio.CancelledError:
            last = Timed(self._since(), Cancelled())
            raise
        except Trouble as trouble:
            last = Timed(self._since(), Failed(message=trouble.message, hint=trouble.hint))
        except Exception as error:  # noqa: BLE001 - shown in the pane; the talk goes on
            last = Timed(self._since(), Failed(message=f"The run broke: {error}"))
        finally:
            self._keep(last or Timed(self._since(), Done()))

    def _since(self) -> float:
        """Seconds into the run now: by the clock, or by what was played."""
        if self.playing:
            return self.log[-1].at if self.log else 0.0
        return self._clock() - self._started

    async def _ask(self, requests: Sequence[Task]) -> AsyncGenerator[Timed, None]:
        """Live replies, until one says that it did not end well."""
        for request in requests:
            async with aclosing(self._lab.ask(request)) as replies:
                async for reply in replies:
                    yield Timed(self._since(), reply)
                    if isinstance(reply, FINAL):
                        return
        yield Timed(self._since(), Done())

    async def _play(self, tapes: Sequence[Recording]) -> AsyncGenerator[Timed, None]:
        """Recorded replies, each as long after the last as it once was."""
        if not tapes:
            raise Trouble("There is no recording of this.", "`podium lab record` makes them.")
        done = 0.0
        for tape in tapes:
            passed = 0.0
            for timed in await asyncio.to_thread(tape.replies):
                await self._pause(timed.at - passed)
                passed = timed.at
                if not isinstance(timed.reply, FINAL):
                    yield Timed(done + passed, timed.reply)
            done += passed
        yield Timed(done, Done())

    async def _pause(self, seconds: float) -> None:
        if seconds > 0 and not self._hurry.is_set():
            try:
                await asyncio.wait_for(self._hurry.wait(), seconds)
            except TimeoutError:
                return

    def _keep(self, timed: Timed) -> None:
        self.log.append(timed)
        for listener in tuple(self.listeners):
            listener(timed.reply)
