"""A real stage with a real audience, for tests that press its keys."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from presenter.app import PodiumApp
from presenter.audience import Audience
from presenter.hosting import Hosting
from presenter.keeper import Keeper, TalkClock
from presenter.link.find import socket_of
from presenter.panes.quiz_tally import QuizPane
from presenter.panes.registry import Backstage
from slides.loader import parse_deck
from slides.planning import plan_of
from slides.talk import Opened
from tests.presenter.cockpit.conftest import until as eventually
from tests.presenter.test_audience import audience, until


@dataclass
class QuizStage:
    """The stage, its room, and keys to press."""

    app: PodiumApp
    pilot: Pilot[None]
    room: Audience

    @property
    def hosting(self) -> Hosting:
        return self.app.hosting

    @property
    def pane(self) -> QuizPane:
        """The question on the slide."""
        return next(one for one in self.app.stage.panes if isinstance(one, QuizPane))

    def text(self) -> str:
        """What the pane shows."""
        pane = self.pane
        lines = [pane.render_line(row).text for row in range(pane.size.height)]
        return "\n".join([*lines, str(pane.border_title), str(pane.border_subtitle)])

    async def sees(self, *words: str) -> None:
        """Wait until the pane shows all of them."""
        try:
            await eventually(self.pilot, lambda: all(word in self.text() for word in words))
        except AssertionError as never:
            raise AssertionError(f"{words} not in\n{self.text()}") from never

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def has(self, true: Callable[[], object]) -> None:
        """Wait until the room is so."""
        await until(self.room, true)


@asynccontextmanager
async def quiz_stage(
    folder: Path, deck_text: str, size: tuple[int, int] = (100, 32), recorded: bool = False,
    talk: str = "",
) -> AsyncIterator[QuizStage]:  # fmt: skip
    """The deck's first slide on stage; with a name for the talk cockpits can find it."""
    path = folder / "deck.yaml"
    path.write_text(deck_text, encoding="utf-8")
    deck, clock = parse_deck(deck_text, path), TalkClock()
    name = deck.slides[0].slide
    first = Opened(at=clock(), deck=str(path), title="T", plan=plan_of(deck), slide=name)
    async with audience(folder / "quiz") as room:
        backstage = Backstage(
            folder / "lab.log", deck.questions(), room, deck=path, recorded=recorded
        )
        socket = socket_of(Path(talk)) if talk else None
        app = PodiumApp(deck, Keeper(first, clock, lambda _: None), backstage, socket=socket)
        async with app.run_test(size=size) as pilot:
            yield QuizStage(app, pilot, room)
