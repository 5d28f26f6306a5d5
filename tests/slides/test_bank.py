"""Banks of questions beside a deck, and what `podium check` says of questions."""

from pathlib import Path

import pytest

from presenter.preflight import preflight
from slides.bank import load_questions
from slides.check import check
from slides.loader import load
from slides.problems import DeckErrors

BANK = """\
questions:
  - question: awake
    ask: Are you awake?
    options: [{text: "Yes"}, {text: "No"}]
  - question: rate
    kind: estimate
    ask: How much is it?
    answer: 12
    explanation: Because.
"""
DECK = """\
talk: T
bank: bank.yaml
---
slide: one
notes: Hello.
blocks: [{quiz: awake}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bank.yaml").write_text(BANK)
    (tmp_path / "deck.yaml").write_text(DECK)
    return tmp_path


def test_a_deck_shows_questions_of_its_bank_by_id(folder: Path) -> None:
    deck = load(folder / "deck.yaml").deck
    assert list(deck.questions()) == ["awake", "rate"]


def test_a_bank_can_be_read_without_a_deck(folder: Path) -> None:
    assert list(load_questions(folder / "bank.yaml")) == ["awake", "rate"]
    assert list(load_questions(folder / "deck.yaml")) == ["awake", "rate"]


def test_several_banks_are_a_list(folder: Path) -> None:
    (folder / "more.yaml").write_text(BANK.replace("awake", "other").replace("rate", "sum"))
    (folder / "deck.yaml").write_text(DECK.replace("bank.yaml", "[bank.yaml, more.yaml]"))
    assert len(load(folder / "deck.yaml").deck.questions()) == 4


def test_an_error_in_a_bank_is_found_in_the_bank(folder: Path) -> None:
    (folder / "bank.yaml").write_text(BANK.replace("answer: 12", "anwser: 12"))
    for path in (folder / "deck.yaml", folder / "bank.yaml"):
        with pytest.raises(DeckErrors) as caught:
            load_questions(path)
        said = str(caught.value)
        assert "bank.yaml:8:5" in said
        assert "did you mean 'answer'?" in said


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        ("kind: chioce", "bank.yaml:6:11", "did you mean 'choice'?"),
        (
            "kind: fix-prompt\n    rubric: [{wrods: 3}]\n    prompt: x",
            "7:14",
            "did you mean 'words'",
        ),
        ("kind: fix-prompt\n    rubric: [{words: 9-3}]\n    prompt: x", "7:22", "backwards"),
        (
            "kind: fix-prompt\n    rubric: [{words: 9, wieght: 1}]\n    prompt: x",
            "7:25",
            "'weight'",
        ),
        ("kind: method\n    methods: {rag: a, stf: b}\n    best: rag", "7:", "'sft'"),
    ],
)
def test_errors_in_any_kind_say_where_and_what_was_meant(
    folder: Path, written: str, place: str, said: str
) -> None:
    text = BANK.replace("kind: estimate", written).replace("    answer: 12\n", "")
    (folder / "bank.yaml").write_text(text)
    with pytest.raises(DeckErrors) as caught:
        load_questions(folder / "bank.yaml")
    assert place in str(caught.value)
    assert said in str(caught.value)


def codes(folder: Path, question: str) -> set[str]:
    """What a check finds in a deck with one more question."""
    text = f"talk: T\nquestions:\n  - question: q\n    ask: What?\n{question}\n---\nslide: s\n"
    (folder / "other.yaml").write_text(text + "notes: Hello.\nblocks: [{quiz: q}]\n")
    loaded = load(folder / "other.yaml")
    found = [*check(loaded).findings, *preflight(loaded, ()).findings]
    return {one.code for one in found} - {"no-duration", "no-budget", "overflow"}


YES_NO = "    options: [{text: a}, {text: b}]\n"


def test_a_question_without_an_answer_is_found(folder: Path) -> None:
    assert codes(folder, YES_NO) == {"poll"}
    assert codes(folder, YES_NO + "    explanation: Since.\n") == {"no-answer"}
    assert codes(folder, "    options: [{text: a, why: so}, {text: b}]\n") == {"no-answer"}
    assert codes(folder, YES_NO + "    kind: poll\n") == set()


def test_two_equal_options_do_not_load(folder: Path) -> None:
    with pytest.raises(DeckErrors, match="two options of this question are the same"):
        codes(folder, "    options: [{text: a b}, {text: A  b}]\n")


def test_a_question_too_long_for_80x24_is_found_as_it_is_drawn(folder: Path) -> None:
    code = "    code: |\n" + "".join(f"      line {n}\n" for n in range(17))
    assert codes(folder, YES_NO + "    kind: poll\n" + code) == {"quiz-overflow"}
    shorter = code.replace("      line 16\n", "").replace("      line 15\n", "")
    assert codes(folder, YES_NO + "    kind: poll\n" + shorter) == set()


def test_a_bank_may_have_more_than_a_deck_shows(folder: Path) -> None:
    found = {one.code for one in check(load(folder / "deck.yaml")).findings}
    assert "question-unused" not in found
