"""The training pane's keys: the talk's two cuts, the pages, the other split. Recorded runs that
would take hours at their own pace."""

from pathlib import Path

import pytest

from presenter.panes.spam_train import SpamTrainPane
from presenter.work.asks import asks
from presenter.work.child import Lab
from presenter.work.protocol import Done, Train
from presenter.work.recordings import Recordings, write
from presenter.work.runs import Run
from slides.deck import SpamTrain
from tests.presenter.panes.test_frame import until
from tests.presenter.panes.test_spam_train import Host
from tests.presenter.panes.test_train_look import plan, step, trained
from tests.presenter.work.test_recordings import header, told

SPEC = SpamTrain(pane="spam-train", split="group")
SIZE = (60, 20)


@pytest.fixture
def pane(tmp_path: Path) -> SpamTrainPane:
    """A live pane with recordings of both splits."""
    kept = []
    for request in asks(SPEC):
        assert isinstance(request, Train)
        planned = plan().model_copy(update={"split": request.split})
        replies = [planned, step(1), trained(split=request.split), Done()]
        kept.append((header(request), [told(replies[0])[0], *told(*replies[1:], every=3600)]))
    write(tmp_path / "x.jsonl", kept)
    run = Run(Lab(tmp_path / "log", []), recordings=Recordings([tmp_path]))
    return SpamTrainPane(SPEC, run)


async def test_results_only_are_those_of_the_recorded_run_at_once(pane: SpamTrainPane) -> None:
    async with Host(pane).run_test(size=SIZE) as pilot:
        await pilot.press("tab")
        assert "o results only" in await until(pilot, "Enter trains")
        await pilot.press("o")
        text = await until(pilot, "tuned            99.6")
        assert "recorded 25 Nov 2026 on EPYC, 2 cores ─" in text


async def test_the_other_split_is_a_key_and_the_result_names_both(pane: SpamTrainPane) -> None:
    pane.run.recorded = True
    async with Host(pane).run_test(size=SIZE) as pilot:
        await pilot.press("tab", "o")
        await until(pilot, "x random split")
        await pilot.press("x", "e")
        text = await until(pilot, "F1: 98.3 on the random split")
        assert "x group split" in text


async def test_the_training_view_is_skipped_and_seen_again(pane: SpamTrainPane) -> None:
    pane.run.recorded = True
    async with Host(pane).run_test(size=SIZE) as pilot:
        await pilot.press("tab", "enter", "v")
        assert "The last row comes" in await until(pilot, "v training view")
        await pilot.press("v")
        await until(pilot, "v skips the view")
        await pilot.press("e", "m")
        await until(pilot, "really spam")
        await pilot.press("m")
        await until(pilot, "Its worst mistakes on the test")
