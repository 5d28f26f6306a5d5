"""The leaderboard on a slide of its own."""

from pathlib import Path

from textual.app import App, ComposeResult

from presenter.audience import Audience
from presenter.draw.canvas import Canvas
from presenter.palette import rich_theme, textual_theme
from presenter.panes.quiz_board import LeaderboardPane
from presenter.panes.registry import Backstage, pane_for
from presenter.themes import default_theme
from quiz.core import NamesHidden, fold
from slides.loader import parse_deck
from tests.presenter.panes.quiz_slide import rehearsed
from tests.quiz.examples import answer, finished

DECK = """\
talk: Places
duration: 1m
---
slide: places
title: Places
blocks: [{quiz: leaderboard}]
"""


class Slide(App[None]):
    """The pane that a deck's block makes."""

    def __init__(self, folder: Path, audience: Audience | None) -> None:
        super().__init__()
        deck = parse_deck(DECK, folder / "deck.yaml")
        block = deck.slides[0].walk()[0]
        backstage = Backstage(folder / "lab.log", deck.questions(), audience)
        self.pane = pane_for(block, backstage, Canvas(folder=folder))
        dress = textual_theme(default_theme())
        self.register_theme(dress)
        self.theme = dress.name
        self.console.push_theme(rich_theme(default_theme()))

    def compose(self) -> ComposeResult:
        yield self.pane

    def text(self) -> str:
        return "\n".join(self.pane.render_line(row).text for row in range(self.size.height))


async def test_a_deck_gives_the_first_ten_a_slide(tmp_path: Path) -> None:
    room = rehearsed(tmp_path, finished(answer(1, 1), answer(2, 0)))
    app = Slide(tmp_path, room)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert isinstance(app.pane, LeaderboardPane)
        first = next(line for line in app.text().splitlines() if "Guest 1" in line)
        assert "1." in first
        assert "950" in first
        room.state = fold([NamesHidden(at=40)], room.state)
        room._tell()  # noqa: SLF001 - what the server's words would do
        await pilot.pause()
        assert "Guest" not in app.text()


async def test_without_an_audience_it_says_how_to_have_one(tmp_path: Path) -> None:
    app = Slide(tmp_path, None)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert "podium present --quiz" in app.text()
