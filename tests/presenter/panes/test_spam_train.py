"""The training pane in a terminal, with the real child on a tiny base."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from presenter.panes.spam_train import SpamTrainPane
from presenter.work.child import Lab
from presenter.work.protocol import Reply, Step
from presenter.work.runs import Run
from slides.deck import SpamTrain


class Host(App[None]):
    """A stage with nothing but the pane."""

    def __init__(self, pane: SpamTrainPane) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


@pytest.fixture(autouse=True)
def _few(few_messages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_SMS_SPAM", str(few_messages))


def spec(tiny: Path) -> SpamTrain:
    return SpamTrain(pane="spam-train", base=str(tiny), seed=2)


def screen_text(pilot: Pilot[None]) -> str:
    lines = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what a person sees
    return "\n".join(strip.text for strip in lines)


@pytest.mark.parametrize("size", [(80, 24), (36, 10)])
async def test_a_key_starts_and_the_result_stands_on_screen(
    lab: Lab, tiny: Path, size: tuple[int, int]
) -> None:
    run = Run(lab)
    app = Host(SpamTrainPane(spec(tiny), run))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        before = screen_text(pilot)
        assert "live" in before
        assert "ready to train" in before
        await pilot.press("tab", "enter")
        await run.wait()
        await pilot.pause(0.2)
        text = screen_text(pilot)
    assert app.pane.view.state == "done"
    assert "tuned" in text
    assert "F1" in text
    assert "unseen" in text


async def test_c_cancels_and_enter_starts_again(lab: Lab, tiny: Path) -> None:
    run = Run(lab)
    stepped = asyncio.Event()

    def hear(reply: Reply) -> None:
        if isinstance(reply, Step):
            stepped.set()

    run.listeners.append(hear)
    app = Host(SpamTrainPane(spec(tiny), run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "enter")
        await stepped.wait()
        await pilot.press("c")
        await run.wait()
        states = [app.pane.view.state]
        await pilot.press("enter")
        await run.wait()
        states.append(app.pane.view.state)
        assert states == ["cancelled", "done"]


async def test_a_new_pane_shows_the_run_that_went_on(lab: Lab, tiny: Path) -> None:
    run = Run(lab)
    first = Host(SpamTrainPane(spec(tiny), run))
    async with first.run_test() as pilot:
        await pilot.press("tab", "enter")
        assert run.going
    await run.wait()
    second = Host(SpamTrainPane(spec(tiny), run))
    async with second.run_test() as pilot:
        await pilot.pause(0.2)
        assert second.pane.view.result
        assert "unseen messages" in screen_text(pilot)


async def test_a_child_that_dies_leaves_the_pane_with_a_way_on(lab: Lab, tiny: Path) -> None:
    run = Run(lab)
    stepped = asyncio.Event()
    run.listeners.append(lambda reply: stepped.set() if isinstance(reply, Step) else None)
    app = Host(SpamTrainPane(spec(tiny), run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "enter")
        await stepped.wait()
        assert lab.pid
        os.kill(lab.pid, signal.SIGKILL)
        await run.wait()
        await pilot.pause(0.2)
        text = screen_text(pilot)
        assert "! The lab stopped." in text
        assert "Enter tries again" in text
        await pilot.press("enter")
        await run.wait()
        assert app.pane.view.state == "done"


async def test_it_paints_no_more_than_ten_times_a_second(lab: Lab, tiny: Path) -> None:
    run = Run(lab)
    app = Host(SpamTrainPane(spec(tiny), run))
    painted = 0

    class Counting(SpamTrainPane):
        def _paint(self) -> None:
            nonlocal painted
            painted += 1
            super()._paint()

    app = Host(Counting(spec(tiny), run))
    loop = asyncio.get_running_loop()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        start = loop.time()
        await pilot.press("enter")
        await run.wait()
        seconds = loop.time() - start
    assert len(run.replies) > 20
    assert painted <= 10 * seconds + 3
