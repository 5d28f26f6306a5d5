"""Durations as speakers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.durations import (
    LONGEST,
    Span,
    clock,
    parse_duration,
    parse_span,
    signed_clock,
    spell,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("2m", 120),
        ("2m30s", 150),
        (" 1h5m ", 3900),
        ("2.5m", 150),
        ("1h", 3600),
        ("0s", 0),
        ("24h", LONGEST),
    ],
)
def test_durations_are_read(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("2:30", "2m30s"),
        ("02:05", "2m5s"),
        ("1:05:00", "1h5m0s"),
        ("150", "90s, 2m or 2m30s"),
        ("", "90s, 2m or 2m30s"),
        ("two minutes", "90s, 2m or 2m30s"),
        ("30s2m", "90s, 2m or 2m30s"),
        ("-3m", "90s, 2m or 2m30s"),
        ("1e9m", "90s, 2m or 2m30s"),
        ("25h", "longer than a day"),
        ("9" * 400 + "s", "longer than a day"),
    ],
)
def test_other_spellings_are_refused_with_the_cure(text: str, cure: str) -> None:
    with pytest.raises(ValueError, match=cure):
        parse_duration(text)


def test_spans() -> None:
    assert parse_span("40m-42m") == Span(2400, 2520)
    assert parse_span("40m – 42m") == Span(2400, 2520)
    assert parse_span("41m") == Span(2460, 2460)
    with pytest.raises(ValueError, match="backwards"):
        parse_span("42m-40m")


@given(st.integers(0, int(LONGEST)))
def test_whole_seconds_round_trip(seconds: int) -> None:
    assert parse_duration(spell(seconds)) == seconds


@given(st.text() | st.from_regex(r"[0-9]{1,400}[hms:.-]?[0-9]*[ms]?"))
def test_any_text_is_a_duration_or_a_short_complaint(text: str) -> None:
    try:
        seconds = parse_duration(text)
    except ValueError as error:
        said = str(error)
    else:
        said = ""
        assert 0 <= seconds <= LONGEST
    assert len(said) < 1000


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (59.9, "0:59"), (150, "2:30"), (3900, "1:05:00"), (-5, "0:00")],
)
def test_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (65, "+1:05"),
        (-20, "−0:20"),
        (0, "±0:00"),
        (0.4, "±0:00"),
        (-0.4, "±0:00"),
        (-4000, "−1:06:40"),
    ],
)
def test_signed_clock(seconds: float, shown: str) -> None:
    assert signed_clock(seconds) == shown
