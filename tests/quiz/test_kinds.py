"""Every kind of question: what decks write, what is refused and how, and which answers it takes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quiz.answers import Answer, objection
from quiz.question import KINDS, QUESTION, AnyQuestion, Choice
from tests.quiz import examples

BASE = {"question": "q", "ask": "What?"}
TWO = [{"text": "yes"}, {"text": "no"}]


def test_there_is_an_example_of_every_kind() -> None:
    assert {question.kind for question in examples.KINDS} == set(KINDS)


@pytest.mark.parametrize("question", examples.KINDS, ids=lambda one: one.question)
def test_a_question_survives_the_wire(question: AnyQuestion) -> None:
    assert QUESTION.validate_json(QUESTION.dump_json(question)) == question
    assert hash(question) == hash(question.model_copy())


def test_a_question_that_names_no_kind_is_a_single_choice() -> None:
    assert isinstance(QUESTION.validate_python({**BASE, "options": TWO}), Choice)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"kind": "chioce", "options": TWO}, "one of these kinds: choice, multiple"),
    ({"kind": "multiple", "options": TWO}, "no option is right"),
    ({"kind": "poll", "options": [{"text": "a", "right": "yes"}, {"text": "b"}]}, "no right"),
    ({"kind": "ordering", "items": ["a", "A "]}, "two options of this question are the same"),
    ({"kind": "estimate", "answer": "10", "within": "10"}, "less than what is worthless"),
    ({"kind": "estimate", "answer": "inf"}, "finite"),
    ({"kind": "method", "methods": {"rag": "a", "sft": "b"}, "best": "lora"}, "not among"),
    ({"kind": "method", "methods": {"rag": "a", "sft": " "}, "best": "rag"}, "say of 'sft' why"),
    ({"kind": "guess", "prompt": "x", "options": [{"text": "a"}]}, "one option is no choice"),
    (
        {"kind": "guess", "prompt": "x", "options": [{"text": "a", "right": "yes"}, {"text": "b"}]},
        "the model decides",
    ),
    ({"kind": "fix-prompt", "prompt": "x", "rubric": []}, "at least 1"),
    ({"kind": "fix-prompt", "prompt": "x", "rubric": [{"wrods": "3"}]}, "a rule names what"),
    ({"kind": "fix-prompt", "prompt": "x", "rubric": [{"regex": "(?=a)"}]}, "look-around"),
    ({"kind": "fix-prompt", "prompt": "x", "rubric": [{"words": "9-3"}]}, "backwards"),
    ({"kind": "cloud", "options": TWO}, "Extra inputs"),
]


@pytest.mark.parametrize(("written", "why"), REFUSED)
def test_what_cannot_be_asked_is_refused_in_words(written: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        QUESTION.validate_python({**BASE, **written})


@pytest.mark.parametrize("question", examples.KINDS, ids=lambda one: one.question)
def test_a_question_takes_its_own_answers_and_says_why_not_others(question: AnyQuestion) -> None:
    assert objection(question, examples.GOOD[question.question]) == ""
    if question.question in examples.BAD:
        assert objection(question, examples.BAD[question.question]) == ""
    taken = {
        part
        for part, answer in {
            "chosen": Answer(chosen=(0,)),
            "order": Answer(chosen=tuple(range(4))),
            "number": Answer(number=3),
            "texts": Answer(texts=("word",)),
            "nothing": Answer(),
            "twice": Answer(chosen=(1, 1)),
            "all": Answer(chosen=(0,), number=3, texts=("word",)),
            "out of range": Answer(chosen=(8,)),
        }.items()
        if not objection(question, answer)
    }
    assert taken in ({"chosen"}, {"chosen", "order"}, {"order"}, {"number"}, {"texts"})


ANSWERS = st.builds(
    Answer,
    chosen=st.lists(st.integers(0, 8), max_size=5).map(tuple),
    number=st.none() | st.floats(-1e6, 1e6),
    texts=st.lists(st.text(min_size=1, max_size=30), max_size=5).map(tuple),
)


@given(st.sampled_from(examples.KINDS), ANSWERS)
def test_no_answer_breaks_the_door(question: AnyQuestion, answer: Answer) -> None:
    assert isinstance(objection(question, answer), str)
