"""What has happened in a room, on disk and in memory: one writer, who commits before it tells."""

import asyncio
from asyncio import Future, Task
from collections.abc import Callable, Sequence

from quiz.core import Event, State, apply, fold
from quiz.store import Store, StoreFailed

Listener = Callable[[Sequence[Event]], None]
_Entry = tuple[Event, State, "Future[None]"]


class Ledger:
    """The log of one room, and the states that it makes.

    Events that come while a commit is under way go into the next one together, so a hall that
    answers at once costs a handful of commits. `state` is what has been committed; `ahead` is what
    will have been, once all that waits is. Whoever awaits a `submit` may tell that it counts.
    """

    def __init__(self, store: Store) -> None:
        self.log: list[Event] = list(store.events())
        self.state = fold(self.log)
        self.ahead = self.state
        self.failure: Callable[[StoreFailed], None] = lambda failed: None
        """Called when a commit failed, and nothing of it has happened."""
        self._store = store
        self._queue: list[_Entry] = []
        self._flushing: Task[None] | None = None
        self._listeners: list[Listener] = []

    async def submit(self, event: Event) -> None:
        """Make `event` happen; returns once it is on disk. Raises Refused, StoreFailed."""
        self.ahead = apply(self.ahead, event)
        done: Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((event, self.ahead, done))
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        await done

    async def _flush(self) -> None:
        """Commit what waits, batch after batch, until nothing does."""
        try:
            while self._queue:
                batch, self._queue = self._queue, []
                events = [event for event, _, _ in batch]
                try:
                    await asyncio.to_thread(self._store.append, events)
                except StoreFailed as failed:
                    self._give_up(batch, failed)
                else:
                    self.state = batch[-1][1]
                    self.log += events
                    for listener in list(self._listeners):
                        listener(events)
                    _settle([done for _, _, done in batch], None)
        finally:
            self._flushing = None

    def _give_up(self, batch: list[_Entry], why: StoreFailed) -> None:
        """Nothing of this batch, nor of what was built on it, has happened."""
        lost, self._queue = [*batch, *self._queue], []
        self.ahead = self.state
        self.failure(why)
        _settle([done for _, _, done in lost], why)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the events of every commit; returns what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    async def close(self) -> None:
        """Finish what is being written and let go of the store."""
        while self._flushing:
            await asyncio.wait([self._flushing])
        self._store.close()


def _settle(waiting: Sequence["Future[None]"], why: StoreFailed | None) -> None:
    for done in waiting:
        if not done.done():
            if why:
                done.set_exception(why)
            else:
                done.set_result(None)
