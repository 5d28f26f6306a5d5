"""What a take says, slide by slide and as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.plan import Plan, Planned
from slides.take import SlideTake, TakeReport
from slides.takes import report
from slides.talk import Ended, Event, Moved, Paused, Replanned, Resumed, Started
from tests.slides.makers import opened, plan

PLAN = Plan(
    slides=(
        Planned(slide="s1", title="One", budget=60, words=150),
        Planned(slide="s2", title="Two", budget=120, words=100, live=True),
        Planned(slide="s3", title="Three", budget=60, words=100),
        Planned(slide="q", title="Questions", budget=300, words=0, part="qa"),
    ),
    pace=(100.0, 200.0),
    duration=(200.0, 240.0),
)
WHOLE: tuple[Event, ...] = (
    opened(PLAN, 1000),
    Started(at=1000),
    Moved(at=1060, slide="s2"),
    Moved(at=1100, slide="s2", step=1),
    Moved(at=1210, slide="s3"),
    Moved(at=1240, slide="q"),
    Ended(at=1300),
)


def slides(take: TakeReport) -> dict[str, SlideTake]:
    return {slide.slide: slide for slide in take.slides}


def test_a_whole_take() -> None:
    take = report(WHOLE)
    assert [row.taken for row in take.slides] == [60, 150, 30, 60]
    assert [row.drift for row in take.slides] == [0, 30, 0, -240]
    assert [row.over for row in take.slides] == [0, 30, -30, -240]
    assert [row.verdict for row in take.slides] == ["on budget", "over", "under", "under"]
    assert [row.planned for row in take.slides[:2]] == [(45, 90), (30, 60)]
    assert [row.words_per_minute for row in take.slides] == [150, 40, 200, None]
    assert (take.elapsed, take.paused, take.talk) == (300, 0, 240)
    assert (take.words, take.budget, take.planned) == (350, 540, (105, 210))
    assert take.words_per_minute == 250 * 60 / 90
    assert take.verdict == "fits"
    assert not take.interrupted


def test_a_slide_visited_twice_adds_up_and_keeps_its_last_drift() -> None:
    take = report(
        [
            opened(PLAN, 0),
            Started(at=0),
            Moved(at=50, slide="s2"),
            Moved(at=70, slide="s1"),
            Moved(at=80, slide="s2"),
            Ended(at=100),
        ]
    )
    assert slides(take)["s1"].taken == 60
    assert slides(take)["s1"].drift == 20
    assert slides(take)["s2"].taken == 40


def test_pauses_are_apart() -> None:
    take = report(
        [opened(PLAN, 0), Started(at=0), Paused(at=20), Resumed(at=50), Ended(at=70)],
    )
    assert (take.elapsed, take.paused, slides(take)["s1"].taken) == (70, 30, 40)
    assert take.drift == 10


def test_a_take_without_an_end_is_counted_up_to_its_last_event() -> None:
    take = report(WHOLE[:5])
    assert take.interrupted
    assert take.elapsed == 210
    assert take.verdict == "part of the talk"
    assert slides(take)["s3"].verdict == "not shown"
    assert slides(take)["s3"].over is None
    assert take.budget == 180


def test_a_slide_passed_over_was_not_shown() -> None:
    take = report(
        [opened(PLAN), Started(at=0), Moved(at=60, slide="s2"), Moved(at=60.5, slide="s3")]
    )
    assert slides(take)["s2"].verdict == "not shown"


@pytest.mark.parametrize(("seconds", "rate"), [(4, None), (22, None), (22.5, 400), (60, 150)])
def test_no_rate_is_made_up_of_a_script_that_was_not_spoken(
    seconds: float, rate: float | None
) -> None:
    take = report([opened(PLAN), Started(at=0), Ended(at=seconds)])
    assert slides(take)["s1"].words_per_minute == rate
    assert take.words_per_minute == rate


@pytest.mark.parametrize(
    ("seconds", "said"), [(199, "too short"), (200, "fits"), (240, "fits"), (241, "too long")]
)
def test_the_talk_is_held_against_its_declared_duration(seconds: float, said: str) -> None:
    events: list[Event] = [
        opened(PLAN),
        Started(at=0),
        Moved(at=seconds - 10, slide="s3"),
        Ended(at=seconds),
    ]
    assert report(events).verdict == said


@pytest.mark.parametrize(("seconds", "said"), [(80, "too short"), (95, "fits"), (120, "too long")])
def test_without_a_duration_it_is_held_against_its_budgets(seconds: float, said: str) -> None:
    events: list[Event] = [
        opened(plan([50, 50])),
        Started(at=0),
        Moved(at=50, slide="s2"),
        Ended(at=seconds),
    ]
    assert report(events).verdict == said


def test_a_take_that_began_later_is_a_part_and_nothing_before_it_is_due() -> None:
    take = report([opened(PLAN, slide="s3"), Started(at=0), Ended(at=60)])
    assert take.verdict == "part of the talk"
    assert take.drift == 0


def test_a_take_never_started() -> None:
    take = report([opened(PLAN), Moved(at=60, slide="s2"), Ended(at=70)])
    assert take.verdict == "not started"
    assert (take.elapsed, take.words_per_minute) == (0, None)


def test_a_slide_that_left_the_deck_keeps_its_time() -> None:
    shorter = PLAN.with_slides(PLAN.slides[1:], PLAN.pace)
    take = report([opened(PLAN), Started(at=0), Replanned(at=30, plan=shorter), Ended(at=40)])
    assert [(row.slide, row.taken) for row in take.slides] == [
        ("s2", 10),
        ("s3", 0),
        ("q", 0),
        ("s1", 30),
    ]


def test_the_last_opening_counts() -> None:
    assert report([*WHOLE, opened(PLAN, 5000), Started(at=5000)]).opened_at == 5000


@pytest.mark.parametrize("events", [[], [Started(at=1)]])
def test_what_opens_no_talk_has_no_report(events: list[Event]) -> None:
    with pytest.raises(ValueError, match="no talk is opened"):
        report(events)


@given(
    st.lists(st.integers(1, 600), min_size=1, max_size=10),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 12)), max_size=30),
)
def test_slides_and_pauses_make_up_the_take(
    budgets: list[int], moves: list[tuple[int, int]]
) -> None:
    events: list[Event] = [opened(plan(budgets)), Started(at=0)]
    at = 0
    for seconds, target in moves:
        at += seconds
        pauses: tuple[Event, ...] = (Paused(at=at), Resumed(at=at))
        is_move = target < len(budgets)
        events.append(Moved(at=at, slide=f"s{target + 1}") if is_move else pauses[target % 2])
    take = report(events)
    assert sum(row.taken for row in take.slides) + take.paused == pytest.approx(take.elapsed)
    assert TakeReport.model_validate_json(take.model_dump_json()) == take


@given(st.lists(st.integers(1, 600), min_size=1, max_size=10))
def test_a_take_exactly_on_script_is_on_budget_throughout(budgets: list[int]) -> None:
    events: list[Event] = [opened(plan(budgets)), Started(at=0)]
    at = 0
    for number, budget in enumerate(budgets[:-1], start=2):
        at += budget
        events.append(Moved(at=at, slide=f"s{number}"))
    take = report([*events, Ended(at=at + budgets[-1])])
    assert {row.verdict for row in take.slides} == {"on budget"}
    assert {row.drift for row in take.slides} == {0}
    assert take.verdict == "fits"
