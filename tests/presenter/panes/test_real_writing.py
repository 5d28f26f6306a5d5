"""Every pane in which a model writes, visited in the tour with the real model. Slow."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from presenter import places
from presenter.panes.asking import AskingPane
from presenter.panes.next_token import NextTokenPane
from presenter.work.catalogue import SMOLLM2
from presenter.work.models import damaged, get
from presenter.work.protocol import Began, Called, Done, Written
from tests.presenter.conftest import MakeStage

pytestmark = pytest.mark.slow
TOUR = places.talks() / "tour.yaml"
SLIDES = ("next-token", "before-after", "prompting", "tools", "hallucination")


@pytest.fixture(scope="module", autouse=True)
def _writer() -> None:
    if damaged(SMOLLM2):
        get(SMOLLM2)


async def over(pane: AskingPane, pilot: Pilot[None]) -> None:
    async with asyncio.timeout(120):
        while not pane.over:
            await pilot.pause(0.05)


async def test_all_are_visited_live_by_keyboard(stage: MakeStage, tmp_path: Path) -> None:
    on = stage(TOUR.read_text(encoding="utf-8"), TOUR)
    async with on.app.run_test(size=(120, 36)) as pilot:
        for slide in SLIDES:
            on.app.stage.director.put(slide, 0)
            await pilot.pause()
            await pilot.press("enter")  # goes into the slide's pane
            pane = on.app.focused
            assert isinstance(pane, AskingPane), slide
            await pilot.press("enter")
            await over(pane, pilot)
            assert isinstance(pane.run.replies[-1], Done), (slide, pane.run.replies[-1])
            assert pane.border_subtitle == "live"
            if slide == "next-token":
                assert isinstance(pane, NextTokenPane)
                await pilot.press("enter")
                await over(pane, pilot)
                assert pane.text == "The capital of France is Paris"
                assert pane.shape
            elif slide == "tools":
                assert any(isinstance(reply, Called) and reply.result for reply in pane.run.replies)
            else:
                assert any(isinstance(reply, Written) and reply.text for reply in pane.run.replies)
            await pilot.press("escape")
    await on.backstage.close()


async def test_a_text_is_stopped_by_a_key_and_the_message_of_an_attendee_answered(
    stage: MakeStage,
) -> None:
    on = stage(TOUR.read_text(encoding="utf-8"), TOUR)
    async with on.app.run_test(size=(80, 24)) as pilot:
        on.app.stage.director.put("before-after", 0)
        await pilot.pause()
        await pilot.press("enter")
        pane = on.app.focused
        assert isinstance(pane, AskingPane)
        await pilot.press("enter")
        async with asyncio.timeout(120):
            while not any(isinstance(reply, Began) for reply in pane.run.replies):
                await pilot.pause(0.02)
        await pilot.press("c")
        kinds = [reply.kind for reply in pane.run.replies]
        assert kinds[-1] == "cancelled", "the key is obeyed before the lab answers"
        assert pane.view.state == "cancelled"
        pane.take_message("Who are you?", "Ada")
        await pilot.pause()
        await over(pane, pilot)
        assert str(pane.run.replies[-1].kind) == "done"
        assert pane.view.column(1).text
        assert pane.sender == "Ada"
    await on.backstage.close()
