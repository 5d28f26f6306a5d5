"""A stage for tests: the real app on a deck of the test's own, with a clock the test moves."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from presenter.app import PodiumApp
from presenter.keeper import Keeper
from presenter.panes.registry import Backstage
from slides.deck import Deck
from slides.loader import parse_deck
from slides.logs import LogWriter
from slides.planning import plan_of
from slides.talk import Opened

THREE = """\
talk: Three slides
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
"""


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal for every test, whatever the one is that they run in."""
    for name in ("NO_COLOR", "LC_ALL", "LC_CTYPE", "PODIUM_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Takes and caches go to a folder of the test's own."""
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "three.yaml"
    path.write_text(THREE, encoding="utf-8")
    return path


@dataclass
class Hands:
    """A clock moved by hand; seconds since the epoch."""

    at: float = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class OnStage:
    """A stage and what the test needs around it."""

    deck: Deck
    app: PodiumApp
    keeper: Keeper
    clock: Hands
    log: Path
    backstage: Backstage

    @property
    def place(self) -> tuple[str, int]:
        """The slide and step shown."""
        return self.keeper.state.slide, self.keeper.state.step


MakeStage = Callable[..., OnStage]


@pytest.fixture
def stage(tmp_path: Path) -> MakeStage:
    """Make a stage from a deck's text."""

    def make(text: str = THREE, path: Path = Path("test.yaml")) -> OnStage:
        deck = parse_deck(text, path).shown()
        clock, log = Hands(), tmp_path / "talk.jsonl"
        first = Opened(
            at=clock(),
            deck=str(path),
            title=deck.talk.talk,
            plan=plan_of(deck),
            slide=deck.slides[0].slide,
        )
        keeper = Keeper(first, clock, LogWriter(log).write)
        backstage = Backstage(tmp_path / "lab.log", deck.questions())
        return OnStage(deck, PodiumApp(deck, keeper, backstage), keeper, clock, log, backstage)

    return make


def screen_text(app: PodiumApp) -> str:
    """What is on the screen, as text, one line a row."""
    lines = app.screen._compositor.render_strips()  # noqa: SLF001 - the picture as painted
    return "\n".join("".join(segment.text for segment in line) for line in lines)
