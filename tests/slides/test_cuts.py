"""Cuts: the smallest set that brings the finish back, and what accepting it does to the pace."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.cuts import Offer, accept, hard_end, offer, open_cuts, smallest
from slides.pacing import pace
from slides.plan import Plan, Planned
from slides.planning import plan_of
from slides.talk import (
    EVENT,
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
from tests.slides.makers import deck


def plan(*slides: tuple[float, float | None], high: float | None = None) -> Plan:
    """Slides `s1`, `s2` … as (budget, what it may be cut to), in seconds."""
    return Plan(
        slides=tuple(
            Planned(slide=f"s{n}", title=f"Slide {n}", budget=budget, words=10, cut=cut)
            for n, (budget, cut) in enumerate(slides, start=1)
        ),
        duration=(0, high) if high else None,
    )


def fold(talk: Plan, *events: Event, until: float | None = None) -> TalkState:
    first = Opened(at=0, deck="d", title="t", plan=talk, slide="s1", until=until)
    state = replay([first, *events])
    assert state is not None
    return state


def made(found: Offer | None) -> list[str]:
    assert found is not None
    return [cut.slide for cut in found.cuts]


FOUR = plan((60, None), (240, 150), (90, 60), (60, 0), high=450)


def test_a_talk_that_fits_is_offered_nothing() -> None:
    assert offer(fold(FOUR, Started(at=0)), 60) is None


def test_one_cut_that_suffices_is_offered_alone_and_the_cheapest_such() -> None:
    late = fold(FOUR, Started(at=0), Paused(at=30), Resumed(at=80))
    found = offer(late, 80)
    assert made(found) == ["s4"], "60 s suffice for 50; 90 would be more than is needed"
    assert found is not None
    assert (found.over, found.short) == (50, 0)


def test_several_come_in_the_order_of_the_talk() -> None:
    late = fold(FOUR, Started(at=0), Paused(at=30), Resumed(at=30 + 110))
    assert made(offer(late, 140)) == ["s2", "s3"]


def test_what_cannot_be_won_back_is_said() -> None:
    late = fold(FOUR, Started(at=0), Paused(at=30), Resumed(at=30 + 400))
    found = offer(late, 430)
    assert made(found) == ["s2", "s3", "s4"]
    assert found is not None
    assert found.short == 400 - 180


def test_nothing_is_offered_before_the_start_during_a_question_or_after_the_end() -> None:
    long = FOUR.model_copy(update={"duration": (0, 60)})
    assert offer(fold(long), 10) is None
    assert offer(fold(long, Started(at=0), Paused(at=10)), 900) is None
    assert offer(fold(long, Started(at=0), Ended(at=10)), 900) is None


def test_slides_gone_by_are_not_offered_and_the_one_shown_only_for_what_is_left_of_it() -> None:
    state = fold(FOUR, Started(at=0), Moved(at=60, slide="s2"))
    assert [(cut.slide, cut.saves) for cut in open_cuts(state, 60 + 180)] == [
        ("s2", 60),
        ("s3", 30),
        ("s4", 60),
    ]
    later = apply(state, Moved(at=300, slide="s3"))
    assert [cut.slide for cut in open_cuts(later, 300)] == ["s3", "s4"]


def test_a_refused_cut_comes_again_only_after_the_next_question() -> None:
    late = fold(FOUR, Started(at=0), Paused(at=30), Resumed(at=80), CutRefused(at=80, slide="s4"))
    assert made(offer(late, 80)) == ["s2"]
    again = apply(apply(late, Paused(at=90)), Resumed(at=95))
    assert made(offer(again, 95)) == ["s4"]


def test_an_accepted_cut_ends_the_lateness_and_moves_the_finish() -> None:
    late = fold(FOUR, Started(at=0), Paused(at=30), Resumed(at=80))
    (event,) = accept(late, ["s4", "s1", "nowhere"], 80)
    assert event == CutAccepted(at=80, slide="s4", to=0, won=50)
    after = apply(late, event)
    assert dict(after.cuts) == {"s4": 0}
    assert pace(late, 80).drift == 50
    assert pace(after, 80).drift == 0
    assert pace(after, 80).finish == 440
    assert offer(after, 80) is None


def test_a_cut_of_the_slide_shown_calls_nobody_late_for_it() -> None:
    state = fold(FOUR, Started(at=0), Moved(at=60, slide="s2"))
    (event,) = accept(state, ["s2"], 60 + 200)
    assert pace(apply(state, event), 260).drift == 0


def test_a_changed_deck_keeps_the_cuts_made() -> None:
    state = fold(FOUR, Started(at=0), CutAccepted(at=1, slide="s2", to=150))
    longer = plan((60, None), (300, 150), (90, 60), (60, 0))
    assert apply(state, Replanned(at=2, plan=longer)).plan.slides[1].budget == 150


def test_the_hard_end_asked_for_beats_the_one_declared() -> None:
    assert hard_end(fold(FOUR, Started(at=100))) == 450
    assert hard_end(fold(FOUR, Started(at=100), until=1000)) == 900
    assert hard_end(fold(plan((60, None)))) is None


def test_a_deck_says_what_may_be_cut() -> None:
    talk = plan_of(
        deck(
            "talk: T\ncut: [{slide: b, to: 30s, how: only the result}]\n"
            "---\nslide: a\nbudget: 1m\n---\nslide: b\nbudget: 2m\n"
        )
    )
    assert [(slide.cut, slide.how) for slide in talk.slides] == [
        (None, ""),
        (30, "only the result"),
    ]


def test_an_optional_slide_may_be_skipped_unless_a_cut_says_how_long_it_stays() -> None:
    talk = plan_of(
        deck(
            "talk: T\ncut: [{slide: b, to: 30s}]\n---\nslide: a\nbudget: 1m\noptional: yes\n"
            "---\nslide: b\nbudget: 2m\noptional: yes\n---\nslide: c\n"
        )
    )
    assert [slide.cut for slide in talk.slides] == [0, 30, None]


@pytest.mark.parametrize(
    ("savings", "need", "chosen"),
    [
        ([], 1, None),
        ([5], 0, ()),
        ([30, 90, 60], 60, (2,)),
        ([30, 30, 45], 60, (0, 1)),
        ([30, 30, 29], 100, None),
    ],
)
def test_the_smallest_set(savings: list[int], need: int, chosen: tuple[int, ...] | None) -> None:
    assert smallest(savings, need) == chosen


@given(st.lists(st.integers(1, 60), max_size=8), st.integers(0, 300))
def test_no_other_set_is_smaller(savings: list[int], need: int) -> None:
    sets = [
        places
        for count in range(len(savings) + 1)
        for places in combinations(range(len(savings)), count)
        if sum(savings[n] for n in places) >= need
    ]
    chosen = smallest(savings, need)
    if not sets:
        assert chosen is None
        return
    best = min((len(places), sum(savings[n] for n in places)) for places in sets)
    assert chosen is not None
    assert list(chosen) == sorted(chosen)
    assert (len(chosen), sum(savings[n] for n in chosen)) == best


@st.composite
def late_talks(draw: st.DrawFn) -> tuple[TalkState, float]:
    """A talk somewhere on its way, after a question of any length, and the time there."""
    budgets = draw(st.lists(st.integers(20, 400), min_size=2, max_size=8))
    cuts = [draw(st.none() | st.integers(0, budget)) for budget in budgets]
    talk = plan(*zip(map(float, budgets), cuts, strict=True), high=float(sum(budgets)))
    asked, answered = draw(st.integers(0, 300)), draw(st.integers(0, 900))
    back = float(asked + answered)
    slide = draw(st.sampled_from([planned.slide for planned in talk.slides]))
    state = fold(
        talk, Started(at=0), Moved(at=asked / 2, slide=slide), Paused(at=asked), Resumed(at=back)
    )
    return state, back + draw(st.integers(0, 60))


@given(late_talks())
def test_an_offer_taken_brings_the_finish_back_or_says_by_how_much_it_does_not(
    late: tuple[TalkState, float],
) -> None:
    state, now = late
    found = offer(state, now)
    if found is None:
        return
    events = accept(state, made(found), now)
    assert [event.slide for event in events] == made(found)
    after = state
    for event in events:
        assert EVENT.validate_json(EVENT.dump_json(event)) == event
        after = apply(after, event)
    end = hard_end(state)
    assert end is not None
    assert pace(after, now).finish - end <= found.short + 1e-6
    assert pace(after, now).drift >= min(0.0, pace(state, now).drift) - 1e-6
    assert pace(after, now).drift <= max(0.0, pace(state, now).drift) + 1e-6
