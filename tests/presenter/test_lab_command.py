"""`podium lab` as a person runs it: real processes, a tiny base."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from presenter.work.practice import practice_messages
from presenter.work.recordings import Recordings
from tests.presenter.work.tiny import build_tiny, write_messages


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def few_messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("messages") / "few.tsv"
    return write_messages(path, practice_messages()[:300])


def podium(
    tmp_path: Path, *words: str, typed: str = "", code: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `podium lab` with caches and logs of its own; `code` runs before it."""
    start = f"{code}\nimport sys; from presenter.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", start, "lab", *words],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={
            **{k: v for k, v in os.environ.items() if k != "PODIUM_SMS_SPAM"},
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
    )


def test_train_prints_its_figures_and_classify_uses_what_it_saved(
    tmp_path: Path, tiny: Path, few_messages: Path
) -> None:
    saved = tmp_path / "saved"
    words = ["--base", str(tiny), "--data", str(few_messages), "--seed", "3", "--split", "group"]
    done = podium(
        tmp_path, "train", *words, "--epochs", "2", "--save", str(saved), "--format", "json"
    )
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert {"f1", "precision", "recall", "accuracy", "seconds"} <= facts.keys()
    assert (facts["seed"], facts["split"], facts["data"]) == (3, "group", "few.tsv")
    assert facts["base"] == tiny.name
    assert facts["intervals"]["f1"][0] <= facts["f1"] <= facts["intervals"]["f1"][1]
    assert facts["before"]["f1"] == 0
    assert facts["test_size"] > 20
    assert "loading the base" in done.stderr

    judged = podium(
        tmp_path,
        *("classify", "--base", str(saved), "--format", "json"),
        typed="You won!\n\ncaf\u00e9 at 5?\n",
    )
    assert judged.returncode == 0, judged.stderr
    lines = [json.loads(line) for line in judged.stdout.splitlines()]
    assert [line["text"] for line in lines] == ["You won!", "", "caf\u00e9 at 5?"]
    assert {line["label"] for line in lines} <= {"ham", "spam"}
    assert all(0.5 <= line["probability"] <= 1 and line["milliseconds"] > 0 for line in lines)


def test_train_prints_a_table_for_people(tmp_path: Path, tiny: Path, few_messages: Path) -> None:
    done = podium(
        tmp_path, "train", "--base", str(tiny), "--data", str(few_messages), "--epochs", "1"
    )
    assert done.returncode == 0, done.stderr
    assert "after (95 % interval)" in done.stdout
    assert done.stdout.splitlines()[0].startswith("few.tsv, random split, seed 0: 45 test messages")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["train", "--data", "/nowhere.tsv"], "There is no file /nowhere.tsv."),
        (["train", "--base", "gpt-9"], "There is no model 'gpt-9'."),
        (["classify", "--base", "gpt-9"], "There is no model 'gpt-9'."),
        (["classify"], "Fetch it once with: podium lab models get default"),
        (["models", "get", "gpt-9"], "There is no model 'gpt-9'."),
        (["data", "--from", "/nowhere.zip"], "/nowhere.zip cannot be read"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(tmp_path: Path, words: list[str], told: str) -> None:
    done = podium(tmp_path, *words, typed="hello\n")
    assert done.returncode == 2
    assert told in done.stderr.splitlines()[-1]
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["classify"], ["train"]])
def test_without_the_libraries_it_says_what_to_install(tmp_path: Path, words: list[str]) -> None:
    done = podium(tmp_path, *words, code="import sys; sys.modules['torch'] = None")
    assert done.returncode == 2
    assert done.stderr == (
        "podium lab: The lab's libraries are not installed. "
        "Install them with: pip install 'podium[lab]'\n"
    )


def test_the_command_itself_never_imports_torch(tmp_path: Path) -> None:
    check = "import atexit, sys; atexit.register(lambda: print('torch' in sys.modules))"
    done = podium(tmp_path, "classify", typed="hello\n", code=check)
    assert done.stdout == "False\n"


def test_models_are_listed_and_verified(tmp_path: Path) -> None:
    listed = podium(tmp_path, "models", "--format", "json")
    model, *others = json.loads(listed.stdout)
    assert model["default"]
    assert not any(other["default"] for other in others)
    assert {"distilgpt2", "spam-classifier"} <= {other["name"] for other in others}
    assert not model["here"]
    assert model["licence"] == "Apache-2.0"
    verified = podium(tmp_path, "models", "verify")
    assert verified.returncode == 1
    assert "missing or damaged: config.json" in verified.stdout
    removed = podium(tmp_path, "models", "remove", "default")
    assert removed.stdout == "all-MiniLM-L6-v2 was not here.\n"


def test_help_shows_examples(tmp_path: Path) -> None:
    for words in ([], ["train"], ["classify"], ["models"]):
        done = podium(tmp_path, *words, "--help")
        assert done.returncode == 0
        assert done.stdout.count("podium lab") >= 3


DECK = """\
talk: Recorded
---
slide: demo
blocks:
  - pane: spam-infer
    base: {base}
    messages: ["Are we on for dinner?"]
  - pane: spam-train
    base: {base}
  - pane: spam-infer
    base: no-such-base
    messages: [Hello]
"""


def test_record_keeps_what_panes_ask_and_tells_what_it_could_not(
    tmp_path: Path, tiny: Path, few_messages: Path
) -> None:
    trained, data = tmp_path / "trained", ["--data", str(few_messages)]
    words = ["--base", str(tiny), "--epochs", "1", "--save", str(trained)]
    assert podium(tmp_path, "train", *data, *words).returncode == 0
    deck = tmp_path / "talk.yaml"
    deck.write_text(DECK.format(base=trained), encoding="utf-8")
    few = f"import os; os.environ['PODIUM_SMS_SPAM'] = {str(few_messages)!r}"
    done = podium(tmp_path, "record", str(deck), "--format", "json", code=few)
    assert done.returncode == 1
    outcomes = json.loads(done.stdout)
    assert [one["pane"] for one in outcomes] == [
        "demo.spam-infer",
        "demo.spam-train",
        "demo.spam-infer-2",
    ]
    assert "no-such-base" in outcomes[2]["failed"]
    folder = tmp_path / "talk.recordings"
    assert sorted(path.name for path in folder.iterdir()) == [
        "demo.spam-infer.jsonl",
        "demo.spam-train.jsonl",
    ]
    headers = [
        header.request.job
        for header in (one.header for one in Recordings([folder]).read().values())
    ]
    assert headers == ["classify", "classify", "explain", "train", "train"]
    again = podium(tmp_path, "record", str(deck), "--missing", "--pane", "spam-train")
    assert (again.returncode, again.stdout) == (0, f"Every pane has its recording in {folder}.\n")
    notes = [line for line in check_lines(deck) if "no-recording" in line]
    assert len(notes) == 1
    assert "3 of 3 runs of this live pane" in notes[0]


def check_lines(deck: Path) -> list[str]:
    """What `podium check` finds, a line each."""
    done = subprocess.run(
        [sys.executable, "-m", "presenter", "check", str(deck), "--format", "github"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.splitlines()


def test_a_deck_without_live_panes_has_nothing_to_record(tmp_path: Path) -> None:
    deck = tmp_path / "talk.yaml"
    deck.write_text("talk: Words\n---\nslide: one\nbody: Hello.\n", encoding="utf-8")
    done = podium(tmp_path, "record", str(deck))
    assert done.returncode == 2
    assert "Nothing in" in done.stderr
    assert "it has no live panes" in done.stderr
