"""What a room makes of the host's orders, of remarks, teams and papers."""

from collections.abc import Callable

import pytest

from quiz.core import (
    EMPTY,
    EVENT,
    Answered,
    Arranged,
    Asked,
    Closed,
    Corrected,
    Decided,
    Event,
    Extended,
    Filled,
    Kicked,
    Locked,
    Moderated,
    Muted,
    Opened,
    Paced,
    PaperIn,
    PaperOut,
    Ranked,
    Refused,
    Renamed,
    Returned,
    Revealed,
    Skipped,
    State,
    TeamTaken,
    TextHidden,
    Unlocked,
    Upvoted,
    Withdrawn,
    apply,
    fold,
)
from quiz.orders import event_of
from quiz.wire import COMMAND, Arrange, Kick, Moderate, Order, Rank, Skip
from tests.quiz.examples import (
    CLOUD,
    ESTIMATE,
    GOOD,
    GUESS,
    METHOD,
    POLL,
    answer,
    asked,
    finished,
    join,
    pick,
    say,
)


def refused(events: list[Event], why: str) -> None:
    """The last event cannot happen after the others, and says why."""
    *before, last = events
    state = fold(before)
    with pytest.raises(Refused, match=why):
        apply(state, last)


def test_more_time_moves_the_deadline() -> None:
    state = fold([*asked(), Extended(at=15, run=1, seconds=30)])
    assert state.run is not None
    assert state.run.deadline == 60
    assert fold([answer(1, 1, took=45, at=55)], state).run is not None
    refused([*asked(), answer(1, 1, at=55)], "Time is up")
    refused([*asked(POLL), Extended(at=15, run=1, seconds=30)], "all the time there is")
    refused([*finished(), Extended(at=40, run=1, seconds=9)], "Only an open question")


def test_an_answer_can_be_taken_back_until_the_question_closes() -> None:
    back = Withdrawn(at=13, attendee="p1", run=1)
    state = fold([*asked(), answer(1, 1), back])
    assert state.run is not None
    assert state.run.tally == (0, 0, 0)
    refused([*asked(), answer(1, 1), Closed(at=13, run=1, by="host"), back], "closed")


def test_a_question_that_is_passed_over_makes_room_for_the_next() -> None:
    state = fold([*asked(), Skipped(at=12, run=1)])
    assert state.run is not None
    assert state.run.phase == "skipped"
    refused([*asked(), Skipped(at=12, run=1), Revealed(at=13, run=1)], "already shown")
    refused([*finished(), Skipped(at=40, run=1)], "is over")


def test_who_is_sent_out_stays_out() -> None:
    state = fold([*asked(), Kicked(at=12, attendee="p2")])
    assert state.present == {"p1", "p3"}
    refused([*asked(), Kicked(at=12, attendee="p2"), Returned(at=13, attendee="p2")], "door")


def test_who_is_muted_can_choose_but_not_write() -> None:
    muted = Muted(at=11, attendee="p1")
    assert fold([*asked(), muted, answer(1, 1)]).run
    refused([*asked(CLOUD), muted, say(1, GOOD["feeling"])], "no texts")
    refused([*asked(), muted, Asked(at=12, remark="r1", attendee="p1", text="Why?")], "no texts")
    again = Muted(at=12, attendee="p1", on=False)
    assert fold([*asked(CLOUD), muted, again, say(1, GOOD["feeling"])]).run


def test_a_name_can_be_changed_once_by_oneself_and_always_by_the_host() -> None:
    first = Renamed(at=12, attendee="p1", name="Ada")
    state = fold([*asked(), first])
    assert state.attendees["p1"].name == "Ada"
    refused([*asked(), first, first], "once only")
    other = Renamed(at=13, attendee="p1", name="Guest 9", by="host")
    assert fold([other], state).attendees["p1"].name == "Guest 9"


def test_a_locked_room_lets_nobody_new_in() -> None:
    refused([*asked(), Locked(at=11), join(9)], "locked")
    assert "p9" in fold([*asked(), Locked(at=11), Unlocked(at=12), join(9)]).attendees


def test_a_text_can_be_hidden_and_shown_again() -> None:
    state = fold([*asked(CLOUD), TextHidden(at=12, run=1, attendee="p1")])
    assert state.run is not None
    assert state.run.hidden == {"p1"}
    shown = fold([TextHidden(at=13, run=1, attendee="p1", on=False)], state)
    assert shown.run is not None
    assert not shown.run.hidden
    refused([TextHidden(at=12, run=1, attendee="p1")], "no such question")


QUESTION = Asked(at=20, remark="r1", attendee="p1", text="Does it cost much?")


def test_a_question_is_seen_and_voted_for_once_it_is_approved() -> None:
    vote = Upvoted(at=22, remark="r1", attendee="p2")
    refused([*asked(), QUESTION, vote], "not up for votes")
    approved = Moderated(at=21, remark="r1", verdict="approved")
    state = fold([*asked(), QUESTION, approved, vote, vote])
    assert state.remarks["r1"].votes == {"p2"}
    assert not fold([vote.model_copy(update={"on": False})], state).remarks["r1"].votes
    own = Upvoted(at=22, remark="r1", attendee="p1")
    refused([*asked(), QUESTION, approved, own], "yours")


def test_an_unmoderated_room_shows_questions_at_once_but_never_messages() -> None:
    free = Arranged(at=1, moderated=False)
    private = Asked(at=21, remark="r2", attendee="p1", text="Louder, please", to="speaker")
    state = fold([*asked(), free, QUESTION, private])
    assert state.remarks["r1"].seen_by_all
    assert not state.remarks["r2"].seen_by_all


def test_the_pace_is_what_was_said_last() -> None:
    words = [Paced(at=n, attendee="p1", pace=p) for n, p in ((20, "too-fast"), (30, "fine"))]
    state = fold([*asked(), *words])
    assert (state.paces["p1"].pace, state.paces["p1"].at) == ("fine", 30)


def test_teams_fill_evenly_and_can_be_changed() -> None:
    teams = Arranged(at=1, teams=("North", "South"))
    state = fold([*asked(people=3), teams, join(4)])
    assert sorted(one.team for one in state.attendees.values()) == ["North"] * 2 + ["South"] * 2
    over = TeamTaken(at=2, attendee="p1", team="South")
    assert fold([over], state).attendees["p1"].team == "South"
    refused([*asked(), teams, TeamTaken(at=2, attendee="p1", team="East")], "no such team")
    refused([Arranged(at=1, teams=("North",))], "two or more")


def test_the_leaderboard_gives_way_to_the_next_question() -> None:
    state = fold([*finished(), Ranked(at=40)])
    assert state.ranked
    assert not fold([Opened(at=41, run=2, question=POLL)], state).ranked
    refused([*asked(), Ranked(at=12)], "Close the open question")


def test_the_models_output_decides_a_guess() -> None:
    closed: list[Event] = [*asked(GUESS), answer(1, 1), Closed(at=31, run=1, by="time")]
    refused([*closed, Revealed(at=32, run=1)], "Run the model first")
    state = fold([*closed, Decided(at=32, run=1, output="Paris?", right=(1,))])
    assert state.run is not None
    assert (set(state.run.right), state.run.output) == ({1}, "Paris?")
    refused([*closed, Decided(at=32, run=1, output="", right=(7,))], "no such option")
    refused([*finished(), Decided(at=32, run=1, output="")], "No model decides")


def test_a_wrong_key_can_be_corrected_afterwards() -> None:
    options = tuple(one.model_copy(update={"right": not n}) for n, one in enumerate(METHOD.options))
    fixed = Corrected(at=99, run=1, question=METHOD.model_copy(update={"options": options}))
    state = fold([*finished(answer(1, 0)), fixed])
    assert state.run is not None
    assert state.run.right == {0}
    refused([*finished(), Corrected(at=99, run=1, question=ESTIMATE)], "same kind")


def test_a_paper_is_answered_in_order_by_each_alone() -> None:
    out = PaperOut(at=5, questions=(METHOD, ESTIMATE))
    first = Filled(at=9, attendee="p1", number=1, answer=pick(1), took=4)
    state = fold([*asked(), out, first])
    assert state.paper is not None
    assert (state.paper.place("p1"), state.paper.place("p2")) == (1, 0)
    refused([*asked(), out, first, first], "not your next")
    skipping = Filled(at=9, attendee="p1", number=2, answer=GOOD["emi"], took=4)
    refused([*asked(), out, skipping], "not your next")
    refused([*asked(), out, out], "Take in")
    refused([*asked(), out, PaperIn(at=8), first], "closed")


ORDERS: list[tuple[Order, Callable[[State], object]]] = [
    (Skip(), lambda state: state.run and state.run.phase == "skipped"),
    (Kick(attendee="p1"), lambda state: state.attendees["p1"].kicked),
    (Arrange(teams=("a", "b")), lambda state: state.teams == ("a", "b")),
    (Moderate(remark="r1", verdict="approved"), lambda state: state.remarks["r1"].seen_by_all),
]


@pytest.mark.parametrize(("order", "done"), ORDERS, ids=lambda one: getattr(one, "kind", ""))
def test_an_order_from_the_wire_is_done_by_its_event(
    order: Order, done: Callable[[State], object]
) -> None:
    state = fold([*asked(), QUESTION])
    assert COMMAND.validate_json(order.model_dump_json()) == order
    event = EVENT.validate_json(event_of(order, state, 20.0).model_dump_json())
    assert done(apply(state, event))


def test_the_leaderboard_is_ordered_like_anything_else() -> None:
    assert event_of(Rank(), EMPTY, 1.0) == Ranked(at=1.0)
    assert isinstance(say(1, pick(1)), Answered)
