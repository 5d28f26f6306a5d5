"""Callouts, quotes, big text, spacers, trees, QR codes, and blocks that hold others."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presenter.draw.big import SIZES
from presenter.draw.canvas import Canvas
from presenter.draw.glyphs import HEIGHT, glyph
from presenter.draw.page import DRAWERS
from presenter.themes import built_in, load_theme
from slides.blocks.text import Big
from slides.deck import Slide
from tests.presenter.draw.paper import ERROR, HERE, block, drawn, drawn_slide, widest

PLAIN = Canvas(HERE, unicode=False)
EXAMPLES: dict[str, dict[str, object]] = {
    "markdown": {"markdown": "# One\n\n- a\n\n> b\n\n```python\nx\n```\n\n---\n"},
    "code": {"code": "return 1", "language": "python", "numbers": True, "emphasis": ["1"]},
    "table": {"table": [["a", "b"], ["c", "d"]], "caption": "e", "reveal": "items"},
    "callout": {"callout": "careful", "kind": "danger", "title": "oh"},
    "quote": {"quote": "well said", "by": "somebody"},
    "big": {"big": "Big"},
    "spacer": {"spacer": 3},
    "bars": {"chart": "bar", "labels": ["a", "b"], "series": {"s": [1, -2], "t": [2, 0]}},
    "line": {"chart": "line", "series": {"s": [1, 2, 3]}},
    "scatter": {"chart": "scatter", "series": {"s": [1, 2, 3], "t": [2, 2, 2]}},
    "tree": {"tree": "a\n  b\n    c\n  d", "reveal": "items"},
    "qr": {"qr": "https://example.org", "caption": "scan"},
    "columns": {"columns": [{"markdown": "l"}, {"callout": "r"}], "weights": [1, 2]},
    "rows": {"rows": [{"markdown": "above"}, {"markdown": "below"}]},
    "missing file": {"code": {"file": "missing.py"}},
}


@pytest.mark.parametrize("keys", EXAMPLES.values(), ids=EXAMPLES)
def test_every_block_is_drawn_without_unicode(keys: dict[str, object]) -> None:
    lines = drawn(block(**keys), width=70, canvas=PLAIN)
    assert lines
    assert all(line.isascii() for line in lines)
    assert widest(lines) <= 70


@pytest.mark.parametrize("keys", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("width", [20, 33, 120])
def test_every_block_keeps_within_its_width(keys: dict[str, object], width: int) -> None:
    for centred in (False, True):
        for tight in (False, True):
            canvas = Canvas(HERE, centred=centred, tight=tight)
            assert widest(drawn(block(**keys), width, canvas=canvas)) <= width


def test_every_drawer_has_an_example() -> None:
    named = {type(block(**keys)) for keys in EXAMPLES.values()}
    other = {kind.__name__ for kind in DRAWERS} - {kind.__name__ for kind in named}
    assert other <= {"Diagram", "Image"}


# ---------------------------------------------------------------------- callouts and quotes


def test_callouts_beside_each_other_are_equally_high() -> None:
    what = block(columns=[{"callout": "one"}, {"callout": "one two three four"}])
    lines = drawn(what, 30)
    assert [line.count("╰") for line in lines] == [0, 0, 0, 0, 2]


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "danger"])
def test_a_callout_says_its_kind_in_sign_and_word(kind: str) -> None:
    tops = []
    for canvas in (Canvas(HERE), PLAIN):
        top, line, _ = drawn(block(callout="*said*", kind=kind), 30, canvas=canvas)
        assert kind.capitalize() in top
        assert "said" in line
        tops.append(top.split()[1])
    assert all(len(sign) == 1 and not sign.isspace() for sign in tops)


def test_a_quote_names_its_author_below() -> None:
    assert drawn(block(quote="a **b**", by="Ada")) == ["▌ a b", "▌", "▌ — Ada"]
    assert drawn(block(quote="a")) == ["▌ a"]


def test_a_spacer_is_empty_rows_and_gives_way() -> None:
    assert drawn(block(spacer=3)) == ["", "", ""]
    assert drawn(block(spacer=3), canvas=Canvas(HERE, tight=True)) == [""]


# ---------------------------------------------------------------------- big text


def test_big_text_takes_the_size_that_fits() -> None:
    high = {size: len(drawn(block(big="Hi", size=size))) for size in SIZES}
    assert high == {"large": 7, "medium": 4, "small": 4}
    what = block(big="Fitting", size="large")
    assert len(drawn(what, 120)) == 8
    assert len(drawn(what, 40)) == 4
    assert drawn(what, 10) == ["Fitting"]


def test_words_break_into_lines() -> None:
    assert len(drawn(block(big="two words"), 40)) == 8


def test_letters_nobody_drew_are_written_small() -> None:
    assert drawn(block(big="Ещё 漢字")) == ["Ещё 漢字"]


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…€£°×→•"
ACCENTED = "ÄÖÜäöüßÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝàáâãåæçèéêëìíîïñòóôõøùúûýÿčřšžłğ"


@pytest.mark.parametrize("letter", LETTERS + SIGNS + ACCENTED)
def test_every_letter_is_drawn(letter: str) -> None:
    rows = glyph(letter)
    assert rows is not None
    assert len(rows) == HEIGHT
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) <= {"#", "."}
    assert "#" in "".join(rows)


def test_no_two_letters_look_alike() -> None:
    drawings = [glyph(letter) for letter in LETTERS + ACCENTED]
    assert len(set(drawings)) == len(drawings)


@settings(deadline=None)
@given(
    words=st.text(st.sampled_from(LETTERS + SIGNS + ACCENTED + " 漢"), max_size=40),
    size=st.sampled_from(["small", "medium", "large"]),
    width=st.integers(10, 130),
    unicode=st.booleans(),
)
def test_big_text_keeps_within_its_width(words: str, size: str, width: int, unicode: bool) -> None:
    what = Big.model_validate({"big": words, "size": size, "align": "center"})
    lines = drawn(what, width, canvas=Canvas(HERE, unicode=unicode))
    assert widest(lines) <= width
    assert not any(ERROR in line for line in lines)


# ---------------------------------------------------------------------- trees and QR codes


def test_a_tree_has_its_branches() -> None:
    text = "root\n  a\n    deep\n      deeper\n  b\n    last"
    assert drawn(block(tree=text)) == [
        "root",
        "├─ a",
        "│  ╰─ deep",
        "│     ╰─ deeper",
        "╰─ b",
        "   ╰─ last",
    ]


def test_a_tree_comes_on_branch_by_branch() -> None:
    what = block(tree="root\n  a\n    b\n  c", reveal="items")
    assert drawn(what, stage=0) == ["root"]
    assert [len(drawn(what, stage=stage)) for stage in (1, 2)] == [3, 4]


def test_long_words_of_a_tree_hang_under_themselves() -> None:
    lines = drawn(block(tree="r\n  one two three\n  b"), width=12)
    assert lines == ["r", "├─ one two", "│  three", "╰─ b"]


def test_uneven_indents_are_still_a_tree() -> None:
    assert drawn(block(tree="a\n    b\n  c\n\n\td")) == ["a", "├─ b", "╰─ c", "   ╰─ d"]


@settings(deadline=None)
@given(text=st.text(st.sampled_from("ab* \t\n漢"), max_size=150), width=st.integers(10, 60))
def test_any_text_is_a_tree_within_its_width(text: str, width: int) -> None:
    for reveal in ("with", "items"):
        what = block(tree=text, reveal=reveal)
        for stage in (None, 0, 1):
            lines = drawn(what, width, stage=stage)
            assert widest(lines) <= width
            assert not any(ERROR in line for line in lines)


def test_a_qr_code_has_its_quiet_zone_and_its_text() -> None:
    lines = drawn(block(qr="HELLO", caption="Scan me"))
    assert lines[-2:] == ["Scan me", "HELLO"]
    code = lines[:-2]
    assert all(line.startswith("████") and line.endswith("████") for line in code)
    assert set(code[0] + code[1]) == {"█"}
    assert {len(line) for line in code} == {21 + 8}


@pytest.mark.parametrize("theme", built_in())
def test_a_qr_code_is_black_and_white_on_any_theme(theme: str) -> None:
    canvas = Canvas(HERE, theme=load_theme(theme, HERE))
    *code, _ = drawn(block(qr="HELLO"), colour=True, canvas=canvas)
    colours = set(re.findall(r"[34]8;2;([0-9;]+)", "".join(code).replace(";48;", "m48;")))
    assert {colour.rstrip("m") for colour in colours} == {"255;255;255", "0;0;0"}


def test_a_qr_code_too_wide_says_so() -> None:
    assert ERROR in " ".join(drawn(block(qr="x" * 200), width=30))


# ---------------------------------------------------------------------- columns


def test_columns_are_as_wide_as_their_weights() -> None:
    what = block(columns=[{"markdown": "a " * 40}, {"markdown": "b " * 40}], weights=[1, 3])
    first = drawn(what, width=44)[0]
    assert first.rstrip().index("b") == 10 + 4


def test_a_column_not_yet_on_keeps_its_place() -> None:
    what = block(columns=[{"markdown": "a " * 15}, {"markdown": "late", "reveal": "step"}])
    slide = Slide(slide="s", blocks=(what,))
    before, after = (drawn_slide(slide, width=44, step=step) for step in (0, 1))
    assert before == [line.replace("late", "").rstrip() for line in after]
    assert "late" in after[0]
    assert len(before) == 2


def test_warming_imports_what_a_deck_draws_with_and_no_more() -> None:
    code = (
        "import sys\n"
        "from presenter.draw.warm import warm\n"
        "from slides.blocks.text import Code, Markdown\n"
        "warm([Code(code='x', language='rust'), Markdown(markdown='```sql\\nx\\n```')])\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert {"pygments.lexers.rust", "pygments.lexers.sql", "presenter.draw.code"} <= loaded
    assert not {"presenter.draw.chart", "presenter.draw.tree", "segno", "PIL"} & loaded
