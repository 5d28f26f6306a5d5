"""Every key of the cockpit for the audience, pressed in a real cockpit on the line of a real stage
with a real room."""

from pathlib import Path

from presenter.screens.room_panel import RoomPanel
from tests.presenter.cockpit.test_cockpit import cockpit
from tests.presenter.quiz_stage import quiz_stage
from tests.quiz.house import Terminal

DECK = """\
talk: Driven
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
- quiz: {question: rag, kind: text, ask: What is RAG?, accept: [retrieval]}
"""


async def test_a_cockpit_hosts_the_whole_room(runtime: Path, tmp_path: Path) -> None:
    async with (
        quiz_stage(tmp_path, DECK, talk="talk") as stage,
        Terminal(stage.room.port) as ada,
        Terminal(stage.room.port) as ben,
        cockpit((120, 36)) as seat,
    ):
        await ada.joins("Ada")
        await ben.joins("Ben")
        await seat.sees("quiz: 2 here; o opens it")
        await seat.press("o")
        await ada.sees("because", "95 s")
        await seat.press("e")
        await ada.sees(" 1:4")
        ada.type("1\r")
        await seat.sees("quiz open: 1 of 2", "✓A because", "s left")
        await seat.press("c")
        await ada.sees("Closed.")
        await seat.press("r")
        await ada.sees("Right!")
        await ben.sees("You did not answer")
        await seat.press("B")
        await ada.sees("Leaderboard")
        await seat.sees("1. Ada")
        await seat.press("B", "right")
        await seat.sees("2/2")
        await seat.press("o")
        await ada.sees("What is RAG?")
        ada.type("retrieval\r")
        await ben.sees("What is RAG?")
        ben.type("rude\r")
        await seat.sees("quiz open: 2 of 2", "✓retrieval", "1 of 2 right")
        await seat.press("A")
        await seat.sees("texts 2")
        assert isinstance(seat.app.screen, RoomPanel)
        await seat.press("left")
        await seat.sees("rude  Ben")
        await seat.press("x")
        await stage.has(lambda: stage.room.state.run and stage.room.state.run.hidden == {"p2"})
        await seat.press("left", "m")
        await stage.has(lambda: stage.room.state.attendees["p1"].muted)
        await seat.press("down", "K", "K")
        await ben.sees("The host has closed the door to you.")
        await seat.press("L")
        await stage.has(lambda: stage.room.state.locked)
        await seat.press("escape", "L")
        await stage.has(lambda: not stage.room.state.locked)
        await seat.press("S")
        await seat.sees("quiz skipped")
        await ada.sees("You are in")
