"""Names in a room: friendly, readable, and nobody's twin."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.names import accept, hash_code, new_code, offer, skeleton
from quiz.text import cells


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Ada", "Ada"), ("  Zoë  Ng ", "Zoë Ng"), ("O'Neil-2", "O'Neil-2"), ("字字", "字字")],
)
def test_a_reasonable_name_is_taken(typed: str, name: str) -> None:
    assert accept(typed, ()) == name


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "at least two"),
        ("a", "at least two"),
        ("--", "two letters"),
        ("x" * 17, "at most 16"),
        ("字" * 9, "at most 16"),
        ("a\N{GRINNING FACE}b", "letters, digits"),
        ("[@click=quit]", "letters, digits"),
        ("Host", "reserved"),
        ("H0ST", "reserved"),
        ("Аdmin", "reserved"),
        ("A d a", "Somebody has that name"),
        ("АDA", "Somebody has that name"),
        ("A.d.a", "Somebody has that name"),
    ],
)
def test_what_will_not_do_is_told_why(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        accept(typed, {skeleton("Ada")})


@given(st.text(max_size=40))
def test_an_accepted_name_is_short_printable_and_its_own_cleaning(typed: str) -> None:
    try:
        name = accept(typed, ())
    except ValueError:
        return
    assert 2 <= cells(name) <= 16
    assert name.isprintable()
    assert accept(name, ()) == name


@given(st.integers())
def test_an_offered_name_can_be_accepted(seed: int) -> None:
    name = offer((), Random(seed))
    assert accept(name, ()) == name


def test_names_are_offered_even_when_all_are_taken() -> None:
    taken: set[str] = set()
    random = Random(1)
    for _ in range(5000):
        name = offer(taken, random)
        assert skeleton(name) not in taken
        taken.add(skeleton(accept(name, taken)))


def test_the_log_does_not_give_codes_away() -> None:
    code = new_code(Random(1))
    assert code not in hash_code(code)
    assert hash_code(code) == hash_code(code)
