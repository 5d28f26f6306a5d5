"""The doctor names what is missing and the cure, and its exit code says whether anything is."""

import json
import shutil
from pathlib import Path

import pytest

from presenter.cli import main
from tests.presenter.work.conftest import tiny

__all__ = ["tiny"]

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
    assert states["pane spam-infer"] == "missing"
    assert states["data"] == "note"
    main(["doctor", written(tmp_path, LIVE)])
    assert "podium lab models get default" in capsys.readouterr().out


def test_a_pane_is_loaded_and_timed(
    tmp_path: Path, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = f"[{{pane: embeddings, base: {tiny}, words: [a, b]}}]"
    deck = written(tmp_path, f"talk: T\n---\nslide: live\nblocks: {blocks}\n")
    assert main(["doctor", deck, "--format", "json"]) == 0
    [pane] = [
        finding
        for finding in json.loads(capsys.readouterr().out)["findings"]
        if finding["what"] == "pane embeddings"
    ]
    assert pane["state"] == "ready"
    assert 0 < pane["seconds"] < 600
    assert "live: runs here" in pane["said"]
    assert (tiny / "model.safetensors").is_file()


def test_damaged_weights_are_found_before_the_talk(
    tmp_path: Path, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = Path(shutil.copytree(tiny, tmp_path / "base"))
    (base / "model.safetensors").write_bytes(b"cut short")
    blocks = f"[{{pane: attention, base: {base}, texts: [a]}}]"
    code, states = findings(
        capsys, written(tmp_path, f"talk: T\n---\nslide: live\nblocks: {blocks}\n")
    )
    assert code == 1
    assert states["pane attention"] == "missing"


def test_a_bad_deck_is_named_with_its_place_and_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = written(tmp_path, "talk: T\n---\nslide: one\nbudget: 2:30\n")
    assert main(["doctor", deck]) == 1
    said = capsys.readouterr().out
    assert f"{deck}:4:9" in said
    assert f"podium check {deck}" in said
