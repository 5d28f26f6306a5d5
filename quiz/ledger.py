"""What has happened in a room, on disk and in memory: one writer, who commits before it tells."""

import asyncio
from asyncio import Future
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

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
        self._loop = asyncio.get_running_loop()
        self._writer = ThreadPoolExecutor(1, "ledger")
        self._idle = asyncio.Event()
        self._idle.set()
        self._listeners: list[Listener] = []

    async def submit(self, event: Event) -> None:
        """Make `event` happen; returns once it is on disk. Raises Refused, StoreFailed."""
        self.ahead = apply(self.ahead, event)
        done: Future[None] = self._loop.create_future()
        self._queue.append((event, self.ahead, done))
        if self._idle.is_set():
            self._commit()
        await done

    # An acknowledgement waits for every turn of the loop that lies between the answer and it, and
    # in a full hall turns are long. So there is one to the writer's thread, and one back.

    def _commit(self) -> None:
        """Have the writer commit what waits, in one batch."""
        batch, self._queue = self._queue, []
        self._idle.clear()
        self._writer.submit(self._write, batch)

    def _write(self, batch: list[_Entry]) -> None:
        """In the writer's thread: commit, and say what came of it."""
        failed: StoreFailed | None = None
        try:
            self._store.append([event for event, _, _ in batch])
        except StoreFailed as error:
            failed = error
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody may wait for ever
            failed = StoreFailed(f"The room's log cannot be written: {error}")
        self._loop.call_soon_threadsafe(self._written, batch, failed)

    def _written(self, batch: list[_Entry], failed: StoreFailed | None) -> None:
        """A batch is on disk, or is not: tell, and go on with what came meanwhile."""
        try:
            if failed:
                self._give_up(batch, failed)
            else:
                self._happened(batch)
        finally:
            if self._queue:
                self._commit()
            else:
                self._idle.set()

    def _happened(self, batch: list[_Entry]) -> None:
        events = [event for event, _, _ in batch]
        self.state = batch[-1][1]
        self.log += events
        _settle([done for _, _, done in batch], None)
        for listener in list(self._listeners):
            listener(events)

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
        await self._idle.wait()
        self._writer.shutdown()
        self._store.close()


def _settle(waiting: Sequence["Future[None]"], why: StoreFailed | None) -> None:
    for done in waiting:
        if not done.done():
            if why:
                done.set_exception(why)
            else:
                done.set_result(None)
