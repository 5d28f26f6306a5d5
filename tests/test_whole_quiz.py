"""A whole quiz on real terminals: the stage, three people with OpenSSH, one who is read to."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.test_end_to_end import free_port
from tests.tty import Tty, on_terminal, typing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("ssh") is None, reason="needs the OpenSSH client"),
]

DECK = """\
talk: A quiz
duration: 5m
---
slide: first
title: First
blocks: [{quiz: {question: data, kind: true-false, ask: More data is always better., answer: no}}]
---
slide: second
title: Second
blocks:
- quiz: {question: emi, kind: estimate, ask: "What is the rate?", answer: 21247, unit: EUR}
---
slide: third
title: Third
blocks: [{quiz: {question: feeling, kind: cloud, ask: "Fine-tuning, in a word?", words: 1}}]
---
slide: fourth
title: Fourth
blocks:
- quiz:
    question: method
    kind: method
    ask: The tone is wrong, the facts are right.
    best: sft
    methods: {rag: It brings facts., sft: Tone is behaviour.}
"""
NAMES = ("Ada", "Ben", "Cleo")
ROUNDS = (
    ("More data", ("b", "b", "a"), "b", "✓ False"),
    ("the rate", ("21247", "20000", "25000"), "21000", "✓ 21,247 EUR"),
    ("in a word", ("tone", "tone", "slow"), "tone", "T O N E 3"),
    ("The tone", ("b", "a", "b"), "b", "Tone is behaviour."),
)
"""What is seen of each question, what is typed by the three and by the one who is read to, and
what the slide shows in the end."""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Logs, takes and rooms go to a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def test_four_people_play_a_quiz_to_its_end_and_the_report_has_it(state: Path) -> None:
    (state / "quiz.yaml").write_text(DECK, encoding="utf-8")
    port = free_port()
    ssh = ("ssh", "-tt", "-F", "none", "-p", str(port), "-oStrictHostKeyChecking=no",
           f"-oUserKnownHostsFile={os.devnull}", "-oLogLevel=ERROR")  # fmt: skip
    door = f"127.0.0.1:{port}"
    with ExitStack() as all_of_it:
        stage = all_of_it.enter_context(
            on_terminal("present", str(state / "quiz.yaml"), "--quiz", door, size=(100, 34))
        )
        stage.sees(f"ssh -p {port} 127.0.0.1")
        people = [all_of_it.enter_context(typing(*ssh, "guest@127.0.0.1")) for _ in NAMES]
        reader = all_of_it.enter_context(typing(*ssh, "plain@127.0.0.1"))
        for one, name in zip(people, NAMES, strict=True):
            one.sees("Your name here")
            one.press(f"{name}\r")
            one.sees("You are in")
        reader.sees("Type a name")
        reader.press("Dora\r")
        reader.sees("You are in")
        stage.sees("4 here")
        for number, (ask, typed, read, shown) in enumerate(ROUNDS, 1):
            _play(stage, people, reader, number, ask, typed, read, shown)
        stage.press("t")
        stage.sees("Leaderboard")
        stage.sees("4 played")
        stage.press("E")
        for one in (*people, reader):
            one.sees("place")
        stage.press("\x03")
        assert stage.ends() == 0
    told = subprocess.run(
        [sys.executable, "-m", "presenter", "quiz", "report", "--format", "json", "--with-names"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    report = json.loads(told.stdout)
    assert len(report["questions"]) == len(ROUNDS)
    assert all(name in told.stdout for name in (*NAMES, "Dora"))


def _play(
    stage: Tty, people: list[Tty], reader: Tty, number: int, ask: str,
    typed: tuple[str, ...], read: str, shown: str,
) -> None:  # fmt: skip
    """One question from the opening to the reveal."""
    if number > 1:
        stage.press("\x1b")
        stage.settles(0.5)
        stage.press(f"{number}\r")
    stage.sees(ask)
    stage.settles()
    stage.press("\r")
    stage.settles()
    stage.press("\r")
    stage.sees("0 answers · open")
    for one, answer in zip(people, typed, strict=True):
        one.sees(ask)
        one.press(f"{answer}\r")
    reader.sees(ask)
    reader.press(f"{read}\r")
    stage.sees("4 answers · open")
    stage.press("\r")
    stage.sees("4 answers · closed")
    stage.press("\r")
    stage.sees(shown)
