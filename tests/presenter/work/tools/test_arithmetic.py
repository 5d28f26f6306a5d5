"""Sums without `eval`: right, exact, and refused where they are no sums."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presenter.work.tools.arithmetic import evaluate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 - 3 - 4", "-5"),
        ("2 ^ 3 ^ 2", "512"),
        ("2**10", "1024"),
        ("-2 ^ 2", "-4"),
        ("2 * -3", "-6"),
        ("1,250,000 * 7.5%", "93750"),
        ("50% + 1", "1.5"),
        ("12 × 30 ÷ 4", "90"),
        ("0.1 + 0.2", "0.3"),
        (".5 * 4", "2"),
    ],
)
def test_sums(text: str, value: str) -> None:
    assert evaluate(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "breaks off"),
        ("2 +", "breaks off"),
        ("(1 + 2", "breaks off"),
        ("1 2", "not expected"),
        ("1 / 0", "divided by zero"),
        ("2 ^ 9999", "too large"),
        ("__import__('os')", "no part of a sum"),
        ("a + 1", "no part of a sum"),
        ("(" * 60 + "1", "too deeply"),
        ("1+" * 200 + "1", "at most"),
        (")", "not expected"),
    ],
)
def test_what_is_no_sum_is_refused_and_told(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        evaluate(text)


@given(st.text(alphabet="0123456789+-*/^%(). ,x_", max_size=40))
def test_whatever_is_typed_there_is_a_value_or_a_word(text: str) -> None:
    with suppress(ValueError, ArithmeticError):
        assert isinstance(evaluate(text), Decimal)


@given(st.integers(-999, 999), st.integers(-999, 999), st.integers(1, 99))
def test_it_computes_as_python_does(a: int, b: int, c: int) -> None:
    assert evaluate(f"{a} + {b} * {c} - ({b} - {a})") == a + b * c - (b - a)
