"""`podium new` and `podium schema`: a good beginning."""

import json
from pathlib import Path

import pytest

from presenter.cli import main
from slides.check import check
from slides.loader import load
from tests.slides.test_schema import complaints


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_deck_passes_the_strictest_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "my-talk"]) == 0
    assert "my-talk.yaml is ready" in capsys.readouterr().out
    path = tmp_path / "my-talk.yaml"
    checked = check(load(path))
    assert not checked.findings
    assert checked.figures.verdict == "fits"
    assert main(["check", str(path), "--strict"]) == 0
    assert complaints(path.read_text()) == []
    kinds = {type(block).__name__ for slide in load(path).deck.slides for block in slide.walk()}
    assert {"Markdown", "Table", "Columns", "Callout"} <= kinds


@pytest.mark.parametrize(
    ("name", "more", "title"),
    [
        ("my-talk", [], "My talk"),
        ("deep/er/talk.yml", [], "Talk"),
        ("v1.2", [], "V1.2"),
        ("x", ["--title", 'Say "{{no}}" \\ yes: #1'], 'Say "{{no}}" \\ yes: #1'),
    ],
)
def test_the_title_is_the_one_given_or_made_from_the_name(
    tmp_path: Path, name: str, more: list[str], title: str
) -> None:
    assert main(["new", name, *more]) == 0
    [path] = [path for path in tmp_path.rglob("*") if path.is_file()]
    deck = load(path).deck
    assert deck.talk.talk == title
    assert deck.slides[0].title == title


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "talk.yaml").write_text("mine")
    assert main(["new", "talk"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "talk.yaml").read_text() == "mine"


@pytest.mark.parametrize("arguments", [[""], ["/dev/null/x"], ["a\0b"], ["x", "--title", "a\nb"]])
def test_what_cannot_be_written_is_said(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments]) == 2
    assert capsys.readouterr().err.startswith("podium new: ")


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert "Slide" in json.loads(capsys.readouterr().out)["$defs"]
