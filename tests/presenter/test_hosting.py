"""A stage, its cockpit and its audience, all real: who asks, who lets it through, where it goes."""

from pathlib import Path

from presenter.app import PodiumApp
from presenter.hosting import Hosting
from presenter.keeper import Keeper, TalkClock
from presenter.panes.frame import LivePane
from presenter.panes.quiz_tally import QuizPane
from presenter.panes.registry import Backstage
from presenter.screens.room_panel import RoomPanel
from quiz.wire import Moderate
from slides.loader import parse_deck
from slides.planning import plan_of
from slides.talk import Opened
from tests.presenter.test_audience import audience, until
from tests.quiz.house import Terminal

DECK = """\
talk: With an audience
duration: 4m
---
slide: asked
title: Asked
blocks:
- quiz: {question: q, ask: Why?, options: [{text: because, right: yes}, {text: why not}]}
---
slide: live
title: Live
blocks:
- pane: spam-infer
"""


async def test_a_message_goes_from_an_attendee_by_the_speaker_to_the_pane(tmp_path: Path) -> None:
    deck = parse_deck(DECK, tmp_path / "deck.yaml")
    clock = TalkClock()
    first = Opened(
        at=clock(), deck=str(tmp_path / "deck.yaml"), title="T", plan=plan_of(deck), slide="asked"
    )
    async with audience(tmp_path / "quiz") as room, Terminal(room.port) as ada:
        backstage = Backstage(tmp_path / "lab.log", deck.questions(), room, recorded=True)
        app = PodiumApp(deck, Keeper(first, clock, lambda _: None), backstage)
        async with app.run_test(size=(100, 30)) as pilot:
            hosting: Hosting = app.hosting
            await ada.joins("Ada")
            await until(room, lambda: room.state.present)
            ada.type("?")
            await ada.sees("speaker")
            ada.type("You have won [b]a prize[/b]\r")
            await until(room, lambda: room.state.remarks)
            await pilot.press("enter", "a")
            await pilot.pause()
            assert isinstance(app.screen, RoomPanel)
            await pilot.press("a")
            await until(room, lambda: room.state.remarks["r1"].verdict == "approved")
            assert hosting.hand_over("r1") == "No pane of this slide takes messages."
            await pilot.press("escape", "escape")
            app.stage.jump(2)
            await pilot.pause()
            assert hosting.hand_over("r1") == "On the slide: You have won [b]a prize[/b]"
            assert app.query_one(LivePane).sender == "Ada"
            assert hosting.hand_over("r9") == "There is no such message."
            hosting.order(Moderate(remark="r1", verdict="answered"))
            await until(room, lambda: room.state.remarks["r1"].verdict == "answered")


async def test_a_cockpit_drives_a_question_from_open_to_the_leaderboard(tmp_path: Path) -> None:
    deck = parse_deck(DECK, tmp_path / "deck.yaml")
    clock = TalkClock()
    first = Opened(
        at=clock(), deck=str(tmp_path / "deck.yaml"), title="T", plan=plan_of(deck), slide="asked"
    )
    async with audience(tmp_path / "quiz") as room, Terminal(room.port) as ada:
        backstage = Backstage(tmp_path / "lab.log", deck.questions(), room)
        app = PodiumApp(deck, Keeper(first, clock, lambda _: None), backstage)
        async with app.run_test(size=(100, 30)) as pilot:
            await ada.joins("Ada")
            assert app.hosting.do("open-quiz") == ""
            await ada.sees("because")
            ada.type("1\r")
            await until(room, lambda: room.state.run and room.state.run.answers)
            for wish in ("close-quiz", "reveal-quiz", "rank-quiz", "lock-quiz"):
                assert app.hosting.do(wish) == ""
            await until(room, lambda: room.state.ranked and room.state.locked)
            tally, told = app.hosting.tally(), app.hosting.room()
            assert tally
            assert (tally.phase, [one.count for one in tally.slices]) == ("revealed", [1, 0])
            assert told
            assert [one.name for one in told.people] == ["Ada"]
            await pilot.pause(0.1)
            pane = app.query_one(QuizPane)
            shown = "\n".join(pane.render_line(row).text for row in range(pane.size.height))
            assert pane.border_title == "Leaderboard"
            assert "1." in shown
            assert "Ada" in shown
            assert "locked" in shown
