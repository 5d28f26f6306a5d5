"""What can be known about a whole talk before it is given; see test_check_slides.py for slides."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.check import check
from slides.figures import figures_of
from slides.loader import load
from tests.slides.checked import GOOD, findings, found, slide, words
from tests.slides.makers import deck, loaded

DRAFT = Path(__file__).parents[2] / "docs" / "first-draft.yaml"


def test_a_deck_that_fits_has_no_findings() -> None:
    assert findings(GOOD) == ()
    assert figures_of(deck(GOOD)).verdict == "fits"


# ------------------------------------------------------------------------- the talk that ships


def test_the_first_draft_of_the_talk_does_not_fit_its_time() -> None:
    checked = check(load(DRAFT))
    figures = checked.figures
    assert figures.budget == 52.5 * 60
    assert figures.declared == (2400.0, 2520.0)
    assert (figures.verdict, figures.over) == ("too long", 10.5 * 60)
    assert figures.savings == 150
    assert (figures.qa_verdict, figures.qa_budget) == ("fits", 480)
    assert 0.25 < figures.fills[0] < figures.fills[1] < 0.4
    [point] = figures.checkpoints
    assert (point.slide, point.by, point.begins) == ("decision-framework", 1200, 1200)


def test_what_is_said_of_the_first_draft_is_warnings_at_its_lines() -> None:
    checked = check(load(DRAFT))
    lines = DRAFT.read_text(encoding="utf-8").splitlines()
    assert {problem.severity for problem in checked.findings} == {"warning", "note"}
    few = [problem for problem in checked.findings if problem.code == "few-words"]
    rates = {slide.slide: slide.words_per_minute for slide in checked.figures.slides}
    assert {problem.slide for problem in few} == {
        name for name, rate in rates.items() if rate < 60 and name != "questions"
    }
    for problem in few:
        assert lines[problem.line - 1].startswith("budget: ")
    [duration] = [problem for problem in checked.findings if problem.code == "duration"]
    assert lines[duration.line - 1].startswith("duration: ")
    assert "52m30s, 10m30s more than the 42m declared" in duration.message


# ------------------------------------------------------------------------- the whole


@pytest.mark.parametrize(
    ("duration", "said"),
    [
        ("90s", "add up to 2m, 30s more than the 1m30s declared: shorten some"),
        ("1m-90s", "add up to 2m, 30s more than the 1m30s declared"),
        ("3m-4m", "add up to 2m, 1m less than the 3m declared"),
    ],
)
def test_budgets_are_held_against_the_duration(duration: str, said: str) -> None:
    problem = found(GOOD.replace("2m", duration, 1), "duration")
    assert said in problem.message
    assert (problem.line, problem.column, problem.severity) == (2, 11, "warning")


def test_without_a_duration_only_a_note_asks_for_one() -> None:
    assert found(GOOD.replace("duration: 2m\n", ""), "no-duration").severity == "note"


def test_questions_and_closing_are_held_against_their_own_time() -> None:
    text = GOOD.replace("duration: 2m", "duration: 2m\nqa: 4m-5m")
    text += "---\n{slide: q, part: qa, budget: 5m}\n" + slide("c", "part: closing", "budget: 1m")
    problem = found(text, "qa")
    assert problem.line == 3
    assert "questions and closing add up to 6m, 1m more than the 5m declared" in problem.message
    assert not [p for p in findings(text) if p.code == "duration"]


@pytest.mark.parametrize(
    ("by", "cut", "said"),
    [
        ("50s", "", "'b' begins at 1m, 10s after the 50s of this checkpoint; shorten what stands"),
        ("50s", "cut: [{slide: a, to: 55s}]", "even the permitted cuts before it win back only 5s"),
        ("50s", "cut: [{slide: a, to: 45s}]", "the permitted cuts before it can win back 15s"),
        ("50s", "cut: [{slide: b, to: 0s}]", "shorten what stands before it"),
    ],
)
def test_a_checkpoint_that_the_budgets_miss(by: str, cut: str, said: str) -> None:
    head = f"duration: 2m\ncheckpoints: [{{at: b, by: {by}}}]\n{cut}"
    problem = found(GOOD.replace("duration: 2m", head), "checkpoint")
    assert said in problem.message
    assert (problem.line, problem.column) == (3, 27)


def test_a_checkpoint_that_is_met_is_no_finding() -> None:
    assert not findings(
        GOOD.replace("duration: 2m", "duration: 2m\ncheckpoints: [{at: b, by: 1m}]")
    )


def test_a_cut_that_saves_nothing() -> None:
    text = GOOD.replace(
        "duration: 2m", "duration: 2m\ncut: [{slide: a, to: 30s}, {slide: b, to: 1m}]"
    )
    problem = found(text, "cut")
    assert "saves nothing: 'b' has 1m to begin with" in problem.message
    assert figures_of(deck(text)).savings == 30


def test_words_that_are_explained_and_never_said_are_noted() -> None:
    text = GOOD.replace("duration: 2m", "duration: 2m\nglossary: {WORD: said, GPU: never}")
    problem = found(text, "glossary-unused")
    assert "no slide says 'GPU'" in problem.message
    assert (problem.line, problem.severity) == (3, "note")


def test_a_word_that_only_a_question_of_the_header_says_is_said() -> None:
    asked = "questions: [{question: q, ask: What is a GPU?, options: [{text: a}, {text: b}]}]"
    text = GOOD.replace("duration: 2m", f"duration: 2m\nglossary: {{GPU: a chip}}\n{asked}")
    assert "glossary-unused" not in {problem.code for problem in findings(text)}


def test_checkpoints_and_cuts_of_hidden_slides_are_noted_and_their_time_is_not_counted() -> None:
    head = "duration: 1m\ncheckpoints: [{at: b, by: 1s}]\ncut: [{slide: b, to: 1h}]"
    text = GOOD.replace("duration: 2m", head).replace("slide: b\n", "slide: b\nhidden: yes\n")
    said = findings(text)
    assert [(p.line, p.code, p.severity) for p in said] == [
        (3, "hidden", "note"),
        (4, "hidden", "note"),
    ]
    assert [row.slide for row in check(loaded(text)).figures.slides] == ["a"]


# ------------------------------------------------------------------------- properties


@st.composite
def decks(draw: st.DrawFn) -> str:
    """Any deck of plain slides, budgets, cuts and checkpoints."""
    names = [f"s{n}" for n in range(draw(st.integers(1, 8)))]
    times = st.integers(1, 600)
    name = st.sampled_from(names)
    head = ["talk: x"]
    if draw(st.booleans()):
        head.append(f"duration: {draw(times)}s")
    if draw(st.booleans()):
        head.append(f"qa: {draw(times)}s")
    cuts = [f"{{slide: {draw(name)}, to: {draw(times)}s}}" for _ in range(draw(st.integers(0, 3)))]
    points = [f"{{at: {draw(name)}, by: {draw(times)}s}}" for _ in range(draw(st.integers(0, 3)))]
    head += [f"cut: [{', '.join(cuts)}]", f"checkpoints: [{', '.join(points)}]"]
    for each in names:
        head += ["---", f"slide: {each}"]
        head += [f"part: {draw(st.sampled_from(['talk', 'qa', 'closing']))}"]
        head += [f"budget: {draw(times)}s"] * draw(st.booleans())
        head += [f"notes: {words(draw(st.integers(0, 300)))}"] * draw(st.booleans())
    return "\n".join(head)


@given(decks())
def test_any_deck_that_loads_can_be_checked(text: str) -> None:
    checked = check(loaded(text))
    figures = checked.figures
    lines = text.splitlines()
    for problem in checked.findings:
        assert problem.severity in ("warning", "note")
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message[0].islower() or problem.message[0] == "'"
    assert list(checked.findings) == sorted(checked.findings, key=lambda p: (p.line, p.column))
    talk = [slide for slide in figures.slides if slide.part == "talk"]
    assert figures.budget == pytest.approx(sum(slide.budget for slide in talk))
    assert figures.words == sum(slide.words for slide in talk)
    assert (figures.over == 0) == (figures.verdict in ("fits", "not declared"))
    assert figures.spoken[0] <= figures.spoken[1]
