"""A slide with a quiz's pane, and rooms for it to show."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console, Group, RenderableType
from textual.app import App, ComposeResult

from presenter.audience import Audience
from presenter.palette import rich_theme, textual_theme
from presenter.panes.quiz_tally import QuizPane
from presenter.reach import Here
from presenter.themes import default_theme
from quiz.core import Event, fold
from quiz.question import AnyQuestion
from quiz.wire import Listening
from tests.quiz.examples import (
    METHOD,
)

UNTIMED = METHOD.model_copy(update={"time": None})
PROMPTS = (
    "In three sentences, say that refunds take 14 days and need the receipt.",
    "As a table of two rows, what do refunds need? One is the receipt.",
    "Write very nice words",
)
PRINT = "SHA256:xtI1ipFBo9jLUYgYGnsJcplX78NOjb3Xujzmt9nJ1fA"


def render_lines(drawn: list[RenderableType], width: int) -> list[str]:
    """What is drawn, as plain lines."""
    console = Console(width=width, color_system=None, theme=rich_theme(default_theme()))
    with console.capture() as caught:
        console.print(Group(*drawn), end="")
    return [line.rstrip() for line in caught.get().splitlines()]


class Slide(App[None]):
    """A slide with one pane."""

    def __init__(self, question: AnyQuestion, audience: Audience | None) -> None:
        super().__init__()
        self._pane = QuizPane(question, audience)

    def compose(self) -> ComposeResult:
        yield self._pane

    def on_mount(self) -> None:
        dress = textual_theme(default_theme())
        self.register_theme(dress)
        self.theme = dress.name
        self.console.push_theme(rich_theme(default_theme()))

    def lines(self) -> list[str]:
        """What is on screen."""
        return [self._pane.render_line(row).text for row in range(self.size.height)]

    def text(self) -> str:
        return "\n".join(self.lines()) + f"{self._pane.border_subtitle}"


def rehearsed(
    directory: Path, events: list[Event], monotonic: Callable[[], float] = time.monotonic
) -> Audience:
    """An audience whose server's words are played back."""
    stage = Audience(Here(directory), monotonic)
    stage.listening = Listening(
        host="0.0.0.0", port=2222, command="ssh -p 2222 192.168.100.23", fingerprint=PRINT
    )
    stage.state = fold(events)
    return stage


async def shown(question: AnyQuestion, stage: Audience | None, size: tuple[int, int]) -> str:
    app = Slide(question, stage)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return app.text()


async def until_shown(app: Slide, pause: Callable[[], Awaitable[None]], *words: str) -> None:
    """Wait until the pane shows all of `words`."""
    deadline = time.monotonic() + 10
    while not all(word in app.text() for word in words):
        assert time.monotonic() < deadline, f"{words} not in\n{app.text()}"
        await pause()
