"""Lines of the cockpit: digits, the slide's bar, what comes next, offers; and the Q&A search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presenter.cockpit import figures
from presenter.cockpit.answers import search
from presenter.cockpit.notes import notes_text
from presenter.cockpit.seen import Seen, hear
from presenter.link.wire import Said, UpToDate, Welcome
from presenter.widgets.digits import digits
from slides.cuts import Cut, Offer
from slides.deck import Answer, Slide
from slides.durations import clock, signed_clock
from slides.pacing import pace
from slides.talk import CutAccepted, Moved, Sped, Started, TalkState, apply, replay
from tests.slides.makers import opened, plan


def talk(*budgets: float) -> TalkState:
    state = replay([opened(plan(budgets)), Started(at=0)])
    assert state is not None
    return state


@pytest.mark.parametrize(("scale", "rows"), [(1, 3), (2, 5)])
@given(st.floats(-20_000, 20_000))
def test_digits_stand_in_a_block(scale: int, rows: int, seconds: float) -> None:
    for text in (clock(seconds), signed_clock(seconds)):
        drawn = digits(text, scale).split("\n")
        assert len(drawn) == rows
        assert len({len(row) for row in drawn}) == 1


def test_digits_look_like_digits() -> None:
    assert digits("17:4") == "▄█  ▀▀█ ▄ █ █\n █   █  ▄ ▀▀█\n▀▀▀  ▀      ▀"
    assert digits("") == ""
    assert digits("x") == ""


@given(st.floats(0, 5000), st.integers(40, 200))
def test_the_slides_line_fits_its_width(now: float, width: int) -> None:
    state = talk(60, 90)
    for line in figures.slide_lines(state, pace(state, now), width, width < 70).split("\n"):
        assert line.cell_len <= width


def test_the_slides_line_says_place_title_time_and_budget() -> None:
    state = talk(60, 90)
    line = figures.slide_lines(state, pace(state, 30), 80, narrow=False).plain
    assert line.startswith(" 1/2 Slide 1")
    assert " 0:30 of 1:00 █████████████░░░░░░░░░░░░░" in line


def test_what_comes_next_passes_over_what_was_cut_away() -> None:
    state = apply(talk(60, 60, 60), CutAccepted(at=1, slide="s2", to=0))
    assert figures.next_line(state, 0).plain == "next: 3 Slide 3  1m"
    assert figures.next_line(state, 2).plain == "step 1 of 2 next · then 3 Slide 3  1m"
    last = apply(state, Moved(at=2, slide="s3"))
    assert figures.next_line(last, 0).plain == "next: the end"


def test_an_offer_says_what_it_wins_and_what_stays_lost() -> None:
    cuts = (Cut("a", "Demo", 150, "no training", 90), Cut("b", "Extra", 0, "", 60))
    said = figures.offer_lines(Offer(cuts, over=200, short=50)).plain
    assert said == (
        "3:20 over the end: y cuts · x keeps all. 0:50 still over then. "
        "✂ Demo to 2m30s: wins 1:30 (no training). ✂ Extra out: wins 1:00. "
    )
    lost = figures.offer_lines(Offer((), 20, 20)).plain
    assert lost == "0:20 over the end, 0:20 cannot be won back."


def test_notes_of_steps_to_come_follow_dimmed_and_lines_flow() -> None:
    slide = Slide(slide="s", notes="One\ntwo.\n\n- item\n- other [step] Three.")
    assert notes_text(slide, 0).plain == "One two.\n\n- item\n- other\n\n▸[next]\nThree."
    assert notes_text(slide, 1).plain == "Three."
    assert notes_text(slide, 7).plain == "Three."
    assert "No notes" in notes_text(Slide(slide="s"), 0).plain


BANK = [
    Answer(ask="How much data does it take?", answer="Hundreds of examples."),
    Answer(ask="Can RAG help?", answer="It brings data."),
    Answer(ask="Which database?", answer="None."),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [0, 1, 2]),
        ("data", [0, 2, 1]),
        ("DATA take", [0]),
        ("rag", [1]),
        ("base", [2]),
        ("zebra", []),
    ],
)
def test_the_bank_is_searched(typed: str, found: list[int]) -> None:
    assert search(BANK, typed) == found


def test_what_was_told_before_one_came_is_no_news() -> None:
    seen = hear(Seen(), Welcome(talk="t", clock=1000), 900)
    assert (seen.stage_clock(900), seen.stage_clock(930)) == (1000, 1030)
    state = talk(60, 60)
    for word in (opened(state.plan), Started(at=1), Said(text="hello"), UpToDate()):
        seen = hear(seen, word, 901)
    assert seen.live
    assert seen.news is None
    assert seen.said == "hello"
    assert seen.state is not None
    assert seen.state.started_at == 1


def test_the_stages_clock_may_run_faster_than_ours() -> None:
    seen = hear(Seen(), Welcome(talk="t", clock=1000, speed=30), 900)
    assert (seen.stage_clock(900), seen.stage_clock(902)) == (1000, 1060)
    past = hear(hear(seen, opened(plan([60])), 900), Sped(at=700, speed=1), 901)
    assert past.stage_clock(902) == 1060, (
        "what was before we came is in the clock that we were told"
    )
    slower = hear(hear(past, UpToDate(), 901), Sped(at=1060, speed=1), 902)
    assert slower.stage_clock(905) == 1063


@pytest.mark.parametrize("width", [40, 59, 80, 120])
def test_the_key_that_lists_all_keys_is_named_on_every_terminal(width: int) -> None:
    line = figures.keys_line(width)
    assert "? keys · q leave" in line
    assert len(line) < width
