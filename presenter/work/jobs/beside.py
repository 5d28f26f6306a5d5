"""Have several texts written at once, so that a slide can show them side by side."""

from collections.abc import Iterator
from queue import Empty, Queue
from threading import Event, Thread

from presenter.work.jobs import generate
from presenter.work.protocol import Beside, Generate, Reply

LOOK = 0.05
"""Seconds between looks at `cancelled` while nothing is said."""


def run(request: Beside, cancelled: Event) -> Iterator[Reply]:
    """The replies of each part, in the order in which they are made. One that fails ends all."""
    said: Queue[Reply | Exception | None] = Queue()
    left = Event()
    for number, part in enumerate(request.parts):
        arguments = (number, part, said, left)
        Thread(target=_write, args=arguments, name=f"part {number}", daemon=True).start()
    going = len(request.parts)
    try:
        while going and not cancelled.is_set():
            try:
                reply = said.get(timeout=LOOK)
            except Empty:
                continue
            if isinstance(reply, Exception):
                raise reply
            if reply is None:
                going -= 1
            else:
                yield reply
    finally:
        left.set()


def _write(
    number: int, part: Generate, said: "Queue[Reply | Exception | None]", left: Event
) -> None:
    try:
        for reply in generate.run(part, left):
            said.put(generate.as_part(reply, number))
            if left.is_set():
                return
        said.put(None)
    except Exception as error:  # noqa: BLE001 - raised again where the request is answered
        said.put(error)
