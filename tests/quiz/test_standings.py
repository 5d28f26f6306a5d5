"""Streaks, teams, corrections, papers: what a whole quiz adds up to."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quiz.core import (
    EVENT,
    Arranged,
    Closed,
    Corrected,
    Decided,
    Event,
    Extended,
    Filled,
    Kicked,
    Opened,
    PaperOut,
    Revealed,
    Scoring,
    State,
    fold,
)
from quiz.question import AnyQuestion, Guess
from quiz.scoring import paper_standings, standings, team_standings
from tests.quiz.examples import (
    BAD,
    ESTIMATE,
    GOOD,
    KINDS,
    METHOD,
    OUTPUT,
    answer,
    asked,
    finished,
    join,
    pick,
    say,
)

SECONDS = st.floats(0, 20)


def played(*rights: bool, scoring: Scoring = "speed", streaks: bool = True) -> State:
    """One attendee who answers questions at once, right or wrong; None is not at all."""
    events: list[Event] = [Arranged(at=0, streaks=streaks), join(1)]
    for n, right in enumerate(rights, 1):
        events += [
            Opened(at=n * 100, run=n, question=METHOD, scoring=scoring),
            answer(1, int(right), took=0, at=n * 100 + 1, run=n),
            Closed(at=n * 100 + 2, run=n, by="host"),
            Revealed(at=n * 100 + 3, run=n),
        ]
    return fold(events)


def test_each_right_answer_in_a_row_earns_a_tenth_more_up_to_a_half() -> None:
    earned = [standings(played(*(True,) * n))["p1"].points for n in range(1, 9)]
    steps = [after - before for before, after in zip([0, *earned], earned, strict=False)]
    assert steps == [1000, 1100, 1200, 1300, 1400, 1500, 1500, 1500]


def test_a_wrong_answer_ends_the_streak() -> None:
    standing = standings(played(True, True, False, True))["p1"]
    assert (standing.points, standing.streak) == (3100, 1)
    assert standing.last is not None
    assert standing.last.bonus == 0


def test_streaks_count_only_where_speed_does_and_can_be_turned_off() -> None:
    assert standings(played(True, True, scoring="flat"))["p1"].points == 2000
    assert standings(played(True, True, streaks=False))["p1"].points == 2000
    assert standings(played(True, True, scoring="off"))["p1"].points == 0


def test_a_corrected_key_changes_the_points_of_all() -> None:
    options = tuple(o.model_copy(update={"right": n == 0}) for n, o in enumerate(METHOD.options))
    fixed = Corrected(at=99, run=1, question=METHOD.model_copy(update={"options": options}))
    before, after = (
        {key: one.points for key, one in standings(fold(events)).items()}
        for events in (
            finished(answer(1, 0), answer(2, 1)),
            [*finished(answer(1, 0), answer(2, 1)), fixed],
        )
    )
    assert (before["p1"], before["p2"]) == (0, 950)
    assert (after["p1"], after["p2"]) == (950, 0)


def test_more_time_for_all_is_more_time_in_the_rule() -> None:
    late = finished(answer(1, 1, took=20, at=29))
    late.insert(5, Extended(at=15, run=1, seconds=20))
    assert standings(fold(late))["p1"].points == 750


def test_who_is_sent_out_takes_no_place() -> None:
    state = fold([*finished(answer(1, 1), answer(2, 1)), Kicked(at=50, attendee="p1")])
    assert "p1" not in standings(state)
    assert standings(state)["p2"].place == 1


def test_a_team_is_as_good_as_its_members_on_average() -> None:
    teams = Arranged(at=0, teams=("North", "South"))
    state = fold([*finished(answer(1, 1), answer(2, 1)), teams])
    ranked = team_standings(state, standings(state))
    assert [(one.place, one.team, one.points, one.people) for one in ranked] == [
        (1, "South", 950, 1),
        (2, "North", 475, 2),
    ]


def test_a_paper_is_scored_without_a_clock() -> None:
    out = PaperOut(at=5, questions=(METHOD, ESTIMATE))
    fills = [
        Filled(at=90, attendee="p1", number=1, answer=pick(1), took=80),
        Filled(at=95, attendee="p1", number=2, answer=GOOD["emi"], took=5),
        Filled(at=95, attendee="p2", number=1, answer=pick(0), took=5),
    ]
    board = paper_standings(fold([*asked(), out, *fills]))
    assert [(key, one.place, one.points) for key, one in board.items()] == [
        ("p1", 1, 2000),
        ("p2", 2, 0),
    ]


ROUNDS = st.lists(
    st.tuples(
        st.sampled_from([q for q in KINDS if q.question in BAD]),
        st.lists(st.tuples(st.booleans(), SECONDS) | st.none(), min_size=4, max_size=4),
    ),
    max_size=4,
)


@given(ROUNDS)
def test_whatever_is_played_the_board_adds_up(
    rounds: list[tuple[AnyQuestion, list[tuple[bool, float] | None]]],
) -> None:
    events: list[Event] = [join(n) for n in range(1, 5)]
    for n, (question, given_) in enumerate(rounds, 1):
        events.append(Opened(at=n * 100, run=n, question=question))
        for who, one in enumerate(given_, 1):
            if one:
                what = (GOOD if one[0] else BAD)[question.question]
                events.append(say(who, what, took=one[1], at=n * 100 + 1, run=n))
        events.append(Closed(at=n * 100 + 70, run=n, by="time"))
        if isinstance(question, Guess):
            right = (1,) if question.options else ()
            events.append(Decided(at=n * 100 + 71, run=n, output=OUTPUT, right=right))
        events.append(Revealed(at=n * 100 + 72, run=n))
    state = fold(events)
    board = standings(state)
    again = fold(EVENT.validate_json(event.model_dump_json()) for event in events)
    assert standings(again) == board
    ranked = list(board.values())
    assert [one.place for one in ranked] == sorted(one.place for one in ranked)
    for before, after in pairwise(ranked):
        assert before.points >= after.points
        same = (before.points, round(before.took, 3)) == (after.points, round(after.took, 3))
        assert (before.place == after.place) == same
    for key, standing in board.items():
        assert standing.right <= len(rounds)
        most = sum(1500 for run_ in state.runs if key in run_.answers)
        assert 0 <= standing.points <= most
