"""`podium quiz take` on a real terminal."""

import json
from pathlib import Path

import pytest

from presenter.cli import main
from tests.tty import on_terminal

BANK = """\
questions:
  - question: weights
    ask: What changes weights?
    options: [{text: RAG}, {text: SFT, right: yes}]
    explanation: Only training does.
  - question: rate
    kind: estimate
    ask: How much?
    answer: 12
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK)
    return path


def test_a_quiz_is_taken_to_its_end_and_summed_up(bank: Path) -> None:
    with on_terminal("quiz", "take", str(bank), size=(60, 16)) as tty:
        tty.sees("Question 1 of 2")
        tty.press("b\r")
        tty.sees("Right!")
        tty.sees("Only training does.")
        tty.press("\r")
        tty.sees("Question 2 of 2")
        tty.press("12\r")
        tty.sees("Exactly right!")
        tty.press("\r")
        tty.sees("That was the quiz.")
        tty.press("\r")
        assert tty.ends() == 0
        assert tty.is_sane
        assert "2 of 2 right, 2,100 points." in tty.output.decode()


def test_ctrl_c_leaves_the_terminal_sane_and_says_what_there_was(bank: Path) -> None:
    with on_terminal("quiz", "take", str(bank)) as tty:
        tty.sees("Question 1 of 2")
        tty.press("a\r")
        tty.sees("B is right")
        tty.press("\x03")
        assert tty.ends() == 130
        assert tty.is_sane
        assert "0 of 1 right" in tty.output.decode()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "needs a terminal"),
        (["--only", "wieghts"], "did you mean 'weights'"),
        (["--only", "rate", "--only", "x"], "no question 'x'"),
    ],
)
def test_what_cannot_be_asked_is_said(
    bank: Path, args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quiz", "take", str(bank), *args]) == 2
    assert said in capsys.readouterr().err


def test_a_broken_bank_says_where(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank.write_text(BANK.replace("answer", "anwser"))
    assert main(["quiz", "take", str(bank)]) == 2
    assert "bank.yaml:9:5" in capsys.readouterr().err


def test_the_result_can_be_read_by_programs(bank: Path) -> None:
    with on_terminal("quiz", "take", str(bank), "--only", "weights", "--format", "json") as tty:
        tty.sees("Question 1 of 1")
        tty.press("b\r")
        tty.sees("Right!")
        tty.press("\r\r")
        assert tty.ends() == 0
        told = tty.output.decode().rpartition("\x1b[?1049l")[2]
        report = json.loads(told)
        assert report["right"] == 1
        assert report["questions"][0]["question"] == "weights"
