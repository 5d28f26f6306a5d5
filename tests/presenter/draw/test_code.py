"""Code: where it comes from, which of its lines are bright, and that none is cut."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presenter.draw.canvas import Canvas
from tests.presenter.draw.paper import ERROR, HERE, block, drawn, widest

SOURCE = """\
import os
# begin first
def one():
    return 1

# end first
# begin firsts
def two():
    return 2
"""


@pytest.fixture
def beside(tmp_path: Path) -> Canvas:
    (tmp_path / "a.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "raw.bin").write_bytes(b"\xff\xfe\x00")
    return Canvas(tmp_path)


def test_lines_are_numbered_from_one() -> None:
    assert drawn(block(code="a\n\nb", numbers=True)) == ["  1  a", "  2", "  3  b"]


def test_emphasis_is_seen_without_colour() -> None:
    what = block(code="a\nb\nc", emphasis=["2", "1,3"])
    assert drawn(what, stage=0) == ["  a", "  b", "  c"]
    assert drawn(what, stage=1) == ["  a", "▌ b", "  c"]
    assert drawn(what, stage=2) == ["▌ a", "  b", "▌ c"]


def test_code_is_highlighted_by_language_and_by_file(beside: Canvas) -> None:
    plain = drawn(block(code="return 1"), colour=True)
    python = drawn(block(code="return 1", language="python"), colour=True)
    unknown = drawn(block(code="return 1", language="klingon"), colour=True)
    assert plain == unknown != python
    (from_file,) = drawn(block(code={"file": "a.py", "lines": "4"}), canvas=beside, colour=True)
    assert "\x1b[" in from_file.replace("return", "", 1)


def test_a_region_is_cut_out_and_moved_left(beside: Canvas) -> None:
    what = block(code={"file": "a.py", "region": "first"}, numbers=True)
    assert drawn(what, canvas=beside) == ["  1  def one():", "  2      return 1"]


def test_line_ranges_keep_the_files_numbers_and_show_gaps(beside: Canvas) -> None:
    what = block(code={"file": "a.py", "lines": "1,3-4"}, numbers=True, emphasis=["4"])
    assert drawn(what, canvas=beside, stage=1) == [
        "  1  import os",
        "     …",
        "  3  def one():",
        "▌ 4      return 1",
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"file": "b.py"}, "there is no file b.py beside the deck"),
        ({"file": "a.py", "region": "second"}, "a.py has no line with `begin second`"),
        ({"file": "a.py", "region": "firsts"}, "a.py has no line with `end firsts`"),
        ({"file": "a.py", "lines": "8-10"}, "a.py has 9 lines, and no line 10"),
        ({"file": "raw.bin"}, "raw.bin is no UTF-8 text"),
        ({"file": "."}, ". is a folder"),
        ({"file": "a\0b"}, "cannot be read"),
    ],
)
def test_what_is_missing_is_said_in_its_place(
    beside: Canvas, source: dict[str, str], said: str
) -> None:
    shown = " ".join(drawn(block(code=source), canvas=beside, width=200))
    assert ERROR in shown
    assert said in shown


def test_a_changed_file_is_read_again(beside: Canvas) -> None:
    what = block(code={"file": "a.py", "lines": "1"})
    assert drawn(what, canvas=beside) == ["  import os"]
    (beside.folder / "a.py").write_text("import sys, os\n", encoding="utf-8")
    assert drawn(what, canvas=beside) == ["  import sys, os"]


@settings(deadline=None)
@given(
    code=st.text(st.sampled_from("abc (){}\n\t漢字é"), max_size=200),
    width=st.integers(20, 80),
    numbers=st.booleans(),
)
def test_long_lines_are_wrapped_and_nothing_is_lost(code: str, width: int, numbers: bool) -> None:
    lines = drawn(block(code=code, numbers=numbers), width)
    assert widest(lines) <= width
    written = "".join(lines).replace("▸", "")
    kept = [c for c in written if not c.isspace() and not c.isdigit()]
    assert kept == [c for c in code if not c.isspace()]


def test_without_unicode_the_bar_and_the_wrap_stay() -> None:
    what = block(code="x" * 30, emphasis=["1"])
    lines = drawn(what, width=20, stage=1, canvas=Canvas(HERE, unicode=False))
    assert lines == ["| " + "x" * 18, "|>  " + "x" * 12]
