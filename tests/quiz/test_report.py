"""The report of a quiz, from its log."""

import pytest

from quiz.core import Event, Kicked, PaperOut, Skipped, TextHidden, fold
from quiz.findings import Report
from quiz.report import report
from quiz.scoring import standings
from tests.quiz.examples import GOOD, METHOD, TEXT, asked, finished, pick, say
from tests.quiz.played import played


@pytest.fixture(scope="module")
def told() -> Report:
    return report(fold(played()), "4821")


def test_a_question_is_told_in_the_terms_of_the_field() -> None:
    events = finished(say(1, pick(1), took=2), say(2, pick(1), took=4), say(3, pick(0), took=12))
    (row,) = report(fold(events), "4821").questions
    assert (row.reached, row.answered, row.right) == (3, 3, 2)
    assert row.difficulty == pytest.approx(2 / 3, abs=0.001)
    assert row.times == pytest.approx((2.4, 4.0, 10.4))
    assert [(bar.label, bar.count, bar.right) for bar in row.slices] == [
        ("A longer prompt", 1, False),
        ("Retrieval", 2, True),
        ("Fine-tuning", 0, False),
    ]
    assert row.discrimination is None, "a lone question tells nobody apart"


def test_a_question_that_those_know_who_know_the_others_tells_them_apart(told: Report) -> None:
    scored = [row for row in told.questions if row.right is not None]
    assert len(scored) == 10
    assert all(row.discrimination is not None and row.discrimination > 0.1 for row in scored)
    polls = [row for row in told.questions if row.right is None]
    assert [row.kind for row in polls] == ["poll", "cloud", "scale"]
    assert all(row.discrimination is None and row.difficulty is None for row in polls)


def test_attendees_have_the_points_that_they_saw() -> None:
    state = fold(played())
    board = standings(state)
    for key, one in zip(state.attendees, report(state, "4821").attendees, strict=True):
        assert (one.points, one.place, one.right) == (
            board[key].points, board[key].place, board[key].right,
        )  # fmt: skip


def test_nobody_is_named_unless_names_are_asked_for(told: Report) -> None:
    assert [one.attendee for one in told.attendees[:2]] == ["P001", "P002"]
    assert "Guest" not in told.model_dump_json()
    named = report(fold(played()), "4821", named=True)
    assert named.attendees[0].attendee == "Guest 1"
    assert named.remarks[0].attendee == "Guest 1"


def test_answers_are_told_as_they_were_given(told: Report) -> None:
    first = {cell.number: cell.answer for cell in told.attendees[0].cells}
    assert first[1] == "B Retrieval"
    assert first[5] == "21,247"
    state = fold([*asked(TEXT), say(1, GOOD["capital"]), TextHidden(at=13, run=1, attendee="p1")])
    assert report(state, "4821").attendees[0].cells[0].answer == "(hidden)"


def test_a_skipped_question_and_who_was_sent_out_count_for_nothing() -> None:
    events: list[Event] = [
        *asked(), say(1, pick(1)), say(2, pick(1)), Kicked(at=13, attendee="p2"),
        Skipped(at=14, run=1),
    ]  # fmt: skip
    told = report(fold(events), "4821")
    assert told.questions[0].right is None
    assert told.attendees[0].points == 0
    assert told.attendees[1].sent_out
    assert told.attendees[1].place is None


def test_what_is_taken_at_ones_own_pace_is_told_too() -> None:
    events: list[Event] = [*asked(), PaperOut(at=20, questions=(METHOD, TEXT))]
    told = report(fold(events), "4821")
    assert [(row.number, row.own_pace) for row in told.questions] == [
        (1, False), (2, True), (3, True),
    ]  # fmt: skip


def test_an_empty_room_has_a_report() -> None:
    told = report(fold([]), "4821")
    assert not (told.questions)
    assert not (told.attendees)
    assert not (told.remarks)
    assert told.begun is None
