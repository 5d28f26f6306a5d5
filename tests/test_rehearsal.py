"""The whole talk rehearsed on real terminals, stage and cockpit side by side in tmux."""

import shutil
import tempfile
from pathlib import Path

import pytest

from slides.takes import report
from slides.talk import AnswerShown, Blanked, CheckpointTold, CutAccepted, Ended, Moved, replay
from tests.rehearsal import QUESTION, rehearse, side_by_side


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_the_whole_talk_is_rehearsed_from_stage_and_cockpit() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="podium-") as home,  # sockets need a short path
        side_by_side(Path(home), speed=60) as on,
    ):
        rehearse(on)
        events = on.events()
    state, take = replay(events), report(events)
    assert state is not None
    assert isinstance(events[-1], Ended)
    assert {event.slide for event in events if isinstance(event, Moved)} | {
        take.slides[0].slide
    } == {slide.slide for slide in on.deck.slides}, "every slide was on"
    kinds = [type(event) for event in events]
    assert kinds.count(Blanked) == 2
    assert kinds.count(AnswerShown) == 1
    assert CutAccepted in kinds
    told = [(event.slide, event.news) for event in events if isinstance(event, CheckpointTold)]
    assert len(told) == len(set(told)) > 0, "each checkpoint is told of once"
    assert take.paused >= QUESTION
    assert take.verdict == "too long", "as its budgets are"
    assert state.elapsed(state.moved_at) == pytest.approx(
        take.paused + sum(slide.taken for slide in take.slides)
    )
