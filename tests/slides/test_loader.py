"""From a file to a deck, or to every error in it at its place with its cure."""

from pathlib import Path

import pytest

from slides.loader import LARGEST, load, load_deck, parse_deck
from slides.problems import DeckErrors, Problem
from tests.slides.makers import HERE, deck, loaded, problems_of

GOOD = """\
talk: A talk
duration: 5m
checkpoints: [{at: two, by: 2m}]
cut: [{slide: two, to: 1m}]
questions:
  - {question: why, ask: Why?, options: [{text: a}, {text: b}]}
---
slide: one
budget: 2m
body: Hello
---
slide: two
budget: 3m
blocks:
  - columns:
      - markdown: left
      - [{markdown: right}, {quiz: why}]
  - quiz: {question: how, ask: How?, options: [{text: a, right: yes}, {text: b}]}
"""


def test_a_good_deck_loads() -> None:
    talk = deck(GOOD)
    assert [slide.slide for slide in talk.slides] == ["one", "two"]
    assert talk.slides[1].budget == 180
    assert set(talk.questions()) == {"why", "how"}


def test_the_sheet_knows_where_things_stand() -> None:
    sheet = loaded(GOOD).sheet
    assert sheet.place((2, "budget"))[:2] == (13, 9)
    assert sheet.place((2, "budget"), key=True)[:2] == (13, 1)
    assert sheet.place((2, "notes"))[:2] == (12, 1)
    assert sheet.place((99,))[:2] == (1, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("budget: 2m", "budget: »2:30", "budget: write it with units, as 2m30s"),
        ("budget: 2m", "budget: »2", "budget: write a duration as 90s, 2m or 2m30s"),
        ("budget: 2m", "budget: »0s", "budget: this should be more than 0"),
        ("budget: 2m", "»buget: 2m", "unknown key 'buget' (did you mean 'budget'?)"),
        ("body: Hello", "body: »[Hello]", "body: this should be text"),
        (
            "body: Hello",
            "part: »end",
            "part: 'end' should be 'talk', 'qa', 'closing' or 'appendix'",
        ),
        ("slide: two\n", "slide: »one\n", "'one' is already used by the slide in line 8"),
        ("slide: one\n", "slide: »One!\n", "should be small letters, digits and dashes"),
        ("at: two", "at: »tow", "there is no slide 'tow' (did you mean 'two'?)"),
        ("slide: two, to", "slide: »2, to", "slide: '2' should be small letters"),
        ("{quiz: why}", "{quiz: »wyh}", "no question 'wyh' (did you mean 'why'?)"),
        ("{markdown: right}", "»{markdwn: right}", "(did you mean 'markdown'?)"),
        ("{markdown: right}", "{pane: »spam}", "there is no pane 'spam'"),
        ("ask: How?", "»aks: How?", "unknown key 'aks' (did you mean 'ask'?)"),
        ("ask: How?", "ask: How?, time: »2h", "time: write a time limit as 30s, 2m or 1m30s"),
        ("right: yes", "right: »perhaps", "right: this should be yes or no"),
        ("question: how", "question: »why", "already used by the question in line 6"),
        ("talk: A talk", "»tlak: A talk", "(did you mean 'talk'?)"),
        ("talk: A talk", "talk:» ", "talk: this must not be empty"),
        ("duration: 5m", "duration: »9m-5m", "runs backwards"),
        ("talk: A talk", "talk: A talk\nvariables: {»A b: c}", "'A b' should be small letters"),
        ("{markdown: right}", "{rows: [{markdown: x}, {quiz: »nope}]}", "no question 'nope'"),
        ("{markdown: right}", "{rows: [{big: x}, {big: »[]}]}", "this should be text"),
        ("duration: 5m", "pace: »quick", "write the pace in words per minute"),
    ],
)
def test_each_error_stands_at_its_place(old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1
    marked = GOOD.replace(old, new)
    before = marked[: marked.index("»")].split("\n")
    [found] = [p for p in problems_of(marked.replace("»", "")) if said in p.message]
    assert (found.line, found.column) == (len(before), len(before[-1]) + 1)
    assert found.severity == "error"


def test_all_errors_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("5m", "5").replace("budget: 2m", "budget: 2:30").replace("body", "boby")
    assert [p.line for p in problems_of(text)] == [2, 9, 10]


def test_an_error_shows_its_line_and_a_caret() -> None:
    [problem] = problems_of(GOOD.replace("budget: 2m", "budget: 2:30"))
    assert str(problem).splitlines() == [
        "talk.yaml:9:9: error: budget: write it with units, as 2m30s",
        "    budget: 2:30",
        "            ^",
    ]


def test_the_caret_of_a_long_line_points_into_what_is_shown() -> None:
    problem = Problem("x", HERE, 1, 300, "a" * 299 + "!" + "b" * 300)
    _, text, caret = str(problem).splitlines()
    assert text[len(caret) - 1] == "!"
    assert len(text) < 130


def test_a_list_is_not_called_short_because_its_entries_are_wrong() -> None:
    text = GOOD.replace("{text: a, right: yes}, {text: b}", "{txt: a}, {txt: b}")
    assert not any("at least" in p.message for p in problems_of(text))
    assert "at least 2 entries" in problems_of(GOOD.replace("{text: a}, {text: b}", ""))[0].message


def test_a_syntax_error_does_not_accuse_what_stands_after_it() -> None:
    [problem] = problems_of(GOOD.replace("budget: 2m", "budget: [2m"))
    assert "not YAML" in problem.message
    assert problem.line in (9, 10)


def test_long_values_are_not_quoted_in_full() -> None:
    [problem] = problems_of(GOOD.replace("slide: two\n", f"slide: {'X' * 9000}\n", 1))[:1]
    assert len(problem.message) <= 300


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_an_empty_deck_says_how_to_begin(text: str) -> None:
    [problem] = problems_of(text)
    assert "empty" in problem.message
    assert "talk:" in problem.message


def test_a_deck_without_slides_says_how_to_begin_one() -> None:
    [problem] = problems_of("talk: x")
    assert "`slide: its-id`" in problem.message


# ------------------------------------------------------------------------- files


def refusal(path: Path) -> str:
    with pytest.raises(DeckErrors) as caught:
        load_deck(path)
    [problem] = caught.value.problems
    assert problem.line == 0
    return str(problem)


def test_a_missing_file_is_named_with_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "talk.yaml").write_text(GOOD)
    assert refusal(tmp_path / "tlak.yaml").endswith(
        "tlak.yaml: error: there is no such file (did you mean 'talk.yaml'?)"
    )


def test_a_folder_is_no_deck(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(tmp_path)


def test_a_binary_file_is_no_deck(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_bytes(b"\x7fELF\x02\x01\xff\xfe\x00")
    assert "no UTF-8 text" in refusal(path)


def test_a_file_in_another_encoding_is_no_deck(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text(GOOD, encoding="utf-16")
    assert "no UTF-8 text" in refusal(path)


def test_ten_megabytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text(GOOD.replace("Hello", "x" * 10_000_000))
    assert "too large for a deck" in refusal(path)


def test_an_endless_file_is_refused() -> None:
    assert "too large for a deck" in refusal(Path("/dev/zero"))


def test_names_that_no_file_can_have_are_refused() -> None:
    assert "cannot be read" in refusal(Path("a\0b"))
    assert "cannot be read" in refusal(Path("x" * 5000))


def test_a_body_beyond_its_limit_is_an_error_at_its_place() -> None:
    [problem] = problems_of(GOOD.replace("Hello", "x" * 200_001))
    assert (problem.line, problem.column) == (10, 7)
    assert "longer than 200000 characters" in problem.message


def test_crlf_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(path).deck == deck(GOOD)
    assert len(load(path).sheet.sources[0].lines) == len(GOOD.splitlines())


def test_the_size_limit_leaves_room_for_a_thousand_slides() -> None:
    slide = "---\nslide: s{n}\nbudget: 1m\nbody: |\n  " + "word " * 100 + "\nnotes: " + "w " * 200
    text = "talk: x\n" + "\n".join(slide.format(n=n) for n in range(1000))
    assert len(text) < LARGEST
    assert len(parse_deck(text, HERE).slides) == 1000
