"""Talk events and their fold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from slides.talk import (
    EVENT,
    AnswerHidden,
    AnswerShown,
    Blanked,
    Broken,
    CheckpointTold,
    CutAccepted,
    CutRefused,
    Ended,
    Event,
    Moved,
    Opened,
    Paused,
    Replanned,
    Resumed,
    Started,
    TalkState,
    apply,
    replay,
)
from tests.slides.makers import opened, plan

PLAN = plan([60, 30, 90])


def fold(*events: Event) -> TalkState:
    state = replay([opened(PLAN), *events])
    assert state is not None
    return state


def test_before_the_start_no_time_passes() -> None:
    state = fold(Moved(at=50, slide="s2"))
    assert state.elapsed(100) == 0
    assert state.on_slide("s2", 100) == 0


def test_time_is_kept_for_each_slide() -> None:
    state = fold(Started(at=10), Moved(at=70, slide="s2"), Moved(at=80, slide="s3", step=1))
    assert (state.slide, state.step) == ("s3", 1)
    assert dict(state.spent) == {"s1": 60, "s2": 10}
    assert state.on_slide("s3", 95) == 15
    assert state.elapsed(95) == 85


def test_returning_to_a_slide_continues_its_clock() -> None:
    state = fold(
        Started(at=0), Moved(at=40, slide="s2"), Moved(at=50, slide="s1"), Moved(at=60, slide="s2")
    )
    assert state.on_slide("s1", 99) == 50
    assert state.on_slide("s2", 65) == 15


def test_a_pause_stops_the_slides_clock_and_not_the_wall_clock() -> None:
    state = fold(Started(at=0), Paused(at=20), Resumed(at=50))
    assert state.on_slide("s1", 60) == 30
    assert state.elapsed(60) == 60


def test_moving_while_paused_counts_for_no_slide() -> None:
    state = fold(Started(at=0), Paused(at=20), Moved(at=30, slide="s2"), Resumed(at=50))
    assert state.on_slide("s1", 60) == 20
    assert state.on_slide("s2", 60) == 10


def test_a_start_ends_a_pause() -> None:
    state = fold(Paused(at=1), Started(at=5), Resumed(at=20))
    assert not state.paused
    assert state.on_slide("s1", 30) == 25


def test_the_end_stops_every_clock_for_good() -> None:
    state = fold(
        Started(at=0), Ended(at=30), Ended(at=40), Started(at=50), Moved(at=60, slide="s2")
    )
    assert state.elapsed(99) == 30
    assert dict(state.spent) == {"s1": 30}
    assert state.on_slide("s2", 99) == 0


def test_a_second_start_and_a_stray_resume_change_nothing() -> None:
    state = fold(Started(at=0), Started(at=10), Resumed(at=20))
    assert state.started_at == 0
    assert state.on_slide("s1", 30) == 30


def test_a_move_to_a_slide_that_is_not_planned_changes_nothing() -> None:
    assert fold(Started(at=0), Moved(at=10, slide="gone")).slide == "s1"


def test_a_changed_deck_keeps_the_place() -> None:
    longer = plan([10, 60, 30, 90, 5])
    state = fold(Started(at=0), Moved(at=10, slide="s2", step=2), Replanned(at=20, plan=longer))
    assert (state.slide, state.step) == ("s2", 2)
    assert state.on_slide("s2", 30) == 20


def test_a_slide_that_is_gone_gives_way_to_the_one_in_its_place() -> None:
    shorter = plan([60])
    state = fold(Moved(at=0, slide="s3", step=2), Started(at=5), Replanned(at=20, plan=shorter))
    assert (state.slide, state.step, state.begun_on) == ("s1", 0, "s1")
    assert dict(state.spent) == {"s3": 15}
    assert state.on_slide("s1", 30) == 10


def test_a_log_begins_with_its_opening() -> None:
    assert replay([]) is None
    assert replay([Started(at=1)]) is None


@pytest.mark.parametrize(
    "line",
    [
        '{"kind":"started","at":NaN}',
        '{"kind":"started","at":-1}',
        '{"kind":"started","at":1e300}',
        '{"kind":"started"}',
        '{"kind":"unheard-of","at":1}',
        '{"kind":"started","at":1,"more":2}',
        '{"kind":"opened","at":1,"deck":"d","title":"t","slide":"s1","plan":{"slides":[]}}',
    ],
)
def test_what_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(ValidationError):
        EVENT.validate_json(line)


def test_a_talk_opens_on_a_slide_of_its_plan() -> None:
    with pytest.raises(ValidationError, match="the plan has no slide 's9'"):
        Opened(at=0, deck="d", title="t", plan=PLAN, slide="s9")


def test_the_stage_is_black_until_it_is_shown_again() -> None:
    assert fold(Blanked(at=1, on=True), Moved(at=2, slide="s2")).blank
    assert not fold(Blanked(at=1, on=True), Blanked(at=2, on=False)).blank


def test_an_answer_lies_over_the_slide_until_it_is_hidden_or_the_talk_moves_on() -> None:
    shown = AnswerShown(at=1, ask="Why?", answer="Because.")
    assert fold(shown).answer == shown
    assert fold(shown, AnswerHidden(at=2)).answer is None
    assert fold(shown, Moved(at=2, slide="s1", step=1)).answer is None
    assert fold(shown, Paused(at=2)).answer == shown


def test_what_was_told_is_remembered() -> None:
    told = fold(CheckpointTold(at=1, slide="s2", news="at risk"), Moved(at=2, slide="s2")).told
    assert told == {("s2", "at risk")}


# ------------------------------------------------------------------------- properties


@st.composite
def talks(draw: st.DrawFn) -> list[Event]:
    """Any run of events after an opening, in the order of time."""
    at = draw(st.sampled_from([0.0, 1.7e9]))
    events: list[Event] = [opened(PLAN, at)]
    for _ in range(draw(st.integers(0, 25))):
        at += draw(st.integers(0, 4000)) / 8
        slide = draw(st.sampled_from(["s1", "s2", "s3", "s4"]))
        choices: tuple[Event, ...] = (
            Started(at=at),
            Moved(at=at, slide=slide, step=draw(st.integers(0, 3))),
            Paused(at=at),
            Resumed(at=at),
            Ended(at=at),
            Blanked(at=at, on=draw(st.booleans())),
            CutAccepted(
                at=at, slide=slide, to=draw(st.integers(0, 90)), won=draw(st.integers(0, 9))
            ),
            CutRefused(at=at, slide=slide),
            CheckpointTold(at=at, slide=slide, news="reached"),
            AnswerShown(at=at, ask="Why?", answer="Because.\nReally."),
        )
        events.append(choices[draw(st.sampled_from([0, 0, 1, 1, 1, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9]))])
    return events


@given(talks())
def test_time_spent_and_pauses_make_up_the_elapsed_time(events: list[Event]) -> None:
    state, paused = replay(events[:1]), 0.0
    assert state is not None
    for event in events[1:]:
        before = state
        state = apply(state, event)
        clock_stood = before.started_at is not None and before.running_since is None
        if clock_stood and before.ended_at is None:
            paused += event.at - before.moved_at
    now = state.moved_at
    spent = {**state.spent, state.slide: state.on_slide(state.slide, now)}
    assert sum(spent.values()) + paused == pytest.approx(state.elapsed(now))


@given(talks())
def test_events_survive_the_log(events: list[Event]) -> None:
    lines = [EVENT.dump_json(event) for event in events]
    assert not any(b"\n" in line for line in lines)
    assert [EVENT.validate_json(line) for line in lines] == events


@given(talks())
def test_what_is_shown_is_always_planned(events: list[Event]) -> None:
    state = replay(events)
    assert state is not None
    assert state.plan.has(state.slide)
    assert state.step >= 0


def test_a_broken_deck_is_known_until_it_is_mended() -> None:
    state = fold(Broken(at=1, message="talk.yaml:3: no"))
    assert state.broken == "talk.yaml:3: no"
    assert apply(state, Moved(at=2, slide="s2")).broken
    assert not apply(state, Replanned(at=2, plan=PLAN)).broken
    assert not apply(state, Broken(at=2, message="")).broken
