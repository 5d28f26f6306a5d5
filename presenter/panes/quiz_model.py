"""The model on a quiz's slide: what it makes of a question's prompt, or of an attendee's."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text

from presenter.palette import BAD, MUTED, WARM
from presenter.panes.quiz_bars import lines, quoted
from presenter.work.protocol import FINAL, Cancelled, Failed, Reply
from presenter.work.protocol.text import Began, Generate, Token, Written
from presenter.work.quiz_asks import guessing, trying
from quiz.question import Guess

if TYPE_CHECKING:
    from presenter.work.runs import Run as LabRun

_LONGEST = 2_000
MOST_SECONDS = 60.0
"""After which a model that still writes is stopped: what it has written until then is its word."""
_SILENT = Failed(message="The model was stopped before it wrote anything.")


class Model:
    """One run of the lab's text model at a time. Its word counts once it is whole."""

    def __init__(self, run: "LabRun") -> None:
        self._run = run
        self._listeners: list[Callable[[], None]] = []
        self._limit: asyncio.TimerHandle | None = None
        self._stopping: asyncio.Task[None] | None = None
        self.prompt = ""
        """What it was last given."""
        run.listeners.append(self._hear)

    # ------------------------------------------------------------------------ asking

    def guess(self, question: Guess, recorded: bool | None = None) -> None:
        """Run it on the prompt of a question, live or recorded as the talk is given."""
        self._ask(guessing(question), question.prompt, recorded)

    def try_out(self, prompt: str) -> None:
        """Run it on a prompt that somebody wrote: live, for who would have recorded that?"""
        request = trying(prompt)
        there = self._run.recorded and self._run.recording_of((request,))
        self._ask(request, prompt, recorded=bool(there))

    def has_recording(self, question: Guess) -> bool:
        """Whether there is something to fall back on."""
        return bool(self._run.recording_of((guessing(question),)))

    def _ask(self, request: Generate, prompt: str, recorded: bool | None) -> None:
        if self._run.going:
            return
        self.prompt = prompt
        self._run.start(request, recorded=recorded)
        self._tell()

    # ------------------------------------------------------------------------ its word

    @property
    def going(self) -> bool:
        """Whether it loads or writes."""
        return self._run.going

    @property
    def written(self) -> str:
        """What it has written so far."""
        pieces = (reply.text for reply in self._run.replies if isinstance(reply, Token))
        return "".join(pieces)[:_LONGEST]

    @property
    def output(self) -> str | None:
        """Its word; None before it is whole, and when it failed."""
        if not self._over or self.failed:
            return None
        whole = (reply.text for reply in self._run.replies if isinstance(reply, Written))
        return next(whole, self.written)[:_LONGEST]

    @property
    def _over(self) -> bool:
        replies = self._run.replies
        return bool(replies) and isinstance(replies[-1], FINAL)

    @property
    def failed(self) -> Failed | None:
        """Why there is nothing of it."""
        last = self._run.replies[-1] if self._run.replies else None
        if isinstance(last, Failed):
            return last
        silent = isinstance(last, Cancelled) and not self.written
        return _SILENT if silent else None

    @property
    def _began(self) -> Began | None:
        return next((one for one in self._run.replies if isinstance(one, Began)), None)

    def lines(self, width: int) -> list[Text]:
        """Who writes and what, or why not; nothing before it is asked."""
        if failed := self.failed:
            return lines(f"{failed.message} {failed.hint}", width, f"bold {BAD}")
        if not self._run.replies:
            return [Text("the model is loading …", style=MUTED)] if self.going else []
        nothing = "(nothing: it ended the text at once)" if self._over else "…"
        return quoted(f"{self._who()}:", self.written.strip() or nothing, width, WARM)

    def _who(self) -> str:
        """The model, how it was run, and what it stands for if it is not the one that was asked."""
        began = self._began
        name = began.model if began else "The model"
        if began and began.stand_in:
            name += " (no base is on this machine), raw"
        header = self._run.header
        if header is None:
            return f"{name}, live"
        return f"{name}, recorded {header.date.day} {header.date:%b %Y}"

    # ------------------------------------------------------------------------ following

    def follow(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever there is more."""
        self._listeners.append(listener)

    def leave(self, listener: Callable[[], None]) -> None:
        """Call it no more."""
        self._listeners.remove(listener)

    def _hear(self, reply: Reply) -> None:
        if isinstance(reply, Began):  # loading takes what it takes
            loop = asyncio.get_running_loop()
            self._limit = loop.call_later(MOST_SECONDS, self._stop)
        if self._limit and self._over:
            self._limit.cancel()
        self._tell()

    def _stop(self) -> None:
        self._stopping = asyncio.get_running_loop().create_task(self._run.cancel())

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()
