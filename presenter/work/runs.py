"""A run of the lab: the replies of one request as a growing log that no widget owns."""

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

from presenter.work.child import Lab
from presenter.work.protocol import FINAL, Cancelled, Done, Failed, Reply, Task

Clock = Callable[[], float]
Listener = Callable[[Reply], None]


@dataclass(frozen=True)
class Timed:
    """A reply and when it came, in seconds from the start of its run."""

    at: float
    reply: Reply


class Run:
    """Keeps asking while nobody watches: leaving a slide does not stop its training.

    `log` holds every reply so far, the last one among `FINAL` (so `Done` too, other than
    `Lab.ask`); `listeners` are told of each. A run can be started again, which empties the log.
    """

    def __init__(self, lab: Lab, clock: Clock = time.monotonic) -> None:
        self.log: list[Timed] = []
        self.listeners: list[Listener] = []
        self._lab = lab
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    @property
    def going(self) -> bool:
        """True from `start` until the last reply has been heard."""
        return self._task is not None and not self._task.done()

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What has been said so far."""
        return tuple(timed.reply for timed in self.log)

    def start(self, request: Task) -> None:
        """Ask. Does nothing while the last request is going."""
        if self.going:
            return
        self.log.clear()
        self._task = asyncio.create_task(self._follow(request), name=f"run {request.job}")

    async def cancel(self) -> None:
        """Stop asking; the log then ends with `Cancelled`. Does nothing when not going."""
        if self._task and self.going:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def wait(self) -> None:
        """Until the run is over."""
        if self._task:
            await asyncio.wait([self._task])

    async def _follow(self, request: Task) -> None:
        start = self._clock()
        last: Reply = Done()
        try:
            async with aclosing(self._lab.ask(request)) as replies:
                async for reply in replies:
                    if isinstance(reply, FINAL):
                        last = reply
                    else:
                        self._keep(Timed(self._clock() - start, reply))
        except asyncio.CancelledError:
            last = Cancelled()
            raise
        except Exception as error:  # noqa: BLE001 - shown in the pane; the talk goes on
            last = Failed(message=f"The run broke: {error}")
        finally:
            self._keep(Timed(self._clock() - start, last))

    def _keep(self, timed: Timed) -> None:
        self.log.append(timed)
        for listener in tuple(self.listeners):
            listener(timed.reply)
