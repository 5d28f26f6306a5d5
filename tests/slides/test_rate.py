"""The speaker's own rate, and the finish that it projects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.pacing import pace
from slides.plan import Planned
from slides.rate import OwnRate, at_own_rate, own_rate, take_rate
from slides.talk import Moved, Started, apply, opened
from tests.slides.makers import opened as opening
from tests.slides.takers import plan_with, spoken, taken

LIVE = Planned(slide="demo", title="Demo", budget=240, words=100, live=True)
PLAN = plan_with(spoken("a", words=150), LIVE, spoken("b", words=150), spoken("c", words=150))


def test_the_rate_is_of_speech_alone() -> None:
    assert take_rate(taken(PLAN, [60, 240, 90, 30])) == (450 * 60 / 180, 180)


def test_the_slide_on_which_a_take_broke_off_is_not_counted() -> None:
    whole = taken(PLAN, [60, 240, 60, 60])
    broken = taken(PLAN, [60, 240, 60, 30], ended=False)
    assert take_rate(whole) == (150, 180)
    assert take_rate(broken) == (150, 120)


def test_what_nobody_spoke_tells_nothing() -> None:
    assert take_rate(taken(PLAN, [10, 10, 10, 10])) is None
    assert take_rate(taken(PLAN, [50, 300], ended=False)) is None


def test_three_takes_tell_a_rate_and_two_do_not() -> None:
    takes = [taken(PLAN, [spent, 240, spent, spent]) for spent in (60, 75, 50)]
    assert own_rate(takes[:2]) is None
    own = own_rate(takes)
    assert own is not None
    assert (own.takes, own.middle, own.spread) == (3, 150, (135, 165))
    assert own.seconds == 3 * 185


@given(st.lists(st.integers(25, 300), min_size=3, max_size=20))
def test_the_middle_lies_within_the_spread(spent: list[int]) -> None:
    own = own_rate([taken(PLAN, [seconds, 9, seconds, seconds]) for seconds in spent])
    assert own is not None
    assert own.spread[0] <= own.middle <= own.spread[1]


def test_the_finish_goes_by_it_and_what_is_due_does_not() -> None:
    own = OwnRate(takes=3, seconds=600, middle=100, spread=(90, 110))
    plan = at_own_rate(PLAN, own)
    assert [planned.takes for planned in plan.slides] == [90, 240, 90, 90]
    assert list(plan.pace) == [90, 110]
    for talk, finish in ((PLAN, 420), (plan, 510)):
        state = apply(opened(opening(talk, slide="a")), Started(at=0))
        assert pace(state, 0).finish == finish
        state = apply(state, Moved(at=60, slide="demo"))
        assert pace(state, 60).drift == 0


def test_a_cut_is_no_longer_than_what_is_expected() -> None:
    plan = at_own_rate(PLAN, OwnRate(takes=3, seconds=600, middle=300, spread=(290, 310)))
    assert plan.slides[0].cut_to(45).takes == 30
    assert plan.slides[0].cut_to(10).takes == 10
    assert plan.cut_to({"demo": 60}).slides[1].takes == 60


@pytest.mark.parametrize("part", ["talk", "closing", "qa"])
def test_questions_take_what_the_programme_gives(part: str) -> None:
    slide = Planned.model_validate({**spoken("q").model_dump(), "part": part})
    own = OwnRate(takes=3, seconds=600, middle=60, spread=(60, 60))
    assert at_own_rate(plan_with(slide), own).slides[0].takes == (60 if part == "qa" else 120)
