"""How the spam panes look when all is there, kept as pictures: recorded runs at their end."""

from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from presenter.panes.frame import LivePane
from presenter.panes.spam_infer import SpamInferPane
from presenter.panes.spam_train import SpamTrainPane
from presenter.work.asks import asks, judging
from presenter.work.child import Lab
from presenter.work.protocol import Classified, Done, Explained, Reply, Word
from presenter.work.recordings import Recordings, write
from presenter.work.runs import Run
from slides.deck import SpamInfer, SpamTrain
from tests.presenter.panes.test_train_look import MACHINE, RUNNING, trained
from tests.presenter.work.test_recordings import header, told

TEXT = "You have won a gift card, claim it now"
JUDGING = SpamInfer(pane="spam-infer", messages=(TEXT, "Dinner at seven?"))
TRAINING = SpamTrain(pane="spam-train", split="group", seed=4)
WEIGHTS = {"won": 0.71, "claim": 0.44, "gift": 0.31, "now": 0.12, "have": -0.06}


class Host(App[None]):
    """Nothing but the pane."""

    def __init__(self, pane: LivePane) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Plays what both panes ask."""
    spam = Classified(index=0, label="spam", probability=0.98, milliseconds=4.6)
    ham = Classified(index=0, label="ham", probability=0.866, milliseconds=4.1)
    words = tuple(Word(text=word, weight=WEIGHTS.get(word, 0)) for word in TEXT.split())
    answers: list[Reply] = [spam, ham, Explained(spam=0.98, words=words, milliseconds=30)]
    kept = [
        (header(request), told(answer, Done()))
        for request, answer in zip(judging(TEXT, "default"), answers, strict=True)
    ]
    training = told(MACHINE, *RUNNING, trained(), Done())
    write(tmp_path / "x.jsonl", [*kept, (header(asks(TRAINING)[0]), training)])
    return Run(Lab(tmp_path / "log", []), recordings=Recordings([tmp_path]), recorded=True)


async def finish(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, hear the run to its end, and leave the pane: no cursor blinks."""
    await pilot.press("tab", *keys)
    pane = pilot.app.query_one(LivePane)
    await pilot.app.workers.wait_for_complete()
    pane.run.hurry()
    await pane.run.wait()
    pilot.app.screen.set_focus(None)
    await pilot.pause(0.3)


@pytest.mark.parametrize("size", [(36, 17), (56, 28)], ids=["small", "large"])
def test_a_trained_model(run: Run, snap_compare: Any, size: tuple[int, int]) -> None:
    app = Host(SpamTrainPane(TRAINING, run))
    assert snap_compare(app, terminal_size=size, run_before=lambda pilot: finish(pilot, "enter"))


def test_a_judged_message(run: Run, snap_compare: Any) -> None:
    app = Host(SpamInferPane(JUDGING, run))
    assert snap_compare(app, terminal_size=(56, 22), run_before=lambda pilot: finish(pilot, "1"))
