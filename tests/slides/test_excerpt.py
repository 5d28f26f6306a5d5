"""A part of a deck for a rehearsal."""

import pytest

from slides.excerpt import excerpt
from slides.planning import plan_of
from slides.takes import report
from slides.talk import Ended, Started
from tests.slides.makers import loaded, opened
from tests.slides.takers import plan_with, spoken, taken

DECK = loaded(
    """\
talk: A talk
duration: 10m
checkpoints: [{at: four, by: 5m}]
cut: [{slide: four, to: 1m}]
---
slide: one
budget: 1m
---
slide: two
section: Myths
---
slide: hidden
hidden: true
---
slide: three
budget: 2m
---
slide: four
section: The end
budget: 2m
"""
)


def ids(numbers: str = "", section: str = "") -> list[str]:
    return [slide.slide for slide in excerpt(DECK, numbers, section).deck.shown().slides]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [("2", ["two"]), ("2-3", ["two", "three"]), ("4, 1-2", ["one", "two", "four"])],
)
def test_slides_by_number_as_the_audience_counts_them(numbers: str, shown: list[str]) -> None:
    assert ids(numbers) == shown


@pytest.mark.parametrize("name", ["Myths", "myths", " MYTHS ", "myth"])
def test_a_section_by_its_name_or_enough_of_it(name: str) -> None:
    assert ids(section=name) == ["two", "three"]


@pytest.mark.parametrize(
    ("numbers", "section", "said"),
    [
        ("0", "", "there are no slides 0; the last is 4"),
        ("3-9", "", "there are no slides 3-9; the last is 4"),
        ("4-2", "", "there are no slides 4-2"),
        ("two", "", "write slides as 3, 3-7 or 2,5-6, not 'two'"),
        ("", "Miths", "there is no section called 'Miths' .did you mean 'Myths'.."),
        ("", "t", "several sections are called 't'; the sections are: Myths, The end"),
    ],
)
def test_what_is_not_there_is_told_with_the_cure(numbers: str, section: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ids(numbers, section)


def test_a_deck_without_sections_says_how_to_have_one() -> None:
    with pytest.raises(ValueError, match="`section: NAME` on a slide begins one"):
        excerpt(loaded("talk: T\n---\nslide: s\n"), section="x")


def test_budgets_are_those_of_the_whole_talk() -> None:
    whole = {planned.slide: planned.budget for planned in plan_of(DECK.deck).slides}
    part = plan_of(excerpt(DECK, "2-3").deck)
    assert {planned.slide: planned.budget for planned in part.slides} == {
        "two": whole["two"],
        "three": 120,
    }
    assert whole["two"] == 300
    assert (part.duration, part.checkpoints) == (None, ())
    assert [planned.cut for planned in plan_of(excerpt(DECK, "3-4").deck).slides] == [None, 60]


def test_a_rehearsed_part_is_never_taken_for_the_talk() -> None:
    plan = plan_with(spoken("a"), spoken("b"))
    assert taken(plan, [60, 60]).verdict == "fits"
    assert taken(plan, [60, 60], excerpt=True).verdict == "part of the talk"
    assert report([opened(plan, slide="a"), Started(at=0), Ended(at=9)]).verdict != "fits"
