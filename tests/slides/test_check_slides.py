"""What can be known about the slides of a talk, one by one, before anybody gives it."""

import pytest

from tests.slides.checked import GOOD, findings, found, slide


@pytest.mark.parametrize(
    ("count", "code", "said"),
    [
        (
            59,
            "few-words",
            "its 59 words fill 1m at 59 words a minute; at your pace they take 22s–25s",
        ),
        (
            161,
            "many-words",
            "only at 161 words a minute, more than the 160 aimed for; give it 1m9s",
        ),
        (230, "many-words", "only at 230 words a minute, more than anyone can follow"),
    ],
)
def test_words_are_held_against_the_budget(count: int, code: str, said: str) -> None:
    text = f"talk: x\nduration: 1m\n{slide('a', 'budget: 1m', count=count)}"
    problem = found(text, code)
    assert said in problem.message
    assert (problem.line, problem.column, problem.slide) == (5, 9, "a")
    assert problem.severity == "warning"


@pytest.mark.parametrize("count", [60, 160])
def test_words_that_fit_the_budget_are_no_finding(count: int) -> None:
    assert findings(f"talk: x\nduration: 1m\n{slide('a', 'budget: 1m', count=count)}") == ()


def test_few_words_on_a_live_slide_are_only_noted() -> None:
    blocks = "blocks: [{pane: spam-infer}]"
    text = f"talk: x\nduration: 1m\n{slide('a', 'budget: 1m', blocks, count=20)}"
    assert found(text, "few-words").severity == "note"


def test_missing_notes_and_budgets() -> None:
    text = "talk: x\nduration: 1m\n---\nslide: a\n---\n{slide: q, part: qa, budget: 1m}\n"
    assert found(text, "no-notes").slide == "a"
    assert found(text, "no-notes").severity == "warning"
    assert "1m is assumed" in found(text, "no-budget").message


@pytest.mark.parametrize(
    ("notes", "severity", "said"),
    [
        ("w [step] w", "warning", "1 [step] cue, and the slide has 2 steps"),
        ("w [step] w [step] w [step] w", "warning", "3 [step] cues, and the slide has 2 steps"),
        ("w", "note", "no [step] cues, and the slide has 2 steps"),
    ],
)
def test_step_cues_are_held_against_the_steps(notes: str, severity: str, said: str) -> None:
    body = 'budget: 1m\nreveal: items\nbody: "- x\\n- y"'
    problem = found(f"talk: x\nduration: 1m\n---\nslide: a\n{body}\nnotes: {notes}", "step-cues")
    assert said in problem.message
    assert problem.severity == severity
    assert (problem.line, problem.column) == (8, 8)


def test_step_cues_that_match_are_no_finding() -> None:
    body = 'budget: 2s\nreveal: items\nbody: "- x\\n- y"'
    text = f"talk: x\nduration: 2s\n---\nslide: a\n{body}\nnotes: one [step] two [step] three"
    assert findings(text) == ()


def test_hidden_slides_are_passed_over() -> None:
    head = (
        "duration: 2m\ncut: [{slide: h, to: 9m}]\ncheckpoints: [{at: h, by: 1s}, {at: b, by: 1m}]"
    )
    hidden = "---\n{slide: h, hidden: yes, budget: 9m}\n"
    text = GOOD.replace("duration: 2m", head).replace("---\nslide: b", f"{hidden}---\nslide: b")
    assert {problem.code for problem in findings(text)} == {"hidden"}
    late = text.replace("by: 1m", "by: 50s").replace("budget: 1m\nnotes: ", "budget: 61s\nnotes: ")
    assert {p.line for p in findings(late) if p.severity == "warning"} == {2, 4}


QUESTION = "{{question: q, ask: Q, options: [{{text: a{a}}}, {{text: b{b}}}]{more}}}"


@pytest.mark.parametrize(
    ("a", "b", "more", "code", "severity"),
    [
        ("", "", "", "poll", "note"),
        (", right: yes", ", right: yes", ", explanation: e", "all-right", "warning"),
        (", right: yes", "", "", "no-explanation", "warning"),
        (", right: yes", "", ", explanation: e", None, None),
    ],
)
@pytest.mark.parametrize("inline", [True, False])
def test_questions(
    a: str, b: str, more: str, code: str | None, severity: str | None, inline: bool
) -> None:
    question = QUESTION.format(a=a, b=b, more=more)
    header = "" if inline else f"questions: [{question}]\n"
    block = f"blocks: [{{quiz: {question if inline else 'q'}}}]"
    said = findings(f"talk: x\nduration: 1m\n{header}{slide('a', 'budget: 1m', block)}")
    assert [(p.code, p.severity) for p in said] == ([(code, severity)] if code else [])
    assert all(p.line == (6 if inline else 3) for p in said)


def test_a_question_that_no_slide_shows_is_noted() -> None:
    question = QUESTION.format(a=", right: yes", b="", more=", explanation: e")
    text = GOOD.replace("duration: 2m", f"duration: 2m\nquestions: [{question}]")
    assert "`quiz: q`" in found(text, "question-unused").message


def test_images_without_words_are_warned_of_wherever_they_stand() -> None:
    blocks = "blocks: [{image: a.png, alt: A}, {columns: [{image: b.png}, {markdown: x}]}]"
    text = f"talk: x\nduration: 1m\n{slide('a', 'budget: 1m', blocks)}"
    problem = found(text, "no-alt")
    assert (problem.line, problem.column, problem.slide) == (6, 45, "a")
