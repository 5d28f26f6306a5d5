"""The teleprompter: words, lines, and how fast they pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from presenter.widgets.prompter import Prompter
from presenter.widgets.script import (
    FASTEST,
    HURRY,
    SLOWEST,
    Motion,
    fitting,
    lines,
    position,
    script,
    start_of,
    total,
    word_at,
)
from slides.deck import Slide
from slides.pacing import pace
from slides.talk import Moved, Paused, Started, TalkState, apply, replay
from slides.words import spoken_words
from tests.slides.makers import opened, plan

NOTES = "Good morning. [smile] It is 9 o'clock.\n\nA new\nparagraph. [step] The next step."
notes = st.lists(
    st.sampled_from(
        ["Hello", "world.", "GPT-4", "85.7%", "[a cue]", "[step]", "\n\n", "naïve", "短い"]
    ),
    max_size=40,
).map(" ".join)


def test_words_know_their_sentence_their_step_and_what_is_spoken_before_them() -> None:
    words = script(NOTES)
    said = [(w.text, w.sentence, w.spoken, w.step) for w in words if w.text and not w.cue]
    assert said[:4] == [("Good", 0, 0, 0), ("morning.", 0, 1, 0), ("It", 1, 2, 0), ("is", 1, 3, 0)]
    assert said[-3:] == [("The", 5, 9, 1), ("next", 5, 10, 1), ("step.", 5, 11, 1)]
    assert [w.text for w in words if w.cue] == ["▸[smile]"]
    assert (start_of(words, 0), start_of(words, 1), start_of(words, 9)) == (0, 9, 9)


def test_a_paragraph_is_an_empty_line_apart() -> None:
    rows = [" ".join(word.text for word in row) for row in lines(script(NOTES), 30)]
    assert rows == [
        "Good morning. ▸[smile] It is 9",
        "o'clock.",
        "",
        "A new paragraph.",
        "",
        "The next step.",
        "",
    ]


@given(notes, st.integers(8, 60))
def test_no_word_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    words = script(text)
    rows = lines(words, width)
    assert [word for row in rows for word in row] == list(words)
    assert all(cell_len(" ".join(word.text for word in row)) <= width for row in rows)


@given(notes)
def test_as_many_words_are_said_as_are_counted(text: str) -> None:
    assert total(script(text)) == pytest.approx(spoken_words(text.replace("[step]", "")), abs=1)


@given(notes, st.floats(0, 100), st.floats(0, 100))
def test_the_word_to_say_never_goes_back(text: str, one: float, other: float) -> None:
    words = script(text)
    first, second = sorted((one, other))
    assert word_at(words, first) <= word_at(words, second)


def test_position_goes_on_with_time_stops_at_the_end_and_stands_when_held() -> None:
    motion = Motion(at=10, position=5)
    assert position(motion, 10, 150, 100) == 5
    assert position(motion, 22, 150, 100) == 35
    assert position(motion, 999, 150, 100) == 100
    assert position(motion, 22, 0, 100) == 5
    assert position(Motion(at=10, position=5, held=True), 22, 150, 100) == 5


def test_the_rate_fits_what_is_left_and_follows_the_drift() -> None:
    own = (140.0, 160.0)
    assert fitting(150, 60, 0, own) == 150
    assert fitting(75, 30, 0, own) == 150
    assert fitting(150, 60, 900, own) == pytest.approx(150 * (1 + HURRY))
    assert fitting(150, 60, -900, own) == pytest.approx(150 * (1 - HURRY))
    assert fitting(150, 60, 30, own) > fitting(150, 60, 10, own) > 150


@given(st.floats(0, 2000), st.floats(-600, 600), st.floats(-600, 600))
def test_the_rate_stays_near_the_talks_own(left: float, seconds: float, drift: float) -> None:
    assert 140 * SLOWEST <= fitting(left, seconds, drift, (140, 160)) <= 160 * FASTEST


@given(st.integers(1, 400))
def test_who_is_led_by_it_is_done_when_the_budget_is_up(words: int) -> None:
    """Led second by second at the fitting rate, within the talk's own pace."""
    budget, said = words * 60 / 150, 0.0
    for second in range(int(budget)):
        rate = fitting(words - said, budget - second, 0, (140, 160))
        said = position(Motion(at=second, position=said), second + 1, rate, words)
    assert words - said == pytest.approx((budget - int(budget)) * 150 / 60, abs=0.01)


# ------------------------------------------------------------------------- the widget

SLIDE = Slide(slide="s1", notes="One two three four. [step] Five six seven eight. Nine ten.")


def talk() -> TalkState:
    state = replay([opened(plan([4, 60])), Started(at=0)])
    assert state is not None
    return state


def lead(prompter: Prompter, state: TalkState, now: float) -> float:
    prompter.lead(SLIDE, state, pace(state, now), now)
    return prompter.motion.position


def test_it_follows_the_clock_the_steps_and_the_speakers_hand() -> None:
    prompter, state = Prompter(), talk()
    assert lead(prompter, state, 0) == 0
    assert lead(prompter, state, 1) == pytest.approx(2.5)
    stepped = apply(state, Moved(at=1, slide="s1", step=1))
    assert lead(prompter, stepped, 1) == 4, "a step that was pressed is being spoken"
    prompter.nudge(-100)
    assert lead(prompter, stepped, 1) == 0
    prompter.hold()
    assert lead(prompter, stepped, 3) == 0
    assert "held" in prompter.description
    prompter.hold()
    paused = apply(stepped, Paused(at=3))
    assert lead(prompter, paused, 60) == 0, "a question stops it"


def test_a_fixed_rate_is_kept_until_it_is_let_go() -> None:
    prompter, state = Prompter(), talk()
    lead(prompter, state, 0)
    prompter.faster(1)
    assert prompter.motion.rate == 160
    assert lead(prompter, state, 1.5) == pytest.approx(4)
    assert "160 wpm" in prompter.description
    prompter.fit()
    assert prompter.motion.rate is None
