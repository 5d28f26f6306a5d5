"""The lab child: reads requests on stdin and answers on stdout, one JSON line each.

Started by `presenter.work.child` as `python -m presenter.work.serve`. It gives way to every other
process, since the stage must never stutter, and it ends when its stdin does: however the stage
died, no child is left behind.
"""

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from threading import Event, Lock, Thread

from pydantic import ValidationError

from presenter.standing_back import session_stands_back
from presenter.work.machine import WAITING
from presenter.work.protocol import (
    REQUEST,
    Cancel,
    Cancelled,
    Done,
    Failed,
    Reply,
    Request,
    Task,
    Train,
)
from presenter.work.trouble import NO_LAB, Trouble

LIBRARIES = {"torch", "tokenizers", "safetensors", "numpy", "transformers", "gguf", "llguidance"}
BUSY = Failed(message="Another run is training.", hint="Wait for its end, or cancel it.")
Send = Callable[[Reply], None]
PRIORITY = "PODIUM_LAB_PRIORITY"
"""Environment variable: `idle` (as it is without) or `normal`."""
NICEST = 19


def give_way() -> None:
    """Run only when nobody else wants the processor. Before torch is imported: its threads must
    not spin for long while they wait, and they read that from the environment once.

    `PODIUM_LAB_PRIORITY=normal` takes turns like any program instead: for a machine on which
    something else is always busy, where the lab would never come to its turn.
    """
    os.environ.update(WAITING)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if os.environ.get(PRIORITY) == "normal":
        return
    if os.getsid(0) == os.getpid():  # else it is somebody's terminal
        session_stands_back(NICEST)
    try:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    except (AttributeError, OSError):
        os.nice(10)


def claim_stdout() -> Send:
    """Replies keep the real stdout; everybody else's prints go to stderr."""
    stream = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    turn = Lock()

    def send(reply: Reply) -> None:
        line = reply.model_dump_json().encode() + b"\n"
        with turn:
            stream.write(line)

    return send


class Desk:
    """The requests at work: one thread each, and at most one training run at a time."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._open: dict[int, Event] = {}
        self._training = Lock()
        self._trainer: Event | None = None
        """What cancels the run that trains or will do so next."""

    def take(self, request: Request) -> None:
        """Start answering a request, or stop answering another."""
        if isinstance(request, Cancel):
            if event := self._open.get(request.target):
                event.set()
            return
        cancelled = Event()
        if isinstance(request, Train):
            if self._trainer and not self._trainer.is_set():
                self._send(BUSY.model_copy(update={"id": request.id}))
                return
            self._trainer = cancelled
        self._open[request.id] = cancelled
        name = f"{request.job} {request.id}"
        Thread(target=self._answer, args=(request, cancelled), name=name, daemon=True).start()

    def _answer(self, request: Task, cancelled: Event) -> None:
        # A run that was cancelled may still be at its last step: the next one waits for it.
        with self._training if isinstance(request, Train) else nullcontext():
            over = self._work(request, cancelled)
        self._open.pop(request.id, None)
        if self._trainer is cancelled:
            self._trainer = None
        self._send(over.model_copy(update={"id": request.id}))

    def _work(self, request: Task, cancelled: Event) -> Reply:
        """Send a job's replies; returns the last one."""
        try:
            job = import_module(f"presenter.work.jobs.{request.job}")
            for reply in job.run(request, cancelled):
                self._send(reply.model_copy(update={"id": request.id}))
                if cancelled.is_set():
                    break
        except Exception as error:  # noqa: BLE001 - whatever a library raises ends one request only
            return failed(error)
        return Cancelled() if cancelled.is_set() else Done()


def failed(error: Exception) -> Failed:
    """What is told of an error; what the user cannot mend goes to the log too."""
    if isinstance(error, ModuleNotFoundError) and error.name in LIBRARIES:
        error = NO_LAB
    if isinstance(error, Trouble):
        return Failed(message=error.message, hint=error.hint)
    traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}"
    return Failed(message=f"The lab failed: {what[:400]}", hint="Its log says more.")


def main() -> None:
    """Serve until stdin ends."""
    give_way()
    desk = Desk(claim_stdout())
    for line in sys.stdin.buffer:
        try:
            desk.take(REQUEST.validate_json(line))
        except ValidationError as error:
            print(f"no request: {error}", file=sys.stderr)  # noqa: T201 - into the lab's log
    # Threads inside a matrix product do not hear of the end: leave without waiting for them.
    os._exit(0)


if __name__ == "__main__":
    main()
