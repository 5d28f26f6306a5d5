"""Points by the rules of docs/quiz.md, from the log alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers import Answer
from quiz.core import (
    Closed,
    Compared,
    Event,
    Given,
    Opened,
    Revealed,
    Run,
    fold,
)
from quiz.credit import credit
from quiz.question import AnyQuestion
from quiz.rubric.rules import SimilarTo
from quiz.scoring import points, scored, standings
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
    finished,
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
