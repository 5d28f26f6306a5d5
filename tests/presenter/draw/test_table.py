"""Tables: columns, alignment, rows that come on, and widths that hold."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from presenter.draw.canvas import Canvas
from presenter.draw.grid import shares
from slides.blocks.text import Table
from tests.presenter.draw.paper import ERROR, block, drawn, widest

CELLS = st.text(st.sampled_from("ab c1*`_[](|é漢\n🙂"), max_size=60)


def test_rows_and_caption() -> None:
    what = block(table=[["a", "b"], ["**x**", "`y`"]], caption="The *two*")
    assert drawn(what) == ["a   b", "─────", "x   y", "", "The two"]


def test_numbers_stand_to_the_right_unless_told_otherwise() -> None:
    rows = [["what", "much"], ["a", "1,200 €"], ["b", "9.5 %"]]
    assert drawn(block(table=rows))[2:] == ["a      1,200 €", "b      9.5 %"]
    told = block(table=rows, align=["right", "left"])
    assert drawn(told) == ["what   much", "──────────────", "   a   1,200 €", "   b   9.5 %"]


def test_rows_come_on_one_by_one_and_columns_stand_still() -> None:
    what = block(table=[["h", "k"], ["a", "b"], ["much longer", "c"]], reveal="items")
    full = drawn(what, stage=2)
    assert drawn(what, stage=0) == full[:2]
    assert drawn(what, stage=1) == full[:3]
    said = what.model_copy(update={"caption": "said"})
    assert drawn(said, stage=1)[-1] == drawn(said)[-1] == "said"
    assert len(drawn(said, stage=1)) == len(drawn(said))


def test_rows_of_several_lines_stand_apart() -> None:
    what = block(table=[["h"], ["one two"], ["x"]])
    assert drawn(what, width=7) == ["h", "───────", "one two", "x"]
    assert drawn(what, width=5) == ["h", "─────", "one", "two", "", "x"]


def test_short_and_long_rows_are_filled_up() -> None:
    lines = drawn(block(table=[["a"], ["x", "y"], ["z"]]))
    assert lines == ["a", "─────", "x   y", "z"]


def test_one_row_is_a_header() -> None:
    assert drawn(block(table=[["only"]])) == ["only", "────"]


def test_a_cell_of_a_thousand_characters_is_wrapped_and_whole() -> None:
    lines = drawn(block(table=[["a", "b"], ["word " * 200, "x"]]), width=40)
    assert widest(lines) <= 40
    assert " ".join(lines).count("word") == 200


def test_too_many_columns_are_written_row_by_row() -> None:
    what = block(table=[[f"name{n}" for n in range(20)], [f"value{n}" for n in range(20)]])
    lines = drawn(what, width=40)
    assert lines[0] == "name0: value0"
    assert len(lines) == 20


def test_a_csv_file_is_a_table_with_all_its_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('\ufeffx,y\n"1,5",b\n\nc,d\n', encoding="utf-8")
    what = block(table={"file": "a.csv"}, reveal="items")
    assert drawn(what, canvas=Canvas(tmp_path)) == ["x     y", "───────", "1,5   b", "c     d"]


def test_a_file_that_is_no_table_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("\n", encoding="utf-8")
    (tmp_path / "broken.csv").write_text('a,"b\n', encoding="utf-8")
    for name in ("empty.csv", "broken.csv", "missing.csv"):
        (line, *_) = drawn(block(table={"file": name}), width=200, canvas=Canvas(tmp_path))
        assert ERROR in line
        assert name in line


@settings(deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, max_size=8), min_size=1, max_size=6),
    width=st.integers(10, 120),
)
def test_no_line_is_wider_than_the_slide(rows: list[list[str]], width: int) -> None:
    if not any(rows):
        return
    what = Table(table=tuple(map(tuple, rows)))
    lines = drawn(what, width)
    assert widest(lines) <= width
    assert not any(ERROR in line for line in lines)


@settings(deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=12), st.integers(1, 200))
def test_widths_share_what_there_is(natural: list[int], room: int) -> None:
    widths = shares(natural, room)
    assert sum(widths) <= room
    assert all(given <= wanted for given, wanted in zip(widths, natural, strict=True))
    if sum(natural) <= room:
        assert widths == natural
