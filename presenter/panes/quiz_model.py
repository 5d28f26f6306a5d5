"""The model that decides a guess: the lab runs it live on the question's own prompt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text

from presenter.palette import BAD, MUTED, WARM
from presenter.panes.quiz_bars import lines, quoted
from presenter.work.protocol import Failed, Reply
from presenter.work.protocol.text import Generate, Token

if TYPE_CHECKING:
    from presenter.work.runs import Run as LabRun

_TOKENS = 60
_LONGEST = 2_000


class Model:
    """One run of the lab's text model, as far as the slide shows it."""

    def __init__(self, run: "LabRun", name: str = "base") -> None:
        self._run, self._name = run, name
        self._listeners: list[Callable[[], None]] = []
        run.listeners.append(self._hear)

    def ask(self, prompt: str) -> None:
        """Have it continue the prompt, as a base model does: no chat template, no chance."""
        if not self._run.going:
            request = Generate(model=self._name, prompt=prompt, template=False, max_tokens=_TOKENS)
            self._run.start(request)
            self._tell()

    @property
    def text(self) -> str:
        """What it has written so far."""
        written = (reply.text for reply in self._run.replies if isinstance(reply, Token))
        return "".join(written)[:_LONGEST]

    def lines(self, width: int) -> list[Text]:
        """What it writes, or why it does not; nothing before it is asked."""
        replies = self._run.replies
        if replies and isinstance(replies[-1], Failed):
            return lines(f"{replies[-1].message} {replies[-1].hint}", width, f"bold {BAD}")
        if not replies and self._run.going:
            return [Text("the model is loading …", style=MUTED)]
        if not replies:
            return []
        return quoted("The model says:", self.text or "…", width, WARM)

    def follow(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever there is more."""
        self._listeners.append(listener)

    def leave(self, listener: Callable[[], None]) -> None:
        """Call it no more."""
        self._listeners.remove(listener)

    def _hear(self, _reply: Reply) -> None:
        self._tell()

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()
