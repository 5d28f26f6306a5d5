"""Markdown as it stands on a slide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presenter.draw.canvas import Canvas
from tests.presenter.draw.paper import ERROR, HERE, block, drawn, widest


def lines(text: str, **options: object) -> list[str]:
    return drawn(block(markdown=text), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a **b** *c* `d` ~~e~~", "a b c d e"),
        ("[here](https://x.org/a)", "here (https://x.org/a)"),
        ("[x.org](https://x.org/)", "x.org"),
        ("[mail](mailto:a@x.org)", "mail (a@x.org)"),
        ("[up](#top)", "up"),
        ("<https://x.org>", "https://x.org"),
        ("![a lighthouse](l.png)", "[a lighthouse]"),
        ("![](l.png)", "[l.png]"),
        ("seen <!-- unseen -->so far", "seen so far"),
        ("press <kbd>q</kbd>", "press q"),
        ("vector<int> x", "vector<int> x"),
        ("- [ ] open", " ☐ open"),
        ("- [x] done", " ☑ done"),
        ("a\nb", "a b"),
    ],
)
def test_inline(text: str, said: str) -> None:
    assert lines(text) == [said]


def test_comments_leave_no_trace() -> None:
    assert lines("one\n\n<!-- a\n\nb -->\n\ntwo") == ["one", "", "two"]


def test_tight_lists_are_tight_and_loose_ones_loose() -> None:
    assert lines("- a\n- b") == [" • a", " • b"]
    assert lines("- a\n\n- b") == [" • a", "", " • b"]


def test_lists_stand_inside_each_other() -> None:
    text = "9. nine\n   - in\n     - deeper\n10. ten"
    assert lines(text) == ["  9. nine", "      ◦ in", "         ▪ deeper", " 10. ten"]


def test_a_long_item_hangs_under_its_words() -> None:
    assert lines("- " + "word " * 8, width=20) == [
        " • word word word",
        "   word word word",
        "   word word",
    ]


def test_a_last_word_is_not_alone_where_other_breaks_take_no_more_lines() -> None:
    assert lines("one two three four five", width=19) == ["one two three", "four five"]
    assert lines("- one two three four five", width=22) == [" • one two three", "   four five"]
    assert lines("one two unbreakable", width=11) == ["one two", "unbreakable"]


def test_a_table_is_aligned() -> None:
    assert lines("| a | bbb |\n|:-:|--:|\n| xxx | 1 |") == [" a    bbb", "─────────", "xxx     1"]


def test_without_unicode_all_is_ascii() -> None:
    text = "- [x] “done” → it\n- b\n\n> quoted …\n\n| a |\n|---|\n| é |"
    said = "\n".join(lines(text, canvas=Canvas(HERE, unicode=False)))
    assert said.isascii()
    assert '[x] "done" > it' in said


def test_only_paragraphs_keep_apart_where_rows_are_short() -> None:
    text = "one\n\ntwo\n\n- a\n\n- b\n\n> q"
    tight = Canvas(HERE, tight=True)
    assert lines(text, canvas=tight) == ["one", "", "two", " • a", " • b", "▌ q"]


def test_deep_nesting_never_leaves_the_slide() -> None:
    text = "\n".join("  " * n + f"- item {n}" for n in range(40))
    assert max(map(len, lines(text, width=30))) <= 30


PIECES = [
    "- ",
    "1. ",
    "> ",
    "# ",
    "| a | b |\n|---|---|\n| c |",
    "```py\n",
    "`",
    "**",
    "*",
    "~~",
    "[",
]
PIECES += [
    "](x)",
    "![",
    "<!--",
    "-->",
    "<br>",
    "<b>",
    "[ ] ",
    "---",
    "\n",
    "\n\n",
    "  ",
    "word ",
    "漢字",
]


@settings(deadline=None, max_examples=200)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=9)), max_size=30),
    width=st.integers(10, 90),
    unicode=st.booleans(),
    centred=st.booleans(),
)
def test_any_markdown_is_drawn_within_its_width(
    pieces: list[str], width: int, unicode: bool, centred: bool
) -> None:
    canvas = Canvas(HERE, unicode=unicode, centred=centred)
    said = lines("".join(pieces), width=width, canvas=canvas)
    assert widest(said) <= width
    assert not any(ERROR in line for line in said)
    assert unicode or all(line.isascii() for line in said)
