"""What decks may write as a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quiz.question import QUESTION, Choice, Guess
from tests.quiz.examples import GUESS, METHOD

TWO = ({"text": "yes"}, {"text": "no"})


@pytest.mark.parametrize(
    ("written", "seconds"), [("30s", 30), ("2m", 120), ("1m30s", 90), ("7.5s", 7.5), (" 20s ", 20)]
)
def test_a_time_limit_is_written_with_units(written: str, seconds: float) -> None:
    question = Choice.model_validate({"question": "q", "ask": "?", "options": TWO, "time": written})
    assert question.time == seconds


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("30", "write a time limit as 30s"),
        ("1:30", "write a time limit as 30s"),
        ("soon", "write a time limit as 30s"),
        ("", "write a time limit as 30s"),
        ("s", "write a time limit as 30s"),
        ("0s", "leave `time` out"),
        ("61m", "longer than an hour"),
    ],
)
def test_a_limit_written_any_other_way_is_told_the_cure(written: str, cure: str) -> None:
    with pytest.raises(ValidationError, match=cure):
        Choice.model_validate({"question": "q", "ask": "?", "options": TWO, "time": written})


@given(st.text(max_size=12))
def test_no_time_limit_breaks_the_parser(written: str) -> None:
    try:
        question = Choice.model_validate(
            {"question": "q", "ask": "?", "options": TWO, "time": written}
        )
    except ValidationError:
        return
    assert question.time is not None
    assert 0 < question.time <= 3600


def test_options_that_differ_only_in_case_are_the_same() -> None:
    with pytest.raises(ValidationError, match="two options of this question are the same"):
        Choice.model_validate(
            {"question": "q", "ask": "?", "options": ({"text": "RAG"}, {"text": "rag"})}
        )


def test_the_right_options_are_known_by_place() -> None:
    assert METHOD.right == {1}


def test_a_question_survives_the_wire() -> None:
    assert Choice.model_validate_json(METHOD.model_dump_json()) == METHOD


@pytest.mark.parametrize(
    ("output", "right"),
    [
        ("Paris is the capital.", {0}),
        ("What is the capital of Spain?", {1}),
        ("Is it Paris?", {0, 1}),
        ("", {2}),
    ],
)
def test_an_output_makes_those_options_right_whose_rules_it_meets(
    output: str, right: set[int]
) -> None:
    assert set(GUESS.told(output) or ()) == right


def test_without_rules_the_speaker_says_what_the_model_did() -> None:
    bare = [{"text": "It answers"}, {"text": "It asks"}]
    values = {"kind": "guess", "question": "g", "ask": "?", "prompt": "p", "options": bare}
    question = QUESTION.validate_python(values)
    assert isinstance(question, Guess)
    assert question.told("anything") is None
    bare[0]["when"] = [{"similar_to": ["an answer"]}]  # type: ignore[assignment]
    with pytest.raises(ValueError, match="decides no guess"):
        QUESTION.validate_python(values)
