"""Points by the rules of docs/quiz.md, from the log alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers import Answer
from quiz.core import (
    EVENT,
    Arranged,
    Closed,
    Compared,
    Corrected,
    Decided,
    Event,
    Extended,
    Filled,
    Given,
    Kicked,
    Opened,
    PaperOut,
    Revealed,
    Run,
    Scoring,
    State,
    fold,
)
from quiz.credit import credit
from quiz.question import AnyQuestion, Guess
from quiz.rubric.rules import SimilarTo
from quiz.scoring import paper_standings, points, scored, standings, team_standings
from tests.quiz.examples import (
    BAD,
    ESTIMATE,
    FIX_PROMPT,
    GOOD,
    KINDS,
    METHOD,
    MULTIPLE,
    ORDERING,
    OUTPUT,
    POLL,
    WRITTEN_GUESS,
    answer,
    asked,
    finished,
    join,
    pick,
    say,
)

SECONDS = st.floats(0, 20)


def run(**changes: object) -> Run:
    return Run(**{"number": 1, "question": METHOD, "scoring": "speed", "opened_at": 0} | changes)  # type: ignore[arg-type]


def right(took: float) -> Given:
    return Given(pick(1), took=took, at=0)


@given(SECONDS, SECONDS)
def test_who_is_faster_never_earns_less(one: float, other: float) -> None:
    fast, slow = sorted((one, other))
    assert points(run(), right(fast)) >= points(run(), right(slow))


@given(SECONDS)
def test_a_right_answer_earns_between_half_and_all(took: float) -> None:
    assert 500 <= points(run(), right(took)) <= 1000


def test_the_rule_at_its_corners() -> None:
    assert points(run(), right(0.5)) == 1000
    assert points(run(), right(10)) == 750
    assert points(run(), right(20)) == 500


def test_wrong_late_none_and_poll_earn_nothing() -> None:
    assert points(run(), Given(pick(0), took=1, at=0)) == 0
    assert points(run(), None) == 0
    assert points(run(question=POLL), right(1)) == 0


def test_speed_can_be_turned_off() -> None:
    assert points(run(scoring="flat"), right(19)) == 1000
    assert points(run(scoring="off"), right(1)) == 0
    assert points(run(question=METHOD.model_copy(update={"time": None})), right(500)) == 1000


def test_equal_points_and_time_share_a_place() -> None:
    state = fold(finished(answer(1, 1, took=4), answer(2, 1, took=4), answer(3, 0)))
    places = {attendee: one.place for attendee, one in standings(state).items()}
    assert places == {"p1": 1, "p2": 1, "p3": 3}


def test_an_open_question_counts_for_nobody_yet() -> None:
    state = fold(finished(answer(1, 1))[:-1])
    assert standings(state)["p1"].points == 0
    assert scored(state) == 0


@given(st.lists(st.tuples(st.integers(0, 2), SECONDS), min_size=3, max_size=3))
def test_places_follow_points(given: list[tuple[int, float]]) -> None:
    answers = [answer(n, option, took) for n, (option, took) in enumerate(given, 1)]
    board = standings(fold(finished(*answers)))
    ranked = sorted(board.values(), key=lambda one: one.place)
    assert [one.points for one in ranked] == sorted((one.points for one in ranked), reverse=True)
    assert ranked[0].place == 1


# ---------------------------------------------------------------------------- every kind


@pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)
def test_the_best_answer_earns_all_and_the_worst_nothing(question: AnyQuestion) -> None:
    for answers, share in ((GOOD, 1.0), (BAD, 0.0)):
        if question.question in answers and question.has_answer:
            said = say(1, answers[question.question])
            board = standings(fold(finished(said, question=question)))
            last = board["p1"].last
            assert last is not None
            assert (last.credit, last.right) == (share, bool(share))


@pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)
def test_what_has_no_right_answer_earns_nothing_and_breaks_no_streak(question: AnyQuestion) -> None:
    if not question.has_answer:
        [*first, _] = finished(answer(1, 1))
        second = Opened(at=40, run=2, question=question)
        said = say(1, GOOD[question.question], at=41, run=2)
        ends: list[Event] = [Closed(at=42, run=2, by="host"), Revealed(at=43, run=2)]
        state = fold([*first, Revealed(at=32, run=1), second, said, *ends])
        assert standings(state)["p1"].streak == 1
        assert standings(state)["p1"].last == standings(fold(finished(answer(1, 1))))["p1"].last


def part(question: AnyQuestion, what: Answer) -> float:
    return credit(run(question=question), Given(what, 1, 0))


def test_choosing_everything_is_no_way_to_points() -> None:
    assert part(MULTIPLE, pick(0, 1, 3)) == 1
    assert part(MULTIPLE, pick(0, 1)) == pytest.approx(2 / 3)
    assert part(MULTIPLE, pick(0, 2)) == 0
    assert part(MULTIPLE, pick(0, 1, 2, 3)) == pytest.approx(2 / 3)


@given(st.permutations(range(4)))
def test_an_order_earns_the_share_of_pairs_that_stand_right(order: list[int]) -> None:
    share = part(ORDERING, pick(*order))
    assert share + part(ORDERING, pick(*reversed(order))) == pytest.approx(1)
    assert (share == 1) == (order == sorted(order))


def test_two_neighbours_swapped_cost_one_pair_of_six() -> None:
    assert part(ORDERING, pick(1, 0, 2, 3)) == pytest.approx(5 / 6)


@given(st.floats(0, 60_000), st.floats(0, 60_000))
def test_the_nearer_estimate_never_earns_less(one: float, other: float) -> None:
    near, far = sorted((one, other), key=lambda number: abs(number - 21247))
    assert 0 <= part(ESTIMATE, Answer(number=far)) <= part(ESTIMATE, Answer(number=near)) <= 1


def test_an_estimate_is_right_in_full_within_and_worthless_beyond() -> None:
    assert part(ESTIMATE, Answer(number=21297)) == 1
    assert part(ESTIMATE, Answer(number=21247 + 2525)) == pytest.approx(0.5)
    assert part(ESTIMATE, Answer(number=26247)) == 0


@pytest.mark.parametrize("question", [ESTIMATE, FIX_PROMPT, WRITTEN_GUESS])
def test_who_thinks_longer_loses_nothing_where_there_is_something_to_think_over(
    question: AnyQuestion,
) -> None:
    asked_ = run(question=question, decided=frozenset(), output=OUTPUT)
    slow, quick = (Given(GOOD[question.question], took, 0) for took in (40, 1))
    assert points(asked_, slow) == points(asked_, quick) == 1000


def test_a_written_guess_is_held_against_as_many_words_of_the_output() -> None:
    asked_ = run(question=WRITTEN_GUESS, decided=frozenset(), output="Mat, and looked at me. Then")

    def share(text: str) -> float:
        return credit(asked_, Given(Answer(texts=(text,)), 1, 0))

    assert share("mat and looked") == 1
    assert share("mat") == pytest.approx(0.5)
    assert share("mat mat mat") == pytest.approx(1 / 3)
    assert share("?!") == 0


def test_compared_meanings_count_where_a_rubric_asks_for_them() -> None:
    rubric = (SimilarTo(similar_to=("refunds",), at_least=0.8),)
    question = FIX_PROMPT.model_copy(update={"rubric": rubric})
    said = say(1, Answer(texts=("money back",)))
    ends = finished(said, question=question)
    assert standings(fold(ends))["p1"].points == 0
    compared = Compared(at=33, run=1, nearness={"p1": 0.4})
    assert standings(fold([*ends, compared]))["p1"].points == 500


# ---------------------------------------------------------------------------- streaks, teams


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
