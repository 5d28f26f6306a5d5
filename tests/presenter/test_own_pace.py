"""The speaker's own pace and rehearsals of a part, from the command's wish to the plan."""

import json
from pathlib import Path

import pytest

from presenter import places
from presenter.cli import main
from presenter.opening import open_talk
from presenter.request import Refused, Request
from presenter.shelf import read_take
from slides.loader import load
from slides.planning import plan_of
from tests.presenter.takes_kept import keep_take

DECK = f"""\
talk: A talk
duration: 5m
---
slide: one
budget: 2m
notes: {"word " * 200}
---
slide: two
section: End
budget: 3m
notes: {"word " * 100}
"""


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "talk.yaml"
    path.write_text(DECK)
    return path


def keep_three(deck: Path) -> None:
    plan = plan_of(load(deck).deck)
    for number in range(3):
        folder = places.state() / "takes"
        keep_take(folder, f"take-{number}", (120, 60), plan=plan, deck=str(deck))


def test_the_finish_is_projected_at_the_speakers_own_pace(deck: Path) -> None:
    keep_three(deck)
    talk = open_talk(Request(deck=deck, own_pace=True))
    plan = talk.app.stage.director.keeper.state.plan
    assert [slide.takes for slide in plan.slides] == [120, 60]
    assert [slide.budget for slide in plan.slides] == [120, 180]
    assert talk.app.greeting == "Finish at your own pace: 100 words a minute, by 3 takes."
    talk.app.stage.director.renew(load(deck).deck)
    assert talk.app.stage.director.keeper.state.plan == plan


def test_too_few_takes_leave_the_decks_pace(deck: Path) -> None:
    talk = open_talk(Request(deck=deck, own_pace=True))
    assert talk.app.stage.director.keeper.state.plan == plan_of(load(deck).deck)
    assert talk.app.greeting == "Your own pace needs 3 takes; the finish goes by the budgets."


def test_check_at_ones_own_pace(
    deck: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["check", str(deck), "--pace", "mine", "--format", "json"]) == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)["decks"][0]
    assert (answer["own_rate"], answer["figures"]["pace"]) == (None, [140, 160])
    assert "not known yet" in said.err
    keep_three(deck)
    assert main(["check", str(deck), "--pace", "mine", "--format", "json"]) == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)["decks"][0]
    assert (answer["own_rate"]["takes"], answer["figures"]["pace"]) == (3, [100, 100])
    assert said.err == ""
    main(["check", str(deck), "--pace", "mine"])
    assert "Held against your own pace: 100 words a minute, learnt from 3 takes" in " ".join(
        capsys.readouterr().out.split()
    )


@pytest.mark.parametrize(("slides", "section"), [("2", ""), ("", "end")])
def test_a_part_is_rehearsed_alone(deck: Path, slides: str, section: str) -> None:
    talk = open_talk(Request(deck=deck, rehearsal=True, slides=slides, section=section))
    plan = talk.app.stage.director.keeper.state.plan
    assert [(slide.slide, slide.budget) for slide in plan.slides] == [("two", 180)]
    assert [slide.slide for slide in talk.app.stage.director.deck.slides] == ["two"]
    assert read_take(talk.log).report.verdict == "part of the talk"


@pytest.mark.parametrize(("slides", "section"), [("3", ""), ("", "Middle"), ("x", "")])
def test_a_part_that_is_not_there_is_refused(deck: Path, slides: str, section: str) -> None:
    with pytest.raises(Refused, match=r"podium: (there|write)"):
        open_talk(Request(deck=deck, rehearsal=True, slides=slides, section=section))
