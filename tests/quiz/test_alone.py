"""A quiz that one person takes alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.alone import Alone, askable, begin, pressed, seen, standing, ticked
from quiz.frames import frame
from quiz.look import Look
from quiz.question import AnyQuestion
from tests.quiz.examples import ESTIMATE, FIX_PROMPT, GUESS, KINDS, METHOD, ORDERING
from tests.quiz.test_frames import STYLE


def start(*questions: AnyQuestion) -> Alone:
    return begin(questions, "speed", "You", 100.0)


def keys(alone: Alone, *pressed_: str, now: float = 105.0) -> Alone:
    for key in pressed_:
        alone = pressed(alone, key, now)
    return alone


def screen(alone: Alone, now: float = 105.0) -> str:
    lines = frame(seen(alone, now), Look()).lines
    return "\n".join(STYLE.sub("", line.decode()) for line in lines)


def test_enter_sends_shows_and_goes_on_to_the_end() -> None:
    alone = start(METHOD, ESTIMATE)
    assert "Question 1 of 2" in screen(alone)
    alone = keys(alone, "2", "enter")
    assert "Right! +875 points" in screen(alone)
    assert "What changes goes into the context." in screen(alone)
    assert "Enter goes on" in screen(alone)
    assert "%" not in screen(alone)
    alone = keys(alone, "enter", *"21247", "enter")
    assert "Exactly right!" in screen(alone)
    assert "Enter shows how it went" in screen(alone)
    alone = keys(alone, "enter")
    assert "2 of 2 right, 1,975 points." in screen(alone)
    assert "place" not in screen(alone)
    assert keys(alone, "enter").left


def test_the_clock_runs_alone_too() -> None:
    alone = start(METHOD)
    assert "15 s" in screen(alone)
    assert ticked(alone, 119.9) is alone
    late = ticked(alone, 120.0)
    assert "You did not answer this one." in screen(late)


def test_a_prompt_can_be_mended_until_the_same_one_is_sent_again() -> None:
    alone = keys(start(FIX_PROMPT), "ctrl-u", *"A table", "enter")
    assert "Enter again: done" in screen(alone) or "is in." in screen(alone)
    alone = keys(alone, *" about 14 days", "enter")
    assert alone.run is not None
    assert alone.run.phase == "open"
    alone = keys(alone, "enter")
    assert alone.run is not None
    assert alone.run.phase == "revealed"


def test_the_right_order_is_shown() -> None:
    alone = keys(start(ORDERING), "enter")
    assert "1. Pre-training" in screen(alone)


def test_there_is_nobody_to_ask_and_no_way_to_answer_twice() -> None:
    alone = keys(start(METHOD), "?", "q", "n", "-")
    assert alone.seat.page == "quiz"
    assert "ask the speaker" not in screen(alone)
    done = keys(alone, "1", "enter", "2", "?", "b")
    assert standing(done).points == 0


def test_leaving_is_always_possible() -> None:
    assert keys(start(METHOD), "ctrl-c").left
    assert keys(start(METHOD), "1", "enter", "ctrl-c").left


def test_guesses_are_left_to_the_stage() -> None:
    assert askable((METHOD, GUESS)) == (METHOD,)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["enter", "down", " ", "a", "1", "x", "escape", "tab", "?", "-"])))
def test_no_order_of_keys_breaks_it(pressed_: list[str]) -> None:
    alone, now = start(*askable(KINDS)), 100.0
    for key in pressed_:
        now += 1
        alone = pressed(ticked(alone, now), key, now)
        assert frame(seen(alone, now), Look(40, 12)).lines
