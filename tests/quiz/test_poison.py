"""No text on any screen is obeyed by a terminal."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from rich.cells import cell_len

from quiz.core import (
    Attendee,
    Given,
    Paper,
    Remark,
    Run,
    State,
)
from quiz.frames import frame
from quiz.look import Look
from quiz.question import AnyQuestion, Choice
from quiz.seat import Page, Seat, at_run
from quiz.views import view
from tests.quiz.drawing import BACK, QUESTIONS, STYLE
from tests.quiz.examples import (
    GOOD,
    METHOD,
)


def poisoned(value: Any, text: str) -> Any:
    """A copy of a question in which every text that somebody could write is `text`."""
    match value:
        case BaseModel():
            kept = ("kind", "question", "regex", "best")
            changed = {
                name: part if name in kept else poisoned(part, text)
                for name, part in dict(value).items()
            }
            return type(value).model_construct(**changed)
        case str():
            return text
        case tuple():
            return tuple(poisoned(part, text) for part in value)
        case dict():
            return {key: poisoned(part, text) for key, part in value.items()}
        case _:
            return value


def hostile_state(question: AnyQuestion, text: str, phase: Any, page: str) -> State:
    """A room in which everything typed is `text`."""
    bad: Any = poisoned(question, text)
    mine = poisoned(GOOD[question.question], text)
    taken = {"p1": Given(mine, 1.0, 1.0), "p2": Given(mine, 2.0, 2.0)}
    decided = frozenset({0}) if bad.choices else frozenset()
    run = Run(1, bad, "speed", 0.0, phase, taken, output=text, decided=decided)
    people = {f"p{n}": Attendee(text, "", 0.0, text) for n in (1, 2)}
    remarks = {"r1": Remark("p2", text, "room", 1.0, verdict="approved")}
    return State(
        attendees=people,
        present=frozenset(people),
        runs=(run,) if page != "paper" else (),
        ranked=page == "ranked",
        ended=page == "ended",
        teams=(text, "South"),
        remarks=remarks,
        paper=Paper((run,)),
    )


PAGES: tuple[Page | str, ...] = (
    *("quiz", "paper", "questions", "ask", "tell", "name", "ranked", "ended"),
)
HOSTILE = st.text(st.characters(), min_size=1, max_size=60) | st.sampled_from(
    [
        "\x1b]52;c;aGk=\x07",
        "\x9b2J",
        "[/bold]",
        "a" + "\u0301" * 40,
        "\u202egnp.exe",
        "\ud800",
        "👩‍👩‍👧" * 9,
    ]
)


@QUESTIONS
@settings(max_examples=12)
@given(
    text=HOSTILE, page=st.sampled_from(PAGES), look=st.sampled_from([Look(40, 12), Look(80, 24)])
)
def test_no_text_reaches_a_terminal_as_a_command(
    question: AnyQuestion, text: str, page: Any, look: Look
) -> None:
    for phase in ("open", "closed", "revealed"):
        state = hostile_state(question, text, phase, page)
        own: Any = page if page in ("paper", "questions", "ask", "tell", "name") else "quiz"
        seat = Seat(attendee="p1", page=own, typed=text, caret=len(text), cursor=0)
        draft = Seat(attendee="p1", page=own, run=1, draft=text, caret=len(text) // 2, problem=text)
        for each in (at_run(seat, state), draft):
            seen = view(state, each, 1.0, {}, BACK)
            for line in frame(seen, look).lines:
                plain = STYLE.sub("", line.decode())
                assert plain.isprintable(), plain
                assert cell_len(plain) <= look.width


def test_a_poisoned_question_is_poisoned() -> None:
    bad = poisoned(METHOD, "\x1b[2J")
    assert isinstance(bad, Choice)
    assert (bad.ask, bad.options[0].text, bad.question) == ("\x1b[2J", "\x1b[2J", METHOD.question)
