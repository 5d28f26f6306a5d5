"""Every key of the quiz's pane, pressed on a real stage and felt in a real room."""

from pathlib import Path

from presenter.screens.help import Help
from presenter.screens.room_panel import RoomPanel
from tests.presenter.conftest import screen_text
from tests.presenter.quiz_stage import QuizStage, quiz_stage
from tests.quiz.house import Terminal

DECK = """\
talk: Keys
duration: 4m
---
slide: first
title: First
blocks:
- quiz: {question: q, ask: Why?, time: 95s, options: [{text: because, right: yes}, {text: no}]}
---
slide: second
title: Second
blocks:
- quiz:
    question: fix
    kind: fix-prompt
    ask: Fix it.
    prompt: Write.
    rubric: [{names_format: yes}]
"""


async def test_each_key_does_in_the_room_what_it_says(tmp_path: Path) -> None:
    async with (
        quiz_stage(tmp_path, DECK) as stage,
        Terminal(stage.room.port) as ada,
        Terminal(stage.room.port) as ben,
    ):
        await ada.joins("Ada")
        await ben.joins("Ben")
        await stage.press("enter")
        await stage.press("question_mark")
        assert isinstance(stage.app.screen, Help)
        assert "the model did the option picked" in screen_text(stage.app)
        await stage.press("escape", "enter", "o")
        await ada.sees("because", "95 s")
        await stage.press("plus")
        await ada.sees(" 1:4")
        ada.type("1\r")
        await stage.sees("1 answer · 9", "50%")
        assert "██████" not in stage.text().split("Why?")[1].split("answer")[0]
        await stage.press("v")
        await stage.sees("because", "█████████")
        await stage.press("v", "k")
        await stage.sees("skipped: it counts for nothing", "o asks again")
        await ada.sees("You are in")
        await stage.press("o")
        await ada.sees("because")
        await stage.press("c")
        await ada.sees("Closed.")
        await stage.press("r")
        await ada.sees("You did not answer")
        await stage.press("L")
        await stage.sees("2 here  locked")
        async with Terminal(stage.room.port) as late:
            await late.sees("Your name here")
            late.type("Late\r")
            await late.sees("This room is locked")
        await stage.press("L", "t")
        await ada.sees("Leaderboard")
        await stage.press("t", "a")
        await stage.pilot.pause()
        assert isinstance(stage.app.screen, RoomPanel)
        await stage.press("right", "m")
        await stage.has(lambda: stage.room.state.attendees["p1"].muted)
        await stage.press("down", "K", "K")
        await ben.sees("The host has closed the door to you.")


async def test_v_has_the_audience_vote_among_its_best_prompts(tmp_path: Path) -> None:
    async with quiz_stage(tmp_path, DECK) as stage, Terminal(stage.room.port) as ada:
        await ada.joins("Ada")
        stage.app.stage.jump(2)
        await stage.pilot.pause()
        assert stage.pane.question.question == "fix"
        await stage.press("enter", "enter")
        await ada.sees("Fix it.")
        ada.type("\x15Write a table.\r")
        await ada.sees("All rules are met")
        async with Terminal(stage.room.port) as ben:
            await ben.joins_late("Ben", "Fix it.")
            ben.type("\x15Write two sentences.\r")
            await stage.sees("2 answers · open")
        await _hides_and_shows_the_newest_text(stage)
        await stage.press("enter", "enter")
        await stage.sees("The best of yours:", "Write a table.", "V has them vote")
        await stage.press("V")
        await ada.sees("Which of these is the best?", "Write two sentences.")
        ada.type("1\r")
        await stage.sees("1 answer · 4")
        await stage.press("enter", "enter")
        await ada.sees("Thank you for your answer.")


async def _hides_and_shows_the_newest_text(stage: QuizStage) -> None:
    await stage.press("a")
    await stage.pilot.pause()
    await stage.press("left", "x")
    await stage.has(lambda: stage.room.state.run and stage.room.state.run.hidden == {"p2"})
    await stage.pilot.pause(0.4)
    await stage.press("x")
    await stage.has(lambda: stage.room.state.run and not stage.room.state.run.hidden)
    await stage.press("escape")
