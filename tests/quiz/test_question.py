"""What decks may write as a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quiz.question import Choice
from tests.quiz.examples import METHOD

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
