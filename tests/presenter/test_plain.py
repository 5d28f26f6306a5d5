"""Which terminals show ASCII only, and what is written to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from presenter.plain import in_ascii, shows_unicode


@pytest.mark.parametrize(
    ("environ", "unicode"),
    [
        ({}, True),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "de_DE.utf8"}, True),
        ({"LC_CTYPE": "UTF-8"}, True),
        ({"LANG": "C"}, False),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, False),
        ({"LC_ALL": "", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, False),
        ({"LANG": "en_GB.UTF-8", "TERM": "xterm-256color"}, True),
    ],
)
def test_the_locale_and_the_terminal_decide(environ: dict[str, str], unicode: bool) -> None:
    assert shows_unicode(environ) is unicode


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("│ ▶ café … 3 × 4 │", "| > cafe . 3 x 4 |"),
        ("╭─╮", "+-+"),
        ("“so”", '"so"'),
        ("日本", "????"),
        ("plain", "plain"),
    ],
)
def test_signs_have_a_likeness_of_the_same_width(text: str, plain: str) -> None:
    assert in_ascii(text) == plain


@given(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Cn"))))
def test_whatever_is_written_is_ascii(text: str) -> None:
    assert in_ascii(text).isascii()


@given(st.text(st.characters(min_codepoint=0x2500, max_codepoint=0x259F)))
def test_boxes_and_blocks_keep_their_width(text: str) -> None:
    assert cell_len(in_ascii(text)) == cell_len(text)
