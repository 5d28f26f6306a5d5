"""Files that a deck pulls in: what they give, and errors at their own places."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from slides.loader import Loaded, load, load_deck
from slides.problems import DeckErrors, Problem

HEAD = "talk: A talk\nvariables: {model: BERT}\nglossary: {LoRA: small weights}\n"
DECK = (
    f"{HEAD}---\n{{slide: one, body: 'On {{{{model}}}}'}}\n---\ninclude: MORE\n---\nslide: three\n"
)
MORE = """\
glossary: {RLHF: people judge}
answers: [{ask: Why?, answer: Because.}]
variables: {size: 4 million}
questions: [{question: why, ask: Why?, options: [{text: a}, {text: b}]}]
---
slide: two
title: "{{size}} of {{model}}"
blocks: [{quiz: why}]
"""


class Files:
    """A folder of small files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, **texts: str) -> Path:
        """Files by their names without `.yaml`; returns the deck's."""
        for name, text in texts.items():
            (self.folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return self.folder / "deck.yaml"

    def load(self, **texts: str) -> Loaded:
        return load(self.write(**texts))

    def problems(self, **texts: str) -> list[Problem]:
        with pytest.raises(DeckErrors) as caught:
            load(self.write(**texts))
        return caught.value.problems


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def including(name: str) -> str:
    return DECK.replace("MORE", name)


def test_slides_come_in_their_place_and_data_joins_the_headers(files: Files) -> None:
    found = files.load(deck=including("more.yaml"), more=MORE)
    deck = found.deck
    assert [slide.slide for slide in deck.slides] == ["one", "two", "three"]
    assert deck.slides[1].title == "4 million of BERT"
    assert deck.talk.glossary == {"LoRA": "small weights", "RLHF": "people judge"}
    assert [answer.ask for answer in deck.talk.answers] == ["Why?"]
    assert list(deck.questions()) == ["why"]
    assert [source.path.name for source in found.sheet.sources] == ["deck.yaml", "more.yaml"]
    spot = found.sheet.place((2, "title"))
    assert (spot.source.path.name, spot.line, spot.column) == ("more.yaml", 7, 8)
    spot = found.sheet.place((0, "questions", 0, "ask"))
    assert (spot.source.path.name, spot.line) == ("more.yaml", 4)


def test_included_files_include_further_ones_relative_to_themselves(files: Files) -> None:
    (files.folder / "parts").mkdir()
    (files.folder / "parts" / "b.yaml").write_text("slide: b\n---\ninclude: ../c.yaml\n")
    (files.folder / "parts" / "a.yaml").write_text("include: b.yaml\n---\nslide: a\n")
    found = files.load(deck=including("parts/a.yaml"), c="slide: c\n")
    assert [slide.slide for slide in found.deck.slides] == ["one", "b", "c", "a", "three"]


def test_a_file_named_twice_comes_in_once(files: Files) -> None:
    text = including("a.yaml") + "---\ninclude: b.yaml\n"
    words = "glossary: {GPU: many cores}\n"
    parts = {"a": "include: words.yaml\n---\nslide: a", "b": "include: words.yaml\n---\nslide: b"}
    found = files.load(deck=text, words=words, **parts)
    assert [slide.slide for slide in found.deck.slides] == ["one", "a", "three", "b"]
    assert len(found.deck.talk.glossary) == 2


def test_a_circle_is_refused_with_its_chain(files: Files) -> None:
    [problem] = files.problems(
        deck=including("a.yaml"), a="slide: a\n---\ninclude: b.yaml", b="include: a.yaml"
    )
    assert "a circle: deck.yaml, which includes a.yaml, which includes b.yaml" in problem.message
    assert (problem.path.name, problem.line, problem.column) == ("b.yaml", 1, 10)
    [problem] = files.problems(deck=including("deck.yaml"))
    assert "circle: deck.yaml, which includes deck.yaml" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("slide: two", "slide: »Two!", "should be small letters"),
        ("slide: two", "slide: »one", "already used by the slide in line 5 of deck.yaml"),
        ("title:", "»titel:", "unknown key 'titel' (did you mean 'title'?)"),
        ("answers:", "»anwsers:", "unknown key 'anwsers' (did you mean 'answers'?)"),
        ("RLHF", "»LoRA", "'LoRA' is already set in line 3 of deck.yaml"),
        ("RLHF", "»lora", "'lora' is already explained in line 3 of deck.yaml"),
        ("size:", "»model:", "'model' is already set in line 2 of deck.yaml"),
        ("{ask: Why?, answer: Because.}", "»{ask: Why?}", "'answer' is missing here"),
        ("glossary: {RLHF: people judge}\n", "»glosary: {}\n", "(did you mean 'glossary'?)"),
        ("answer: Because.}", "answer: x}, {ask: »WHY?, answer: y}", "answered in line 2"),
        ("[{ask: Why?, answer: Because.}]", "»no", "answers: this should be a list"),
        ("{size: 4 million}", "»[x]", "variables: this should be a mapping"),
        ("{quiz: why}", "{quiz: »wyh}", "no question 'wyh' (did you mean 'why'?)"),
        ("ask: Why?, opt", "aks: Why?, opt", "unknown key 'aks'"),
        ("{{model}}", "»{{modle}}", "no variable 'modle' (did you mean 'model'?)"),
        ("slide: two", "»talk: two", "has no header of its own"),
        ('title: "', "title: [»", "not YAML"),
    ],
)
def test_errors_stand_in_the_included_file(files: Files, old: str, new: str, said: str) -> None:
    marked = MORE.replace(old, new, 1)
    problems = files.problems(deck=including("more.yaml"), more=marked.replace("»", ""))
    found = next(problem for problem in problems if said in problem.message)
    assert found.path.name == "more.yaml"
    if "»" in marked and "not YAML" not in said:
        before = marked[: marked.index("»")].split("\n")
        assert (found.line, found.column) == (len(before), len(before[-1]) + 1)
    assert found.source == marked.replace("»", "").splitlines()[found.line - 1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("more.yml", "more.yml: there is no such file (did you mean 'more.yaml'?)"),
        ("/etc/passwd", "relative to this one"),
        (".", "this is a folder"),
        ("[x]", "should be the name of a file"),
        ("''", "should be the name of a file"),
        ("x" * 501, "should be the name of a file"),
        ("x" * 400, "cannot be read"),
        ("more.yaml\nskip: 1", "unknown key 'skip'"),
        ("pipe", "no ordinary file"),
    ],
)
def test_includes_that_lead_nowhere_are_errors_where_they_stand(
    files: Files, name: str, said: str
) -> None:
    os.mkfifo(files.folder / "pipe")
    problems = files.problems(deck=including(name), more="slide: two\n")
    assert [said in problem.message for problem in problems] == [True]
    assert problems[0].path.name == "deck.yaml"
    assert problems[0].line in (7, 8)


def test_errors_come_file_by_file(files: Files) -> None:
    problems = files.problems(
        deck=including("more.yaml").replace("slide: one", "slide: One"),
        more=MORE.replace("slide: two", "slide: Two"),
    )
    assert [(p.path.name, p.line) for p in problems] == [("deck.yaml", 5), ("more.yaml", 6)]


def test_a_missing_file_accuses_no_one_else(files: Files) -> None:
    text = including("gone.yaml").replace("A talk\n", "A talk\ncheckpoints: [{at: two, by: 1m}]\n")
    [problem] = files.problems(deck=text)
    assert "gone.yaml" in problem.message


def test_hidden_slides_are_loaded_and_checked_but_not_given(files: Files) -> None:
    head = "talk: x\ncheckpoints: [{at: b, by: 1m}]\ncut: [{slide: b, to: 0s}]\n"
    text = f"{head}---\nslide: a\n---\n{{slide: b, hidden: yes}}\n"
    path = files.write(deck=text)
    assert [slide.slide for slide in load(path).deck.slides] == ["a", "b"]
    given_deck = load_deck(path)
    assert [slide.slide for slide in given_deck.slides] == ["a"]
    assert not given_deck.talk.checkpoints
    assert not given_deck.talk.cut
    [problem] = files.problems(deck=text.replace("slide: a", "slide: a\nhidden: yes"))
    assert "every slide is hidden" in problem.message


# ------------------------------------------------------------------------- variables


def title_of(files: Files, title: str) -> str:
    return files.load(deck=f"{HEAD}---\nslide: a\ntitle: '{title}'\n").deck.slides[0].title


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{model}}", "BERT"),
        ("{{ model }} and {{model}}", "BERT and BERT"),
        ("{{{model}}}", "{BERT}"),
        (r"\{{model}}", "{{model}}"),
        (r"$\{{ secrets.KEY }}", "${{ secrets.KEY }}"),
        ("{model} }} {{", "{model} }} {{"),
        ("{{}} {{1}} {{ a | b }}", "{{}} {{1}} {{ a | b }}"),
    ],
)
def test_variables_fill_texts(files: Files, written: str, read: str) -> None:
    assert title_of(files, written) == read


def test_variables_reach_notes_code_and_table_cells_but_not_their_own_values(files: Files) -> None:
    text = HEAD.replace("BERT", '"{{size}}", size: big')
    text += "---\nslide: a\nnotes: say {{model}}\nblocks:\n- code: |\n    x = '{{size}}'\n"
    text += "- columns:\n  - table: [['{{size}}']]\n  - markdown: '{{size}}'\n"
    slide = files.load(deck=text).deck.slides[0]
    assert slide.notes == "say {{size}}"
    assert "x = 'big'" in str(slide.blocks[0])
    assert str(slide.blocks[1]).count("'big'") == 2


def test_an_unknown_variable_stands_where_it_is_written(files: Files) -> None:
    [problem] = files.problems(
        deck=f"{HEAD}---\nslide: a\nbody: |\n  One.\n\n  Two {{{{modell}}}}.\n"
    )
    assert (problem.line, problem.column) == (9, 7)
    assert "no variable 'modell' (did you mean 'model'?)" in problem.message
    assert r"\{{modell}} shows the braces" in problem.message


# ------------------------------------------------------------------------- properties

PIECES = st.sampled_from(
    [
        *(f"{line}\n" for line in (DECK + MORE).splitlines()),
        *("include: a.yaml\n", "include: b.yaml\n", "include: deck.yaml\n", "---\n", "{{", "}}"),
        *("variables: {x: '{{x}}'}\n", "glossary: []\n", "questions: {}\n", "{{x}}", "\\{{", "&a "),
        *("*a", "talk: x\n", "slide: s\n", "include: [x]\n", ": ", "\0", "- ", "  "),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(DECK.replace("MORE", "a.yaml"), MORE, "")
@example(DECK.replace("MORE", "a.yaml"), "glossary: {x: [y]}\n---\nvariables: {a: [b]}", "")
@example("[]\n---\ninclude: a.yaml", MORE, "")
@example("talk: x\nglossary: []\nquestions: x\n---\ninclude: a.yaml", MORE, "")
@example("talk: x\nvariables: 7\n---\n{slide: a, body: '{{x}}'}", "", "")
def test_any_three_files_are_a_deck_or_errors_inside_them(
    tmp_path: Path, deck: str, a: str, b: str
) -> None:
    texts = {"deck.yaml": deck, "a.yaml": a, "b.yaml": b}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load(tmp_path / "deck.yaml")
    except DeckErrors as errors:
        for problem in errors.problems:
            if problem.line:
                lines = texts[problem.path.name].removeprefix("\ufeff").splitlines() or [""]
                assert problem.line <= len(lines)
                assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
