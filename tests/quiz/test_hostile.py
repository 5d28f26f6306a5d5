"""Everything typed is hostile: fed whole to every screen, the wire, the log and the reports."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presenter.commands.quiz_report import text_of
from presenter.report.quiz_page import as_html
from presenter.report.quiz_sheets import SHEETS, as_csv
from quiz.answers import LONGEST_WORD, Answer, objection
from quiz.core import (
    EVENT,
    Answered,
    Asked,
    Closed,
    Decided,
    Event,
    Moderated,
    Opened,
    Refused,
    Revealed,
    Started,
    State,
    apply,
    fold,
)
from quiz.frames import frame
from quiz.heard import NotUnderstood, heard
from quiz.keys import Keys
from quiz.look import HEIGHTS, WIDTHS, Look
from quiz.names import accept
from quiz.pressing import press
from quiz.question import AnyQuestion, Guess
from quiz.report import report
from quiz.scoring import standings
from quiz.seat import Seat, at_run
from quiz.slide import Piece, Rows, SlideText
from quiz.slide_sheet import slide_frame
from quiz.spoken import spoken
from quiz.views import view
from quiz.wishes import Ask, ChangeName, Fill, Send, TakeName
from tests.quiz.examples import CLOUD, FIX_PROMPT, TEXT, WRITTEN_GUESS, join
from tests.quiz.hostile import OURS, PASTE, TEXTS, UNSAFE

TYPED = (TEXT, CLOUD, FIX_PROMPT, WRITTEN_GUESS)
WAY_BACK = "ssh 4821-{code}@host"
LOOKS = st.builds(
    Look, st.sampled_from(WIDTHS), st.sampled_from(HEIGHTS), st.booleans(), st.booleans()
)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)


def typed(text: str, state: State, seat: Seat) -> tuple[Seat, list[object]]:
    """The text, typed or pasted into a full screen; the seat after it, and what it asked for."""
    keys = Keys()
    actions: list[object] = []
    data = text.encode("utf-8", "surrogatepass") + b"\xff\xfe\xc3"
    for key in [*keys.feed(data), *keys.flush(), "enter"]:
        seat, action = press(seat, key, state)
        if action:
            actions.append(action)
    return seat, actions


def safe(text: str) -> None:
    """Nothing in it that a terminal obeys."""
    assert not UNSAFE.search(text), repr(UNSAFE.search(text))


def shown(state: State, seat: Seat, look: Look) -> None:
    """The screen, full and line by line, is made of our own bytes and fits."""
    seen = view(state, seat, 20.0, standings(state), WAY_BACK)
    lines = frame(seen, look).lines
    assert len(lines) <= look.height
    for line in lines:
        safe(OURS.sub(b"", line).decode())
    for said in spoken(seen):
        safe(said)


def allowed(state: State, question: AnyQuestion, text: str) -> list[Event]:
    """What comes of a hostile text in a room, by every way in."""
    seat = at_run(Seat("p1", "k7x2p9"), state)
    _, actions = typed(text, state, seat)
    try:
        actions.append(heard(seat, text, state)[1])
    except NotUnderstood as why:
        safe(str(why))
    answers = [one.answer for one in actions if isinstance(one, Send | Fill)]
    return [
        Answered(at=15, attendee="p1", run=1, answer=answer, took=1)
        for answer in answers
        if not objection(question, answer)
    ]


@patient
@given(TEXTS, LOOKS, st.sampled_from(TYPED))
def test_an_answer_is_harmless_on_every_screen_in_the_log_and_in_the_reports(
    text: str, look: Look, question: AnyQuestion
) -> None:
    events: list[Event] = [
        Started(at=0), join(1), join(2), Opened(at=10, run=1, question=question),
    ]  # fmt: skip
    state = fold(events)
    shown(state, typed(text, state, at_run(Seat("p1", "k7x2p9"), state))[0], look)
    for event in allowed(state, question, text):
        events.append(event)
        state = apply(state, event)
        assert EVENT.validate_json(event.model_dump_json()) == event
        assert isinstance(event, Answered)
        for said in event.answer.texts:
            safe(said)
            assert question is not CLOUD or len(said) <= LONGEST_WORD
    ends: list[Event] = [Closed(at=31, run=1, by="host")]
    if isinstance(question, Guess):
        output = text.encode("utf-8", "replace").decode()[:4000]
        ends.append(Decided(at=31, run=1, output=output))  # what a model says is no safer
    for event in (*ends, Revealed(at=32, run=1)):
        state = apply(state, event)
        for attendee in ("p1", "p2"):
            shown(state, at_run(Seat(attendee, "k7x2p9"), state), look)
    _reported(state)


def _reported(state: State) -> None:
    """The reports of a room hold nothing that a terminal, a browser or a spreadsheet obeys."""
    told = report(state, "4821", named=True)
    safe(text_of(told))
    safe(as_html(told))
    assert "<script" not in as_html(told)
    for sheet in SHEETS:
        for row in csv.reader(io.StringIO(as_csv(told, sheet))):
            for cell in row:
                safe(cell)
                number = cell.lstrip("-").replace(".", "").isdecimal()
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert json.loads(told.model_dump_json())["room"] == "4821"


@patient
@given(TEXTS, LOOKS)
def test_a_name_is_harmless_or_refused(text: str, look: Look) -> None:
    state = fold([Started(at=0)])
    seat, actions = typed(text, state, Seat(offered="Quick Fox"))
    shown(state, seat, look)
    for action in actions:
        assert isinstance(action, TakeName | ChangeName | object)
        try:
            name = accept(getattr(action, "name", text), ())
        except ValueError as why:
            safe(str(why))
            continue
        safe(name)
        shown(apply(state, join(1, name)), Seat("p1", "k7x2p9"), look)


@patient
@given(TEXTS, LOOKS)
def test_a_question_to_the_speaker_is_harmless_in_everybodys_list(text: str, look: Look) -> None:
    state = fold([Started(at=0), join(1), join(2)])
    _, actions = typed(text, state, Seat("p1", page="ask"))
    for action in actions:
        if isinstance(action, Ask) and action.text:
            safe(action.text)
            try:
                asked = Asked(at=1, remark="r1", attendee="p1", text=action.text, to=action.to)
                state = fold([asked, Moderated(at=2, remark="r1", verdict="approved")], state)
            except Refused:
                continue
            shown(state, Seat("p2", page="questions"), look)
            _reported(state)


@patient
@given(TEXTS, LOOKS)
def test_a_slide_is_harmless_on_a_viewer_s_terminal(text: str, look: Look) -> None:
    """What a deck holds is the author's, who may have copied it from anywhere."""
    words = text.encode("utf-8", "replace").decode()[:4000]
    parts = (
        Piece(text=words), Piece(style="code", text=words), Piece(style="item", text=words),
        Rows(rows=((words[:50], "b"), ("c", words[:80]))),
    )  # fmt: skip
    drawn = slide_frame(SlideText(title=words[:200], parts=parts), look, 0, "ssh host")
    assert len(drawn.lines) <= look.height
    for line in drawn.lines:
        safe(OURS.sub(b"", line).decode())


@pytest.mark.parametrize("question", TYPED, ids=lambda question: question.kind)
def test_a_paste_of_twenty_thousand_is_cut_to_what_the_question_takes(
    question: AnyQuestion,
) -> None:
    state = fold([Started(at=0), join(1), Opened(at=10, run=1, question=question)])
    assert len(PASTE) > 20_000
    for event in allowed(state, question, PASTE):
        assert isinstance(event, Answered)
        assert sum(map(len, event.answer.texts)) <= 600
        assert isinstance(event.answer, Answer)
