"""Points by Kahoot's rule, from the log."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.core import Given, Run, fold
from quiz.scoring import points, scored, standings
from tests.quiz.examples import METHOD, POLL, answer, finished, pick

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
