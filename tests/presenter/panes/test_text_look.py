"""How a model's text is shown: clean, whole, and no wider than it may be."""

import pytest
from textual.content import Content

from presenter.panes.next_look import percent
from presenter.panes.sure_look import sure_lines
from presenter.panes.text_look import beside, safe, visible, written
from presenter.panes.tools_look import form_line, read_form, says
from presenter.work.protocol import Token
from presenter.work.text_view import Column, TextView


def column(*texts: str) -> Column:
    return Column(tokens=tuple(Token(text=text, logprob=-0.5) for text in texts))


def test_what_a_terminal_obeys_is_gone_and_code_keeps_its_shape() -> None:
    code = "def f():\n    return '\x1b[31m'\u202e\n\tpass\x07"
    assert safe(code) == "def f():\n    return '[31m'\n    pass"


def test_markup_in_a_models_text_is_text() -> None:
    lines = written(column("[bold red]hi[/] [link=x]y"), 60, 4, growing=False)
    assert lines[0].plain == "[bold red]hi[/] [link=x]y"


@pytest.mark.parametrize(
    ("token", "shown"), [(" the", "·the"), ("\n\n", "⏎⏎"), ("", "∅"), ("\x1b", "∅"), ("a b", "a·b")]
)
def test_a_token_shows_its_spaces(token: str, shown: str) -> None:
    assert visible(token) == shown


def test_while_it_grows_the_end_is_seen_and_then_the_beginning() -> None:
    words = column(*(f"word{n} " for n in range(100)))
    growing = [line.plain for line in written(words, 30, 4, growing=True)]
    assert len(growing) == 4
    assert growing[-1].endswith("word99▌")
    done = [line.plain for line in written(words, 30, 4, growing=False)]
    assert done[0].startswith("word0 ")
    assert done[-1] == "…"


def test_columns_never_grow_wider_than_the_pane() -> None:
    left = [Content("x" * 28), Content("")]
    lines = beside(left, [Content("y" * 28)] * 3, 60)
    assert [line.cell_length <= 60 for line in lines] == [True] * 3
    assert all(line.plain[29] == "│" for line in lines)


@pytest.mark.parametrize("width", [30, 74])
def test_bars_stand_under_their_tokens(width: int) -> None:
    view = TextView(state="done", columns=(column("It", " is", " 世界", " 42", " days", "."),))
    lines = sure_lines(view, "When?", "as it is", None, (), width, 12)
    text, bars = lines[2].plain, lines[3].plain
    assert text.startswith("It is 世界")
    assert lines[2].cell_length == len(bars)
    assert set(bars) == {"▅"}


def test_numbers_are_found_in_words_and_half_a_percent_is_near_enough() -> None:
    assert says("You pay about Rs. 4,339 a month.", "4,339.12")
    assert says("It is 4339.12.", "4,339.12")
    assert not says("It is 4,500 for 20 years.", "4,339.12")
    assert says("That is Thursday, 15 January 2026.", "Thursday, 15 January 2026")


def test_a_form_goes_to_a_line_and_back() -> None:
    form: dict[str, str | float] = {"principal": 1_250_000.0, "unit": "km"}
    assert read_form(form_line(form)) == form
    assert read_form("years = 15 ; nonsense; =3") == {"years": 15.0}


def test_nothing_possible_is_called_certain_or_impossible() -> None:
    assert percent(0.99999) == "99.9%"
    assert percent(0.0001) == "<0.1%"
    assert percent(1.0) == "100%"
    assert percent(0.0) == "0.0%"
