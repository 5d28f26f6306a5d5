"""The room as a fold over its log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core import (
    EMPTY,
    EVENT,
    Answered,
    Closed,
    Ended,
    Event,
    Joined,
    Left,
    Opened,
    Refused,
    Returned,
    Revealed,
    Started,
    apply,
    fold,
)
from tests.quiz.examples import METHOD, POLL, answer, asked, finished, join, pick


def test_a_changed_answer_counts_once() -> None:
    state = fold([*asked(), answer(1, 0), answer(2, 1), answer(1, 2)])
    assert state.run is not None
    assert state.run.tally == (0, 1, 1)


def test_who_leaves_keeps_the_answer() -> None:
    state = fold([*asked(), answer(1, 1), Left(at=13, attendee="p1")])
    assert state.present == {"p2", "p3"}
    assert state.run is not None
    assert state.run.tally == (0, 1, 0)


def test_a_server_that_starts_again_has_the_room_but_nobody_in_it() -> None:
    state = fold([*asked(), answer(1, 1), Started(at=15)])
    assert not state.present
    assert set(state.attendees) == {"p1", "p2", "p3"}
    assert state.run is not None
    assert state.run.tally == (0, 1, 0)
    assert fold([Returned(at=16, attendee="p1")], state).present == {"p1"}


def test_an_answer_within_the_grace_counts_as_at_the_deadline() -> None:
    state = fold([*asked(), answer(1, 1, took=20.9, at=30.9)])
    assert state.run is not None
    assert state.run.answers["p1"].took == 20


REFUSALS: list[tuple[list[Event], Event, str]] = [
    (asked(), answer(1, 1, at=31.1), "Time is up"),
    (asked(), answer(9, 1), "Take a name"),
    (asked(), answer(1, 3), "Choose one"),
    (asked(), answer(1, 1, run=2), "closed"),
    (asked(), Opened(at=12, run=2, question=POLL), "Close the open question"),
    (asked(), Revealed(at=12, run=1), "before the reveal"),
    (asked(), join(1), "already here"),
    (asked(), Returned(at=12, attendee="p9"), "Nobody of that name"),
    ([*asked(), Closed(at=12, run=1, by="host")], answer(1, 1, at=12.1), "closed"),
    ([*asked(), Closed(at=12, run=1, by="host")], Closed(at=13, run=1, by="time"), "already"),
    (finished(), Revealed(at=40, run=1), "already shown"),
    (finished(), Opened(at=40, run=1, question=POLL), "question 2, not 1"),
    ([*finished(), Ended(at=40)], join(9), "ended"),
    ([], Closed(at=0, run=1, by="host"), "not the one on screen"),
]


@pytest.mark.parametrize(("before", "event", "why"), REFUSALS)
def test_what_cannot_happen_is_refused_in_words(
    before: list[Event], event: Event, why: str
) -> None:
    state = fold(before)
    with pytest.raises(Refused, match=why):
        apply(state, event)


def test_an_answer_to_several_is_none_to_a_single_choice() -> None:
    both = Answered(at=12, attendee="p1", run=1, answer=pick(0, 1), took=1)
    with pytest.raises(Refused, match="Choose one"):
        apply(fold(asked()), both)


PEOPLE = st.integers(1, 4)
MOMENTS = st.floats(0, 60, allow_nan=False)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Started, at=MOMENTS),
    st.builds(join, PEOPLE, at=MOMENTS),
    st.builds(Left, at=MOMENTS, attendee=PEOPLE.map("p{}".format)),
    st.builds(Returned, at=MOMENTS, attendee=PEOPLE.map("p{}".format)),
    st.builds(Opened, at=MOMENTS, run=st.integers(1, 3), question=st.sampled_from([METHOD, POLL])),
    st.builds(answer, PEOPLE, st.integers(0, 3), MOMENTS, MOMENTS, st.integers(1, 3)),
    st.builds(Closed, at=MOMENTS, run=st.integers(1, 3), by=st.sampled_from(["host", "time"])),
    st.builds(Revealed, at=MOMENTS, run=st.integers(1, 3)),
    st.builds(Ended, at=MOMENTS),
)


def accepted(events: list[Event]) -> list[Event]:
    """The events that a room takes, one after the other."""
    state, taken = EMPTY, []
    for event in events:
        try:
            state = apply(state, event)
        except Refused:
            continue
        taken.append(event)
    return taken


@given(st.lists(EVENTS, max_size=40))
def test_whatever_happens_the_room_adds_up(events: list[Event]) -> None:
    state = fold(accepted(events))
    assert state.present <= set(state.attendees)
    assert [run.number for run in state.runs] == list(range(1, len(state.runs) + 1))
    assert all(run.phase != "open" for run in state.runs[:-1])
    for run in state.runs:
        assert sum(run.tally) == len(run.answers)
        assert set(run.answers) <= set(state.attendees)
        if run.question.time is not None:
            assert all(given.took <= run.question.time for given in run.answers.values())


@given(st.lists(EVENTS, max_size=30))
def test_the_log_read_back_gives_the_same_room(events: list[Event]) -> None:
    taken = accepted(events)
    again = [EVENT.validate_json(event.model_dump_json()) for event in taken]
    assert fold(again) == fold(taken)


@given(st.lists(EVENTS, max_size=30))
def test_an_event_changes_nothing_of_the_room_before_it(events: list[Event]) -> None:
    taken = accepted(events)
    states = [EMPTY]
    for event in taken:
        states.append(apply(states[-1], event))
    for count in range(len(taken) + 1):
        assert fold(taken[:count]) == states[count]


def test_names_and_codes_have_a_length() -> None:
    with pytest.raises(ValueError, match="at most 64"):
        Joined(at=0, attendee="p1", name="x" * 65, code="c")
