"""The whole talk in dress: see `tests/dress.py` for who does what."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from presenter.cli import main
from presenter.work.catalogue import MINILM
from presenter.work.practice import practice_messages
from slides.takes import report
from slides.talk import (
    AnswerShown,
    Blanked,
    CheckpointTold,
    CutAccepted,
    CutRefused,
    Ended,
    Moved,
    Sped,
)
from tests.audience import ALL
from tests.dress import ASKED, dress_run, dressed
from tests.test_end_to_end import free_port

FEW = 700
"""Messages to train on: the slot has minutes, a test has seconds."""


def few_messages(home: Path) -> Path:
    """Real ones where there are any on this machine, else those written for practice."""
    if collection := os.environ.get("PODIUM_SMS_SPAM"):
        lines = Path(collection).read_text(encoding="utf-8").split("\n")[:FEW]
        file = home / f"sms-{FEW}.txt"
    else:
        lines = [f"{one.label}\t{one.text}" for one in practice_messages()[:FEW]]
        file = home / f"practice-{FEW}.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
@pytest.mark.skipif(shutil.which("ssh") is None, reason="needs the OpenSSH client")
@pytest.mark.skipif(not MINILM.folder.is_dir(), reason="podium lab models get default")
def test_the_talk_is_given_before_fifty_people_and_survives_two_crashes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="podium-") as home,  # sockets need a short path
        dressed(Path(home), 60, free_port(), few_messages(Path(home)), 0.02) as run,
    ):
        dress_run(run)
        events = run.on.events()
        monkeypatch.setenv("XDG_STATE_HOME", f"{home}/state")
        assert main(["quiz", "report", "--format", "json", "--with-names"]) == 0
        told = json.loads(capsys.readouterr().out)
    take = report(events)
    assert isinstance(events[-1], Ended)
    assert not take.interrupted
    shown = {event.slide for event in events if isinstance(event, Moved)}
    assert [
        s.slide for s in run.on.deck.slides if s.part != "appendix" and s.slide not in shown
    ] == []
    cuts = [event.slide for event in events if isinstance(event, CutAccepted)]
    assert cuts, "after the demo one was made"
    kinds = [type(event) for event in events]
    assert CutRefused in kinds
    assert kinds.count(Blanked) == 2
    assert kinds.count(AnswerShown) == 1
    news = [(event.slide, event.news) for event in events if isinstance(event, CheckpointTold)]
    assert len(news) == len(set(news)) > 0, "each checkpoint is told of once"
    assert take.paused >= 100
    live = [event for event in events if isinstance(event, Sped) and event.speed == 1]
    assert len(live) >= len(ASKED) + 2, "what is live runs by the clock"
    assert 30 < float(run.f1) <= 100
    assert [question["question"] for question in told["questions"]] == ASKED
    assert {question["answered"] for question in told["questions"]} == {ALL}
    points = {one["attendee"]: one["points"] for one in told["attendees"]}
    assert len(points) == ALL
    assert sum(run.audience.points.values()) > 0
    assert all(points[name] >= before for name, before in run.audience.points.items())
