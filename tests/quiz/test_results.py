"""What a room answered, as bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers import Answer
from quiz.core import Run, TextHidden, fold
from quiz.question import AnyQuestion
from quiz.results import BINS, MOST_WORDS, Results, results
from tests.quiz.examples import (
    BAD,
    CLOUD,
    ESTIMATE,
    FIX_PROMPT,
    GOOD,
    KINDS,
    METHOD,
    ORDERING,
    SCALE,
    TEXT,
    asked,
    finished,
    pick,
    say,
)


def shown(question: AnyQuestion, *answers: Answer) -> Results:
    said = [say(n, one) for n, one in enumerate(answers, 1)]
    run = fold([*asked(question, len(answers) or 1), *said]).run
    assert run is not None
    return results(run)


@pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)
def test_every_kind_has_results_with_and_without_answers(question: AnyQuestion) -> None:
    good, bad = GOOD[question.question], BAD.get(question.question, GOOD[question.question])
    run = fold(finished(say(1, good), say(2, bad), question=question)).run
    assert run is not None
    drawn = results(run)
    assert drawn.answers == 2
    assert results(run) is drawn
    assert sum(bar.count for bar in drawn.bars) >= 2
    assert shown(question).answers == 0


def test_options_keep_their_places_and_know_which_is_right() -> None:
    bars = shown(METHOD, pick(1), pick(1), pick(0)).bars
    assert [(bar.label, bar.count, bar.right, bar.place) for bar in bars] == [
        ("A longer prompt", 1, False, 0),
        ("Retrieval", 2, True, 1),
        ("Fine-tuning", 0, False, 2),
    ]


def test_an_order_says_how_many_put_each_item_in_its_place() -> None:
    drawn = shown(ORDERING, pick(0, 1, 2, 3), pick(0, 2, 1, 3))
    assert [bar.count for bar in drawn.bars] == [2, 1, 1, 2]
    assert drawn.said == "1 have all of it in order"


def test_estimates_fall_into_round_bins_and_the_right_one_is_marked() -> None:
    drawn = shown(ESTIMATE, *(Answer(number=n) for n in (20000, 21000, 21400, 25000, 900000)))
    assert sum(bar.count for bar in drawn.bars) == 5
    [right] = [bar for bar in drawn.bars if bar.right]
    low, high = (float(end.replace(",", "")) for end in right.label.split(" – "))
    assert low <= 21247 < high
    assert drawn.said == "half of you are below 21,400 ₹"


NUMBERS = st.lists(st.floats(-1e15, 1e15) | st.integers(-100, 100), min_size=1, max_size=30)


@given(NUMBERS, st.floats(-1e6, 1e6))
def test_no_estimate_is_lost_whatever_they_are(numbers: list[float], right: float) -> None:
    question = ESTIMATE.model_copy(update={"answer": right})
    drawn = shown(question, *(Answer(number=n) for n in numbers))
    assert sum(bar.count for bar in drawn.bars) == len(numbers)
    assert len(drawn.bars) <= BINS
    assert sum(bar.right for bar in drawn.bars) == 1


def test_a_cloud_counts_a_word_once_for_each_who_said_it() -> None:
    words = [("Hard", "hard!", "fun"), ("HARD",), ("slow",)]
    drawn = shown(CLOUD, *(Answer(texts=each) for each in words))
    assert [bar.count for bar in drawn.bars] == [2, 1, 1]
    assert drawn.own_words
    many = [Answer(texts=(f"word {n}",)) for n in range(MOST_WORDS + 9)]
    assert len(shown(CLOUD, *many).bars) == MOST_WORDS


def test_a_hidden_text_is_in_no_cloud_and_no_list() -> None:
    for question in (CLOUD, TEXT):
        events = [*asked(question), say(1, Answer(texts=("rude",)))]
        run = fold([*events, TextHidden(at=20, run=1, attendee="p1")]).run
        assert isinstance(run, Run)
        assert results(run).bars == ()


def test_texts_are_grouped_and_the_right_ones_come_first() -> None:
    wrong = Answer(texts=("Random",))
    drawn = shown(TEXT, wrong, wrong, GOOD["capital"])
    assert [(bar.count, bar.right) for bar in drawn.bars] == [(1, True), (2, False)]
    assert drawn.said == "1 of 3 right"


def test_ratings_and_rewritten_prompts_have_a_middle() -> None:
    assert shown(SCALE, Answer(number=2), Answer(number=5)).said == "3.5 on average"
    drawn = shown(FIX_PROMPT, GOOD["fix-it"], BAD["fix-it"])
    assert [bar.count for bar in drawn.bars] == [1, 0, 0, 0, 1]
    assert drawn.said == "50% on average"
