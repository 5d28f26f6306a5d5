"""docs/quiz.md: every kind, rule and key is there, its examples load, and its points are right."""

import re
from pathlib import Path

import pytest
import yaml

from presenter.cli import main
from quiz.question import KINDS, METHODS, AnyQuestion, Question
from quiz.rubric import RULES
from quiz.scoring import LONGEST_STREAK, STREAK_STEP
from slides.bank import load_questions

PAGE = (Path(__file__).parents[2] / "docs" / "quiz.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_every_example_loads_as_a_bank(tmp_path: Path) -> None:
    found: dict[str, AnyQuestion] = {}
    for number, example in enumerate(EXAMPLES):
        path = tmp_path / f"{number}.yaml"
        path.write_text(example if "questions:" in example else f"questions:\n{example}")
        found |= load_questions(path)
    assert {question.kind for question in found.values()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_every_kind_is_told_below_its_heading(kind: str) -> None:
    [section] = re.findall(rf"^### `{kind}`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", section, flags=re.MULTILINE | re.DOTALL)
    own = set(KINDS[kind].model_fields) - set(Question.model_fields) - {"kind"}
    for key in own:
        assert f"`{key}" in prose, key


def test_every_common_key_method_and_rule_is_told() -> None:
    for key in (*Question.model_fields, *METHODS):
        assert f"`{key}`" in PAGE, key
    for rule in RULES:
        assert f"| `{rule}: " in PAGE, rule


def test_every_rule_in_the_table_loads(tmp_path: Path) -> None:
    rules = re.findall(r"^\| `(\w+: .*?)` \|", PAGE, re.MULTILINE)
    assert len(rules) == len(RULES)
    rubric = "".join(f"      - {rule}\n" for rule in rules)
    path = tmp_path / "bank.yaml"
    path.write_text(
        "questions:\n  - question: q\n    kind: fix-prompt\n    ask: Fix it.\n    prompt: x\n"
        f"    rubric:\n{rubric}"
    )
    assert yaml.safe_load(path.read_text())
    assert len(load_questions(path)) == 1


def test_the_streak_is_as_it_is_told() -> None:
    assert (STREAK_STEP, LONGEST_STREAK) == (0.1, 5)
    assert "earns a tenth of P more" in PAGE
    assert "to a half" in PAGE


@pytest.mark.parametrize("command", re.findall(r"^podium quiz (\w+) ", PAGE, re.MULTILINE))
def test_every_command_is_one(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["quiz", command, "--help"])
    assert ended.value.code == 0
    options = re.findall(rf"^podium quiz {command} .*?(--[\w-]+)", PAGE, re.MULTILINE)
    said = capsys.readouterr().out
    assert all(option in said for option in options)
