"""The room's answers in the cockpit, for every kind of question."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from presenter.cockpit.results import MOST, result_lines, standing
from presenter.link.tally import tally
from quiz.answers import Answer
from quiz.core import Closed, Given, Ranked, fold
from quiz.question import AnyQuestion
from tests.quiz.examples import CLOUD, GOOD, KINDS, METHOD, answer, asked, finished, say
from tests.quiz.hostile import TEXTS, UNSAFE

KIND = pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)
SEEN = {
    "changing-catalogue": "✓B Retrieval",
    "not-training": "✓A Prompting",
    "more-data": "✓B False",
    "recipe": " Pre-training",
    "emi": "half of you are below",
    "tools-you-use": " A Prompting",
    "feeling": " fun",
    "sure": "4.0 on average",
    "capital": "✓Retrieval-augment",
    "tone": "✓C SFT",
    "fix-it": "100% on average",
    "base-model": "model: mat and looked",
    "next-words": " 80–100 %",
}
"""Of every kind, something that is told once somebody answered well and it was revealed."""


@KIND
@pytest.mark.parametrize("width", [30, 46])
def test_every_kind_is_told_in_every_phase(question: AnyQuestion, width: int) -> None:
    good = say(1, GOOD[question.question])
    waiting = tally(question, fold(asked(question)[:-1]), 12)
    assert (waiting.phase, result_lines(waiting, width)) == ("waiting", [])
    opened = [*asked(question), good]
    for events in (opened, [*opened, Closed(at=31, run=1, by="host")]):
        told = tally(question, fold(events), 12)
        assert (told.answered, told.present) == (1, 3)
        assert len(result_lines(told, width)) > 1, "the speaker sees it all along"
    told = tally(question, fold(finished(good, question=question)), 33)
    lines = result_lines(told, width)
    assert all(line.cell_len <= width for line in lines)
    if width > 40:
        assert SEEN[question.question] in "\n".join(line.plain for line in lines)


def test_how_long_there_is_and_who_leads_is_told() -> None:
    told = tally(METHOD, fold(asked()), 12.5)
    assert standing(told).plain == "? quiz open: 0 of 3 · 18 s left"
    events = [*finished(answer(1, 1), answer(2, 0)), Ranked(at=40)]
    lines = [line.plain for line in result_lines(tally(METHOD, fold(events), 41), 40)]
    assert lines[1:] == ["1. Guest 1  950", "2. Guest 2  0", "2. Guest 3  0"]


@settings(max_examples=20)
@given(TEXTS)
def test_hostile_words_are_plain_and_many_are_counted(text: str) -> None:
    words = [say(n, Answer.model_construct(texts=(text, f"word {n}"))) for n in range(1, 13)]
    run = replace(fold(asked(CLOUD, people=12)).runs[0], answers={
        one.attendee: Given(one.answer, 1, 12) for one in words
    })  # fmt: skip
    told = tally(CLOUD, replace(fold(asked(CLOUD)), runs=(run,)), 12)
    lines = result_lines(told, 40)
    assert lines[-1].plain.startswith("and ")
    assert len(lines) == 1 + MOST + 1
    assert all(not UNSAFE.search(line.plain) and line.cell_len <= 40 for line in lines)
