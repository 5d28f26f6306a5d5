"""Pace: right when the speaker is right, and steady in its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.pacing import BACK, LATE, Verdict, pace, verdict
from slides.plan import Plan, Planned
from slides.talk import Ended, Event, Moved, Paused, Resumed, Started, TalkState, replay
from tests.slides.makers import opened, plan

BUDGETS = st.lists(st.floats(0.5, 3600) | st.integers(1, 3600).map(float), min_size=1, max_size=30)


def fold(talk: Plan, *events: Event) -> TalkState:
    state = replay([opened(talk, 0.0), *events])
    assert state is not None
    return state


@given(BUDGETS, st.sampled_from([0.0, 1.7e9]), st.data())
def test_a_speaker_exactly_on_script_never_drifts(
    budgets: list[float], start: float, data: st.DataObject
) -> None:
    talk = plan(budgets)
    first = data.draw(st.integers(0, len(budgets) - 1))
    events: list[Event] = [opened(talk, start, slide=f"s{first + 1}"), Started(at=start)]
    at, total = start, sum(budgets[first:])
    for number in range(first, len(budgets)):
        for share in (0.0, data.draw(st.floats(0, 1)), 1.0):
            state = replay(events)
            assert state is not None
            now = pace(state, at + budgets[number] * share)
            assert now.drift == pytest.approx(0, abs=1e-5)
            assert now.finish == pytest.approx(total, abs=1e-4)
        at += budgets[number]
        if number + 1 < len(budgets):
            events.append(Moved(at=at, slide=f"s{number + 2}"))


@given(BUDGETS, st.floats(0, 5000))
def test_finish_is_the_plan_and_the_drift(budgets: list[float], now: float) -> None:
    talk = plan(budgets)
    here = f"s{(len(budgets) + 1) // 2}"
    standing = pace(fold(talk, Started(at=0), Moved(at=now / 2, slide=here)), now)
    assert standing.finish == pytest.approx(sum(budgets) + standing.drift)


def test_overrunning_a_slide_is_drift_from_its_budgets_end() -> None:
    state = fold(plan([60, 60]), Started(at=0))
    assert [pace(state, now).drift for now in (59, 60, 61, 90)] == [0, 0, 1, 30]
    assert pace(state, 90).finish == 150


def test_leaving_a_slide_early_is_drift_at_once() -> None:
    state = fold(plan([60, 60]), Started(at=0), Moved(at=40, slide="s2"))
    assert pace(state, 40).drift == -20
    assert pace(state, 70).drift == -20
    assert pace(state, 70).finish == 100


def test_a_pause_drifts() -> None:
    state = fold(plan([60, 60]), Started(at=0), Paused(at=10), Resumed(at=40))
    standing = pace(state, 50)
    assert (standing.on_slide, standing.elapsed, standing.drift) == (20, 50, 30)
    assert standing.finish == 150


def test_before_the_start_the_finish_is_the_plan() -> None:
    standing = pace(fold(plan([60, 60, 60]), Moved(at=5, slide="s2")), 99)
    assert (standing.elapsed, standing.drift, standing.finish) == (0, 0, 120)


def test_an_ended_talk_has_finished() -> None:
    assert pace(fold(plan([60, 60]), Started(at=0), Ended(at=50)), 999).finish == 50


def test_the_talk_finishes_before_its_questions() -> None:
    parts = (("a", 60, "talk"), ("q", 300, "qa"), ("b", 60, "talk"), ("c", 30, "closing"))
    talk = Plan.model_validate(
        {
            "slides": [
                Planned.model_validate(
                    {"slide": name, "title": "", "budget": budget, "words": 0, "part": part}
                )
                for name, budget, part in parts
            ]
        }
    )
    state = replay([opened(talk, 0.0, slide="a"), Started(at=0)])
    assert state is not None
    assert pace(state, 0).finish == 120
    in_questions = replay([opened(talk, 0.0, slide="a"), Started(at=0), Moved(at=60, slide="q")])
    assert in_questions is not None
    assert pace(in_questions, 60).finish == 450


def words_for(drifts: list[float]) -> list[Verdict]:
    said: list[Verdict] = ["on pace"]
    for drift in drifts:
        said.append(verdict(said[-1], drift))
    return said[1:]


def test_the_word_changes_late_and_changes_back_later() -> None:
    assert words_for([0, LATE, LATE + 1, BACK + 1, BACK, LATE]) == [
        "on pace",
        "on pace",
        "behind",
        "behind",
        "on pace",
        "on pace",
    ]
    assert words_for([-LATE - 1, -BACK - 1, -BACK, LATE + 1, -LATE - 1]) == [
        "ahead",
        "ahead",
        "on pace",
        "behind",
        "ahead",
    ]


@given(st.lists(st.floats(-LATE, LATE)))
def test_small_drifts_never_change_the_word(drifts: list[float]) -> None:
    assert set(words_for(drifts)) <= {"on pace"}


@given(st.sampled_from(["on pace", "behind", "ahead"]), st.floats(-1e6, 1e6))
def test_a_drift_in_the_other_direction_is_never_named(before: Verdict, drift: float) -> None:
    said = verdict(before, drift)
    assert not (said == "behind" and drift <= 0)
    assert not (said == "ahead" and drift >= 0)
    assert verdict(said, drift) == said
