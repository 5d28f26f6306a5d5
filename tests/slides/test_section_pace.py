"""How the section on stage stands."""

from hypothesis import given
from hypothesis import strategies as st

from slides.pacing import section_pace
from slides.plan import Plan
from slides.talk import Moved, Started, TalkState, replay
from tests.slides.makers import opened, plan
from tests.slides.takers import plan_with, spoken

PLAN = plan_with(
    spoken("a", 60),
    spoken("b", 60, section="Middle"),
    spoken("c", 120, section="Middle"),
    spoken("d", 60, section="End"),
)


def at(*moves: tuple[float, str], talk: Plan = PLAN) -> TalkState:
    events = [Moved(at=seconds, slide=slide) for seconds, slide in moves]
    state = replay([opened(talk, slide=talk.slides[0].slide), Started(at=0), *events])
    assert state is not None
    return state


def test_a_section_that_began_late_has_lost_nothing_itself() -> None:
    found = section_pace(at((100, "b"), (160, "c")), 200)
    assert found is not None
    assert (found.section, found.spent, found.budget) == ("Middle", 100, 180)
    assert (found.drift, found.left) == (0, 80)


def test_what_is_lost_within_it_is_told() -> None:
    late = section_pace(at((60, "b"), (150, "c")), 300)
    assert late is not None
    assert (late.drift, late.left) == (60, 0)
    early = section_pace(at((60, "b"), (80, "c")), 100)
    assert early is not None
    assert (early.drift, early.left) == (-40, 100)


def test_without_sections_there_is_none() -> None:
    assert section_pace(at(talk=plan([60, 60])), 10) is None


@given(st.integers(0, 300))
def test_exactly_on_script_no_section_drifts(now: int) -> None:
    places = [place for place in ((0, "a"), (60, "b"), (120, "c"), (240, "d")) if place[0] <= now]
    found = section_pace(at(*places), now)
    assert found is not None
    assert found.drift == 0
    assert found.spent + found.left == found.budget
