"""Checkpoints are told once: when they are reached, and two minutes before they are missed."""

from hypothesis import given
from hypothesis import strategies as st

from slides.checkpoints import ahead, due_by, to_tell
from slides.talk import Ended, Event, Moved, Started, TalkState, apply, replay
from tests.slides.makers import opened, plan

TALK = plan([300, 300, 60, 60]).model_copy(update={"checkpoints": (("s3", 600.0),)})


def fold(*events: Event, slide: str = "s1") -> TalkState:
    state = replay([opened(TALK, slide=slide), *events])
    assert state is not None
    return state


def news(state: TalkState, now: float) -> list[tuple[str, str]]:
    return [(event.slide, event.news) for event in to_tell(state, now)]


def test_the_next_checkpoint_and_when_it_will_be_reached() -> None:
    point = ahead(fold(Started(at=0)), 340)
    assert point is not None
    assert (point.slide, point.number, point.by, point.arrival) == ("s3", 3, 600, 640)
    assert ahead(fold(Started(at=0), Moved(at=1, slide="s3")), 1) is None
    assert due_by(fold(), "s3") == 600
    assert due_by(fold(), "s1") is None


def test_it_is_told_two_minutes_before_it_is_missed_and_only_once() -> None:
    state = fold(Started(at=0))
    assert news(state, 479) == []
    assert news(state, 480) == [("s3", "at risk")]
    told = apply(state, to_tell(state, 480)[0])
    assert news(told, 481) == []


def test_it_is_told_when_it_is_reached_and_only_once() -> None:
    state = fold(Started(at=0), Moved(at=590, slide="s3"))
    assert news(state, 590) == [("s3", "reached")]
    told = apply(state, to_tell(state, 590)[0])
    assert news(told, 600) == []
    assert news(apply(told, Moved(at=610, slide="s4")), 620) == []


def test_nothing_is_told_before_the_start_after_the_end_or_where_the_clock_was_started() -> None:
    assert news(fold(), 999) == []
    assert news(fold(Started(at=0), Ended(at=5)), 999) == []
    assert news(fold(Started(at=0), slide="s3"), 5) == []


@given(st.lists(st.integers(20, 400), min_size=3, max_size=8), st.data())
def test_a_speaker_exactly_on_script_is_never_warned(
    budgets: list[int], data: st.DataObject
) -> None:
    starts = [sum(budgets[:n]) for n in range(len(budgets))]
    at = data.draw(st.integers(1, len(budgets) - 1))
    talk = plan(budgets).model_copy(update={"checkpoints": ((f"s{at + 1}", float(starts[at])),)})
    state = replay([opened(talk), Started(at=0)])
    assert state is not None
    told = []
    for place, start in enumerate(starts):
        state = apply(state, Moved(at=start, slide=f"s{place + 1}"))
        for second in range(0, budgets[place] + 1, 10):
            for event in to_tell(state, start + second):
                state = apply(state, event)
                told.append(event.news)
    assert told == ["reached"]
