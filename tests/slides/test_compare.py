"""Takes against each other: two of them, and one among all."""

from slides.compare import compare, section_standings, slide_standings
from tests.slides.takers import plan_with, spoken, taken

MIDDLE = (spoken("b", 120, section="Middle"), *(spoken(n, section="Middle") for n in "cd"))
PLAN = plan_with(spoken("a"), *MIDDLE)


def test_better_is_nearer_to_the_budget_on_either_side_of_it() -> None:
    told = compare(taken(PLAN, [90, 60, 60, 20]), taken(PLAN, [62, 200, 58, 50]))
    assert [row.change for row in told.slides] == ["better", "worse", "same", "better"]
    assert [row.difference for row in told.slides] == [-28, 140, -2, 30]
    assert told.better == ("d", "a")
    assert told.worse == ("b",)
    assert told.talk == (230, 370)


def test_what_only_one_take_shows_is_told_and_is_no_change() -> None:
    shorter = plan_with(spoken("a"), spoken("d"), spoken("new"))
    told = compare(taken(PLAN, [60, 60]), taken(shorter, [60, 30, 30]))
    assert [(row.slide, row.change) for row in told.slides] == [
        ("a", "same"),
        ("d", "only after"),
        ("new", "only after"),
        ("b", "only before"),
        ("c", "in neither"),
    ]
    assert told.slides[1].difference is None


def test_a_slide_among_all_takes() -> None:
    takes = [taken(PLAN, [70, 100]), taken(PLAN, [50, 110, 9]), taken(PLAN, [58, 130, 10, 10])]
    first, second, third, fourth = slide_standings(takes[-1], takes)
    assert (first.best, first.median, first.spread, first.takes) == (58, 58, (50, 70), 3)
    assert (second.best, second.takes) == (110, 2)  # the first take ended on this slide
    assert (third.taken, third.takes) == (10, 1)
    assert fourth.name == "d"


def test_a_slide_that_broke_off_counts_for_nothing() -> None:
    takes = [taken(PLAN, [70, 3], ended=False), taken(PLAN, [60, 115, 1], ended=False)]
    assert [row.name for row in slide_standings(takes[0], takes)] == ["a", "b"]
    assert slide_standings(takes[0], takes)[1].spread == (115, 115)


def test_sections_count_where_they_were_shown_whole() -> None:
    takes = [taken(PLAN, [60, 100, 50]), taken(PLAN, [60, 110, 60, 70]), taken(PLAN, [60])]
    rows = section_standings(takes[1], takes)
    assert [(row.name, row.takes, row.median) for row in rows] == [("", 2, 60), ("Middle", 1, 240)]
