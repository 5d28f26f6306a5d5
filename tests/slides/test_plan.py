"""The plan of a talk: budgets as given, open ones filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.planning import FLOOR, plan_of
from tests.slides.makers import deck, plan


def budgets(text: str) -> list[float]:
    return [planned.budget for planned in plan_of(deck(text)).slides]


def test_given_budgets_stand_as_they_are() -> None:
    assert budgets(
        "talk: x\nduration: 9m\n---\n{slide: a, budget: 2m}\n---\n{slide: b, budget: 10s}"
    ) == [
        120,
        10,
    ]


def test_open_budgets_share_what_the_duration_leaves_by_their_words() -> None:
    text = "talk: x\nduration: 9m-10m\n---\n{slide: a, budget: 4m}\n---\nslide: b\nnotes: "
    text += "word " * 200 + "\n---\nslide: c\nnotes: " + "word " * 100
    assert budgets(text) == pytest.approx([240, 240, 120])


def test_a_slide_without_words_gets_a_floor_and_the_others_the_rest() -> None:
    text = "talk: x\nduration: 5m\n---\nslide: a\n---\nslide: b\nnotes: " + "word " * 2000
    assert budgets(text) == pytest.approx([FLOOR, 280])


def test_without_a_duration_an_open_budget_is_what_its_words_take() -> None:
    text = "talk: x\npace: 150\n---\nslide: a\nnotes: " + "word " * 300 + "\n---\nslide: b"
    assert budgets(text) == pytest.approx([120, FLOOR])


def test_when_nothing_is_left_open_budgets_are_what_their_words_take() -> None:
    text = "talk: x\nduration: 1m\npace: 150\n---\n{slide: a, budget: 5m}\n---\nslide: b\nnotes: "
    assert budgets(text + "word " * 150) == pytest.approx([300, 60])


def test_the_questions_take_their_time_from_the_header_too() -> None:
    text = "talk: x\nduration: 5m\nqa: 5m-8m\n---\n{slide: a, budget: 5m}\n---\n"
    text += "{slide: b, part: qa}\n---\n{slide: c, part: closing, budget: 30s}"
    assert budgets(text) == pytest.approx([300, 450, 30])


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=12),
    st.integers(1, 120),
    st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_filled_budgets_add_up_to_the_duration(
    words: list[int], minutes: int, is_open: list[bool]
) -> None:
    slides = "".join(
        f"---\nslide: s{n}\nnotes: {'word ' * count}\n" + ("" if free else "budget: 1m\n")
        for n, (count, free) in enumerate(zip(words, is_open, strict=False))
    )
    found = budgets(f"talk: x\nduration: {minutes}m\n{slides}")
    open_slides = sum(is_open[: len(words)])
    fixed = len(words) - open_slides
    assert all(budget >= FLOOR for budget in found)
    if open_slides and minutes * 60 - fixed * 60 >= open_slides * FLOOR:
        assert sum(found) == pytest.approx(minutes * 60)


def test_starts_and_places() -> None:
    three = plan([60, 30, 90])
    assert list(three.starts) == [0, 60, 90]
    assert three.index("s3") == 2
    assert three.has("s1")
    assert not three.has("s4")
    with pytest.raises(KeyError):
        three.index("s4")


def test_slides_with_panes_or_quizzes_are_live() -> None:
    text = "talk: x\nquestions: [{question: q, ask: Q, options: [{text: a}, {text: b}]}]\n"
    text += "---\n{slide: a, body: x}\n---\n{slide: b, blocks: [{pane: spam-infer}]}\n"
    text += "---\n{slide: c, blocks: [{columns: [{markdown: x}, {quiz: q}]}]}"
    assert [planned.live for planned in plan_of(deck(text)).slides] == [False, True, True]
