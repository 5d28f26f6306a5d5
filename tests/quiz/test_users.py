"""What a user name says."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.names import new_code
from quiz.rooms import room_number
from quiz.users import Mode, Visit, user_of, visit_of


@given(
    st.sampled_from(("play", "plain", "watch")),
    st.sampled_from(("", "4821", "1000")),
    st.none() | st.integers(),
)
def test_what_is_said_is_heard(mode: Mode, room: str, seed: int | None) -> None:
    visit = Visit(mode, room, "" if seed is None else new_code(Random(seed)))
    assert visit_of(user_of(visit)) == visit


@pytest.mark.parametrize(
    "user", ["root", "ada", "host", "", "4821-", "-k7x2p9", "plain-", "48211", "K7X2P9", "plain "]
)
def test_any_other_name_says_nothing(user: str) -> None:
    assert visit_of(user) == Visit()


@given(st.text(max_size=40))
def test_no_name_breaks_it(user: str) -> None:
    visit_of(user)


def test_a_room_has_the_same_four_digits_for_ever() -> None:
    assert room_number("2026-05-01-140000-7") == room_number("2026-05-01-140000-7")
    assert len({room_number(str(n)) for n in range(100)}) > 90
    assert all(len(room_number(str(n))) == 4 for n in range(100))
