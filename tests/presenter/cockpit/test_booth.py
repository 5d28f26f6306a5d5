"""A cockpit on the line of a real stage: it sees what happens there and has its way with it."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from presenter.app import PodiumApp
from presenter.keeper import Keeper, TalkClock
from presenter.link.find import socket_of
from presenter.link.line import Line
from presenter.link.wire import Command, Decide, Do, Jump, Notice, Panes, Said, ShowAnswer, UpToDate
from presenter.panes.registry import Backstage
from presenter.screens.blackout import Blackout
from slides.loader import parse_deck
from slides.planning import plan_of
from slides.talk import CheckpointTold, Event, Moved, Opened, Started
from tests.presenter.cockpit.conftest import DECK, until
from tests.presenter.conftest import screen_text

LIVE = """\
---
slide: live
title: Live
blocks:
- pane: spam-train
---
slide: asked
title: Asked
blocks:
- quiz: {question: q, ask: Why?, options: [{text: because}, {text: why not}]}
"""


@dataclass
class Both:
    """A stage, and a line to it."""

    app: PodiumApp
    keeper: Keeper
    pilot: Pilot[None]
    line: Line
    words: AsyncGenerator[Event | Notice, None]

    async def ask(self, command: Command) -> None:
        assert self.line.send(command)

    async def hears(self, kind: type) -> Event | Notice:
        """The next word of a kind."""
        async for word in self.words:
            if isinstance(word, kind):
                return word
        raise AssertionError("the line ended")


@asynccontextmanager
async def both(folder: Path, text: str = DECK) -> AsyncIterator[Both]:
    deck = parse_deck(text, folder / "deck.yaml")
    clock = TalkClock()
    name = deck.slides[0].slide
    plan = plan_of(deck)
    first = Opened(at=clock(), deck=str(folder / "deck.yaml"), title="T", plan=plan, slide=name)
    keeper = Keeper(first, clock, lambda _: None)
    backstage = Backstage(folder / "lab.log", deck.questions())
    app = PodiumApp(deck, keeper, backstage, socket=socket_of(Path("talk")))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: socket_of(Path("talk")).exists())
        line = Line()
        async with aclosing(line.words(socket_of(Path("talk")))) as words:
            stage = Both(app, keeper, pilot, line, words)
            await stage.hears(UpToDate)
            yield stage


async def test_keys_of_the_stage_reach_the_cockpit(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path) as stage:
        await stage.pilot.press("right")
        moved = await stage.hears(Moved)
        assert isinstance(moved, Moved)
        assert moved.slide == "two"
        await stage.hears(Started)


async def test_what_the_cockpit_asks_is_done_on_the_stage(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path) as stage:
        await stage.ask(Jump(number=3))
        await stage.hears(Moved)
        await until(stage.pilot, lambda: "The third" in screen_text(stage.app))
        await stage.ask(ShowAnswer(answer=1))
        await until(stage.pilot, lambda: "It brings the facts." in screen_text(stage.app))
        assert "What of [b]RAG[/]?" in screen_text(stage.app), "text is text, never markup"
        await stage.ask(Do(do="previous"))
        await until(stage.pilot, lambda: "It brings" not in screen_text(stage.app))
        assert stage.keeper.state.answer is None, "the next move takes it off"
        await stage.ask(Do(do="black"))
        await until(stage.pilot, lambda: isinstance(stage.app.screen, Blackout))
        await stage.ask(Do(do="black"))
        await until(stage.pilot, lambda: not isinstance(stage.app.screen, Blackout))


async def test_what_cannot_be_done_is_said_to_the_cockpit(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path) as stage:
        for command, said in (
            (Jump(number=9), "There is no slide 9; the last is 3."),
            (Do(do="previous"), "This is the first slide."),
            (Do(do="pause"), "The clock has not started: s starts it."),
            (Do(do="open-quiz"), "There is no quiz on this slide."),
        ):
            await stage.ask(command)
            assert await stage.hears(Said) == Said(text=said)


async def test_cuts_are_made_and_marked_on_the_stage(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path) as stage:
        await stage.ask(Do(do="start"))
        await stage.ask(Decide(slides=("three", "nowhere"), accept=True))
        await stage.ask(Jump(number=3))
        await until(stage.pilot, lambda: "of 0:30 ✂" in screen_text(stage.app))
        await stage.ask(Decide(slides=("one", "nowhere"), accept=False))
        await until(stage.pilot, lambda: stage.keeper.state.refused == {"one"})


async def test_a_cut_to_nothing_is_passed_over_by_next(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path, DECK.replace("slide: three, to: 30s", "slide: two, to: 0s")) as stage:
        await stage.ask(Do(do="start"))
        await stage.ask(Decide(slides=("two",), accept=True))
        await stage.ask(Do(do="next"))
        moved = await stage.hears(Moved)
        assert isinstance(moved, Moved)
        assert moved.slide == "three"


async def test_panes_and_quizzes_of_the_slide_are_told(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path, DECK + LIVE) as stage:
        await stage.ask(Jump(number=4))
        panes = await stage.hears(Panes)
        assert isinstance(panes, Panes)
        while not panes.lines:
            panes = await stage.hears(Panes)
            assert isinstance(panes, Panes)
        assert "ready to train" in panes.lines[0]
        await stage.ask(Jump(number=5))
        while panes.quiz is None:
            panes = await stage.hears(Panes)
            assert isinstance(panes, Panes)
        assert (panes.quiz.ask, panes.quiz.trouble) == ("Why?", "no audience")


async def test_a_checkpoint_reached_is_told_once(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path) as stage:
        await stage.ask(Do(do="start"))
        await stage.ask(Jump(number=3))
        told = await stage.hears(CheckpointTold)
        assert isinstance(told, CheckpointTold)
        assert (told.slide, told.news) == ("three", "reached")
        assert stage.keeper.state.told == {("three", "reached")}


async def test_the_notes_stand_beside_the_slide_in_a_split(runtime: Path, tmp_path: Path) -> None:
    async with both(tmp_path) as stage:
        await stage.pilot.press("N")
        await stage.pilot.pause()
        row = next(line for line in screen_text(stage.app).splitlines() if "Good morning" in line)
        assert row.index("Good morning") > 55
        await stage.pilot.press("N")
        await stage.pilot.pause()
        assert "Good morning" not in screen_text(stage.app)


async def test_the_teleprompter_runs_beside_the_slide_and_is_held(
    runtime: Path, tmp_path: Path
) -> None:
    async with both(tmp_path, DECK.replace("Good morning.", "Good morning. " * 60)) as stage:
        prompter = stage.app.stage.notes_panel.prompter
        await stage.pilot.press("s", "T")
        await until(stage.pilot, lambda: "wpm to fit" in screen_text(stage.app))
        row = next(line for line in screen_text(stage.app).splitlines() if "Good morning" in line)
        assert row.rindex("Good morning") > 55, "it stands beside the slide"
        await until(stage.pilot, lambda: prompter.motion.position > 0.5)
        await stage.pilot.press("H")
        held = prompter.motion.position
        assert "held · H goes on" in screen_text(stage.app)
        await stage.pilot.press("J")
        assert prompter.motion.position == held + 8, "by hand it moves all the same"
        await stage.pilot.press("H", ">")
        await until(stage.pilot, lambda: "= fits the slide" in screen_text(stage.app))
        await stage.pilot.press("T")
        await until(stage.pilot, lambda: "Notes" in screen_text(stage.app))
        assert "wpm" not in screen_text(stage.app)
