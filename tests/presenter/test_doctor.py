"""The doctor names what is missing and the cure, and its exit code says whether anything is."""

import json
from pathlib import Path

import pytest

from presenter.cli import main
from presenter.work.catalogue import MINILM

LIVE = "talk: T\n---\nslide: live\nblocks: [{pane: spam-infer}]\n"


def findings(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, str]]:
    code = main(["doctor", *args, "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return code, {finding["what"]: finding["state"] for finding in found}


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_deck_of_text_needs_no_lab(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = written(tmp_path, "talk: T\n---\nslide: one\nbody: hi\n")
    code, states = findings(capsys, deck)
    assert code == 0
    assert states["deck"] == "ready"
    assert not {"lab", "data"} & set(states)


def test_missing_weights_are_missing_and_no_data_is_a_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PODIUM_SMS_SPAM", raising=False)
    code, states = findings(capsys, written(tmp_path, LIVE))
    assert code == 1
    assert states["model default"] == "missing"
    assert states["data"] == "note"
    for name in MINILM.files:
        MINILM.folder.mkdir(parents=True, exist_ok=True)
        (MINILM.folder / name).touch()
    code, states = findings(capsys, written(tmp_path, LIVE))
    assert code == 0
    assert states["model default"] == "ready"


def test_a_bad_deck_is_named_with_its_place_and_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = written(tmp_path, "talk: T\n---\nslide: one\nbudget: 2:30\n")
    assert main(["doctor", deck]) == 1
    said = capsys.readouterr().out
    assert f"{deck}:4:9" in said
    assert f"podium check {deck}" in said
