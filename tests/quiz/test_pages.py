"""The pages beside the questions: lobby, questions of the audience, leaderboard, papers."""

import re

from rich.cells import cell_len

from quiz.core import (
    Arranged,
    Asked,
    Closed,
    Event,
    Filled,
    Moderated,
    NamesHidden,
    Opened,
    PaperOut,
    Ranked,
    Revealed,
    Skipped,
    Upvoted,
    fold,
)
from quiz.pressing import press
from quiz.seat import Seat
from tests.quiz.drawing import LOOKS, ME, drawn, lines, typed
from tests.quiz.examples import (
    ESTIMATE,
    GOOD,
    METHOD,
    answer,
    asked,
    pick,
)

REMARKS: list[Event] = [
    Asked(at=20, remark="r1", attendee="p1", text="Does it cost much?"),
    Asked(at=21, remark="r2", attendee="p2", text="Is RAG dead?"),
    Asked(at=22, remark="r3", attendee="p3", text="Who waits?"),
    Moderated(at=30, remark="r1", verdict="approved"),
    Moderated(at=30, remark="r2", verdict="approved"),
    Upvoted(at=31, remark="r2", attendee="p1"),
]


def test_the_lobby_says_which_keys_there_are() -> None:
    state = fold(asked()[:4])
    for words in ("? ask the speaker", "- too fast", "n another name", "appears here by itself"):
        assert words in drawn(state)


def test_after_a_question_that_is_passed_over_there_is_the_lobby() -> None:
    assert "The next question appears here" in drawn(fold([*asked(), Skipped(at=12, run=1)]))


def test_questions_of_the_audience_are_listed_by_votes_once_let_through() -> None:
    state = fold([*asked()[:4], *REMARKS])
    screen = drawn(state, typed(state, "q"))
    assert screen.index("Is RAG dead?") < screen.index("Does it cost much?")
    assert "Who waits?" not in screen
    assert "(yours)" in screen
    assert "No questions yet" in drawn(fold(asked()[:4]), typed(state, "q"))


def test_the_leaderboard_shows_the_first_ten_and_ones_own_place() -> None:
    events = [*asked(people=14), *(answer(n, n % 2, took=n) for n in range(1, 14))]
    events += [Closed(at=31, run=1, by="time"), Revealed(at=32, run=1), Ranked(at=33)]
    state = fold(events)
    screen = drawn(state, Seat(attendee="p12"))
    assert "You: place 8 of 14" in screen
    assert len(re.findall(r"^ +\d+\. ", screen, re.MULTILINE)) == 10
    assert "Teams" not in screen
    hidden = drawn(fold([*events, NamesHidden(at=34)]), Seat(attendee="p12"))
    assert hidden.count("Guest") == 1
    assert "(name hidden)" in hidden
    teams = drawn(fold([*events, Arranged(at=34, teams=("North", "South"))]))
    assert "North" in teams
    for look in LOOKS:
        assert max(map(cell_len, lines(state, ME, look))) <= look.width


def test_a_paper_is_begun_answered_left_and_taken_up_again() -> None:
    out = PaperOut(at=5, questions=(METHOD, ESTIMATE))
    state = fold([*asked()[:4], out])
    assert "Begin with Enter: 2 questions to take at your own pace." in drawn(state)
    seat = typed(state, "enter")
    assert "Question 1 of 2" in drawn(state, seat)
    seat, fill = press(typed(state, "2", seat=seat), "enter", state)
    assert fill is not None
    state = fold([Filled(at=9, attendee="p1", number=1, answer=pick(1), took=4)], state)
    assert "Right! +1,000 points" in drawn(state, seat)
    assert "Go on with Enter: 1 question" in drawn(state, typed(state, "escape", seat=seat))
    seat = typed(state, "enter", seat=seat)
    assert "Question 2 of 2" in drawn(state, seat)
    again = typed(state, "enter")
    assert "Question 2 of 2" in drawn(state, again)
    state = fold([Filled(at=9, attendee="p1", number=2, answer=GOOD["emi"], took=4)], state)
    done = typed(state, "enter", seat=seat)
    assert "2 of 2 right, 2,000 points: place 1 of 1" in drawn(state, done)
    assert "You have answered them all" in drawn(state, typed(state, "escape", seat=done))


def test_a_question_for_all_comes_before_a_paper() -> None:
    state = fold([*asked()[:4], PaperOut(at=5, questions=(ESTIMATE,))])
    seat = typed(state, "enter")
    live = fold([Opened(at=10, run=1, question=METHOD)], state)
    assert "catalogue" in drawn(live, seat)
