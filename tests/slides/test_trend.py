"""Which way a talk goes."""

from hypothesis import given
from hypothesis import strategies as st

from slides.trend import trend


def test_two_takes_tell_nothing() -> None:
    assert trend([10, 500]).course == "too few takes"


def test_one_odd_take_does_not_turn_a_trend_around() -> None:
    found = trend([3000, 2940, 2880, 3600, 2760, 2700])
    assert (found.course, found.per_take) == ("falling", -60)


def test_small_changes_are_none() -> None:
    assert trend([2400, 2405, 2398, 2402]).course == "steady"


@given(st.floats(60, 600), st.integers(3, 12))
def test_a_line_is_found_exactly(slope: float, count: int) -> None:
    values = [4000 + slope * place for place in range(count)]
    found = trend(values)
    assert abs(found.per_take - slope) < 1e-6
    assert found.course == "rising"
