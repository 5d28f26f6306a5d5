"""A talk on a line of its own: a keeper and a director behind a real socket, without a stage."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from presenter.director import Director
from presenter.keeper import Keeper, TalkClock
from presenter.link.find import socket_of
from presenter.link.hub import Hub
from presenter.link.wire import Command, Decide, Do, Jump, ShowAnswer
from slides.deck import Deck
from slides.loader import load_deck
from slides.planning import plan_of
from slides.talk import Event, Opened, TalkState

DECK = """\
talk: Three slides
duration: 4m
checkpoints: [{at: three, by: 3m}]
cut: [{slide: three, to: 30s, how: only the last line}]
tips: [Breathe., Smile.]
answers:
- {ask: How long does it take?, answer: As long as it takes.}
- {ask: 'What of [b]RAG[/]?', answer: It brings the facts.}
- {ask: Is fine-tuning dear?, answer: Less than it was.}
---
slide: one
title: The first
budget: 1m
body: Hello.
notes: "[smile] Good morning."
---
slide: two
title: The second
budget: 2m
reveal: items
body: |
  Points:

  - alpha
  - beta
notes: "Points. [step] Alpha it is. [step] And beta."
---
slide: three
title: The third
budget: 1m
body: Bye.
notes: That was all.
"""


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for sockets of the test's own; its path is short, as theirs must be."""
    with tempfile.TemporaryDirectory(prefix="podium-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@dataclass
class Talk:
    """A talk that cockpits can attach to."""

    deck: Deck
    keeper: Keeper
    director: Director
    hub: Hub
    asked: list[Command]

    @property
    def state(self) -> TalkState:
        return self.keeper.state

    def happens(self, *events: Event) -> None:
        for event in events:
            self.keeper.submit(event)


def obeyed(director: Director, command: Command) -> None:
    """What a stage does, without the quiz and the panes."""
    match command:
        case Do(do=wish) if not wish.endswith("quiz"):
            getattr(director, wish.replace("-", "_"))()
        case Jump(number=number):
            director.jump(number)
        case Decide(slides=slides, accept=accept):
            director.decide(slides, accept)
        case ShowAnswer(answer=number):
            director.show_answer(number)
        case _:
            pass


def make_talk(folder: Path, text: str = DECK, name: str = "talk") -> Talk:
    """A talk whose deck is in `folder`; its hub is not open yet."""
    path = folder / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    deck = load_deck(path)
    clock = TalkClock()
    first = Opened(
        at=clock(),
        deck=str(path),
        title=deck.talk.talk,
        plan=plan_of(deck),
        slide=deck.slides[0].slide,
    )
    keeper = Keeper(first, clock, lambda _: None)
    asked: list[Command] = []
    director = Director(deck, keeper)

    def obey(command: Command) -> None:
        asked.append(command)
        obeyed(director, command)

    hub = Hub(socket_of(Path(name)), keeper.events, clock, obey)
    keeper.listeners.append(lambda _state, _event: hub.flush())
    return Talk(deck, keeper, director, hub, asked)


@pytest.fixture
def talk(runtime: Path, tmp_path: Path) -> Talk:
    """A talk not yet on the air."""
    return make_talk(tmp_path)


@asynccontextmanager
async def on_air(talk: Talk) -> AsyncIterator[Talk]:
    """The talk's socket is open."""
    await talk.hub.open()
    try:
        yield talk
    finally:
        await talk.hub.close()


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Let the app run until something is so; a test that waits for ever is ended by its limit."""
    for _ in range(400):
        if seen():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came")


async def settled(so: Callable[[], bool]) -> None:
    """Let the event loop turn until something is so."""
    for _ in range(100_000):
        if so():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came")
