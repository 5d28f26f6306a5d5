"""Charts: what they say, that colour is never alone, and that they hold for any numbers."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from presenter.draw.canvas import Canvas
from presenter.draw.scale import number, scale_of
from tests.presenter.draw.paper import ERROR, HERE, block, drawn, widest

PLAIN = Canvas(HERE, unicode=False)


def test_bars_carry_names_and_values() -> None:
    what = block(chart="bar", labels=["one", "three"], series={"n": [1, 3]}, unit="h", height=4)
    assert drawn(what, width=20) == ["█ n", "  one ███▍ 1 h", "", "three ██████████ 3 h"]


def test_negative_bars_go_to_the_left_of_zero() -> None:
    what = block(chart="bar", labels=["a", "b"], series={"n": [2, -2]}, title="n", height=4)
    up, down = [line for line in drawn(what, width=20) if "█" in line]
    assert up.index("█") == down.rindex("█") + 1
    assert "-2" in down


def test_series_are_told_apart_without_colour() -> None:
    series = {"first": [1, 2, 3], "second": [3, 2, 1]}
    for canvas, signs in ((Canvas(HERE), "●▲"), (PLAIN, "*o")):
        for kind in ("line", "scatter"):
            text = "\n".join(drawn(block(chart=kind, series=series), canvas=canvas))
            assert all(text.count(sign) > 1 for sign in signs)
    bars = "\n".join(drawn(block(chart="bar", labels=["a", "b", "c"], series=series)))
    assert "█ first   ▓ second" in bars
    assert bars.count("▓") > 1


def test_a_plot_has_its_axes_title_and_unit() -> None:
    what = block(
        chart="line", title="Loss", unit="nats", x=[0, 50, 100], series={"train": [3, 1, 0.5]}
    )
    lines = drawn(what)
    assert lines[0] == "Loss"
    assert lines[1] == "nats   ● train"
    assert [line.split("┤")[0].strip() for line in lines if "┤" in line] == ["3", "2", "1", "0"]
    assert lines[-1].split()[0] == "0"
    assert lines[-1].split()[-1] == "100"


def test_a_value_has_its_mark_and_its_dot_in_one_cell() -> None:
    scale = scale_of(0, 10, 3)
    for value in range(11):
        assert scale.place(value, 14, dots=4) // 4 == scale.place(value, 14)


def test_a_plot_has_as_many_marks_as_it_can_bear() -> None:
    what = block(chart="scatter", series={"s": [1, 90]}, height=16)
    marks = [line.split("┤")[0].strip() for line in drawn(what) if "┤" in line]
    assert marks == ["100", "75", "50", "25", "0"]


def test_named_places_stand_under_their_points() -> None:
    what = block(chart="line", labels=["Mon", "Tue", "Wed"], series={"s": [1, 2, 3]})
    assert drawn(what)[-1].split() == ["Mon", "Tue", "Wed"]


def test_as_high_as_the_block_says_or_its_place_is() -> None:
    what = block(chart="line", series={"s": [0, 1, 2, 3, 4]}, height=15)
    assert 12 <= len(drawn(what)) <= 15
    assert 27 <= len(drawn(what, canvas=Canvas(HERE, rows=30, fill=True))) <= 30


def test_from_a_csv_file(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("when, much\nMon,1\nTue,2\n", encoding="utf-8")
    data = {"file": "d.csv", "x": "when", "y": ["much"]}
    lines = drawn(block(chart="bar", data=data, height=4), canvas=Canvas(tmp_path))
    assert [line.split()[0] for line in lines if line] == ["█", "Mon", "Tue"]


@pytest.mark.parametrize(
    ("csv", "said"),
    [
        ("when,cost\nMon,1\n", "d.csv has no column 'much'; it has when, cost"),
        ("when,much\nMon,lots\n", "d.csv, row 2, column much: 'lots' is no number"),
        ("when,much\nMon,nan\n", "d.csv, row 2, column much: 'nan' is no number"),
        ("when,much\nMon\n", "d.csv, row 2, column much: '' is no number"),
        ("when,much\n", "d.csv has no rows below its header"),
    ],
)
def test_a_file_without_the_numbers_says_so(tmp_path: Path, csv: str, said: str) -> None:
    (tmp_path / "d.csv").write_text(csv, encoding="utf-8")
    what = block(chart="line", data={"file": "d.csv", "x": "when", "y": ["much"]})
    shown = " ".join(drawn(what, width=200, canvas=Canvas(tmp_path)))
    assert ERROR in shown
    assert said in shown


@pytest.mark.parametrize("bad", ["nan", "inf", "-inf"])
def test_what_is_no_number_is_refused_by_the_model(bad: str) -> None:
    with pytest.raises(ValidationError):
        block(chart="line", series={"s": [1, bad]})


VALUES = st.one_of(st.integers(-1000, 1000).map(float), st.floats(-1e290, 1e290))


@st.composite
def charts(draw: st.DrawFn) -> Any:
    count = draw(st.integers(1, 12))
    lists = st.lists(VALUES, min_size=count, max_size=count)
    series = draw(st.dictionaries(st.text(max_size=20), lists, min_size=1, max_size=6))
    along: dict[str, Any] = {}
    if draw(st.booleans()):
        along["labels"] = draw(st.lists(st.text(max_size=30), min_size=count, max_size=count))
    elif draw(st.booleans()):
        along["x"] = draw(lists)
    return block(
        chart=draw(st.sampled_from(["line", "bar", "scatter"])),
        series=series,
        title=draw(st.text(max_size=40)),
        unit=draw(st.text(max_size=12)),
        height=draw(st.integers(4, 30)),
        **along,
    )


@settings(deadline=None)
@given(what=charts(), width=st.integers(8, 130), unicode=st.booleans())
def test_no_line_is_wider_than_the_slide(what: Any, width: int, unicode: bool) -> None:
    lines = drawn(what, width, canvas=Canvas(HERE, unicode=unicode))
    assert widest(lines) <= width
    assert not any(ERROR in line for line in lines)
    assert unicode or all(line.isascii() for line in lines)


@settings(deadline=None)
@given(low=VALUES, high=VALUES, marks=st.integers(1, 9))
def test_a_scale_holds_its_values(low: float, high: float, marks: int) -> None:
    low, high = sorted((low, high))
    scale = scale_of(low, high, marks)
    room = (scale.high - scale.low) * 1e-6
    assert scale.low - room <= low <= high <= scale.high + room
    assert 2 <= len(scale.ticks) <= marks + 4
    assert 0 <= scale.place(low, 40) <= scale.place(high, 40) < 40


@pytest.mark.parametrize(
    ("value", "said"),
    [
        *((0, "0"), (1200, "1,200"), (2.5, "2.5"), (1 / 3, "0.3333")),
        *((1234.56, "1,234.6"), (1e9, "1e+09"), (-0.00001, "-1e-05")),
    ],
)
def test_values_are_written_short(value: float, said: str) -> None:
    assert number(value) == said
