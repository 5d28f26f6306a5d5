"""Screens of every kind of question: what they say, and that they fit."""

import re

import pytest
from rich.cells import cell_len

from quiz.answers import Answer
from quiz.core import (
    fold,
)
from quiz.frames import frame
from quiz.look import Look
from quiz.pressing import press
from quiz.question import AnyQuestion
from quiz.scoring import standings
from quiz.seat import Seat, at_run
from quiz.shuffles import ORDERS, order_for
from quiz.views import view
from tests.quiz.drawing import BACK, LOOKS, ME, QUESTIONS, drawn, lines, phases, typed
from tests.quiz.examples import (
    CHOOSE_METHOD,
    CLOUD,
    ESTIMATE,
    FIX_PROMPT,
    GOOD,
    GUESS,
    METHOD,
    MULTIPLE,
    ORDERING,
    SCALE,
    TEXT,
    answer,
    asked,
    finished,
    pick,
    say,
)


@QUESTIONS
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}x{look.height}")
def test_every_kind_fits_every_size_in_every_phase(question: AnyQuestion, look: Look) -> None:
    for state in phases(question):
        screen = lines(state, ME, look)
        assert len(screen) == look.height
        assert max(map(cell_len, screen)) <= look.width
        assert any(question.ask[:20] in line for line in screen)


@QUESTIONS
def test_every_kind_is_told_when_it_is_in(question: AnyQuestion) -> None:
    state = fold([*asked(question), say(1, GOOD[question.question])])
    assert " in. " in lines(state)[-1]
    assert lines(state)[-1].startswith(" ✓")


@QUESTIONS
def test_every_kind_says_how_one_did(question: AnyQuestion) -> None:
    _, _, _, right, _, wrong, silent = phases(question)
    if question.has_answer:
        assert lines(right)[2].startswith(" ✓")
        assert "+1,000" in lines(right)[2] or "points" in lines(right)[2]
        assert lines(wrong)[2].startswith(" ✗")
        assert "points" not in lines(wrong)[2]
    else:
        assert "Thank you for your answer." in lines(right)[2]
    assert "You did not answer" in lines(silent)[2]


@QUESTIONS
@pytest.mark.parametrize("look", [Look(40, 12, False, False), Look(80, 24, True, False)])
def test_every_kind_does_without_unicode_and_colour(question: AnyQuestion, look: Look) -> None:
    for state in phases(question):
        seen = view(state, at_run(ME, state), 12.0, standings(state), BACK)
        for line in frame(seen, look).lines:
            assert line.isascii()
            assert look.colour or not re.search(rb"\x1b\[[0-9;]*3[1-7]", line)


# ---------------------------------------------------------------------------- kinds


def test_several_are_marked_and_sent_together() -> None:
    state = fold(asked(MULTIPLE))
    screen = drawn(state, typed(state, "a", "down", " ", "d"))
    assert [screen.count(f"✓ {sign}") for sign in ("▲ A", "◆ B", "● C", "■ D")] == [1, 1, 0, 1]


def test_the_letters_of_an_order_do_not_give_it_away() -> None:
    state = fold(asked(ORDERING))
    items = [line for line in lines(state) if re.search(r"\d\. [A-D]  ", line)]
    assert [line.split(". ")[1][0] for line in items] == list("ABCD")
    shown = [line.split("  ")[-1].strip() for line in items]
    assert sorted(shown) == sorted(ORDERING.items)
    assert shown != list(ORDERING.items)


def test_a_moved_item_is_shown_where_it_now_is() -> None:
    state = fold(asked(ORDERING))
    before = [line for line in lines(state) if re.search(r"\d\. [A-D]  ", line)]
    after = [
        line
        for line in lines(state, typed(state, "down", " ", "down"))
        if re.search(r"\d\. [A-D]  ", line)
    ]
    assert after[1].startswith(" ↕ 2. A  ")
    assert after[1].strip().split("  ")[-1] == before[0].strip().split("  ")[-1]


def test_a_number_is_typed_beside_its_unit_and_revealed_beside_the_right_one() -> None:
    state = fold(asked(ESTIMATE))
    assert "21,000▏ ₹" in drawn(state, typed(state, *"21,000"))
    revealed = drawn(fold(finished(say(1, Answer(number=21000)), question=ESTIMATE)))
    assert "✓ 21,247 ₹" in revealed
    assert "You said 21,000 ₹." in revealed
    assert "247 ₹ off. +960 points" in revealed


def test_a_bad_prompt_is_there_to_be_edited_and_judged_at_once() -> None:
    state = fold(asked(FIX_PROMPT))
    assert "Write something nice about our refund policy.▏" in drawn(state)
    state = fold([say(1, Answer(texts=("Write a table about 14 days",)))], state)
    screen = drawn(state)
    assert "is in. It is 6 words long; 8 is the least." in screen
    assert "✗ Missing: “the receipt”" not in screen
    assert "~ Missing: “the receipt”." in screen
    assert "A form can be checked" not in screen
    revealed = drawn(fold(finished(say(1, GOOD["fix-it"]), question=FIX_PROMPT)))
    assert "A form can be checked" in revealed
    assert "A good one:" in revealed


def test_why_every_other_method_loses_is_said() -> None:
    revealed = drawn(fold(finished(say(1, pick(1)), question=CHOOSE_METHOD)))
    assert all(why in revealed for why in CHOOSE_METHOD.methods.values())


def test_the_models_own_words_are_shown_with_what_they_decide() -> None:
    closed = fold(finished(say(1, pick(1)), question=GUESS)[:-2])
    assert "what it says decides" in drawn(closed)
    revealed = drawn(fold(finished(say(1, pick(1)), question=GUESS)))
    assert "mat and looked at me" in revealed
    assert "✓ ◆ B" in revealed


def test_texts_of_others_are_not_shown_unless_they_are_right() -> None:
    rude = say(2, Answer(texts=("rude words",)))
    assert "rude words" not in drawn(fold(finished(rude, question=TEXT)))
    right = say(2, GOOD["capital"])
    assert "1 of 1 right" in drawn(fold(finished(right, question=TEXT)))


def test_a_cloud_and_a_rating_show_the_room() -> None:
    cloud = drawn(fold(finished(say(1, GOOD["feeling"]), question=CLOUD)))
    assert "hard" in cloud
    assert "4.0 on average." in drawn(fold(finished(say(1, GOOD["sure"]), question=SCALE)))


def test_code_stands_below_the_question_as_it_is_written() -> None:
    code = "def f(x):\n    return x  # same\n" + "y = 1; " * 40
    question = METHOD.model_copy(update={"code": code})
    screen = lines(fold(asked(question)))
    assert "  │ def f(x):" in screen
    assert "  │     return x # same" in screen
    assert any(line.endswith("…") for line in screen)


LONG = METHOD.model_copy(update={"code": "\n".join(f"line {n}" for n in range(40))})


def test_a_question_too_long_for_the_screen_scrolls_under_its_options() -> None:
    state, look = fold(asked(LONG)), Look(40, 12)
    seen = view(state, at_run(ME, state), 12.0, {}, BACK)
    more = frame(seen, look).more
    assert more > 30
    seat, found = ME, ""
    for _ in range(20):
        seat, _ = press(seat, "pagedown", state, more)
        screen = lines(state, seat, look)
        found += "\n".join(screen)
        assert sum(bool(re.search(r" [ABC]  ", line)) for line in screen) == 3
    assert "line 39" in found


# ---------------------------------------------------------------------------- shuffles


SHUFFLED = METHOD.model_copy(update={"shuffle": True})


def test_few_orders_are_seen_and_each_attendee_keeps_theirs() -> None:
    orders = [order_for(SHUFFLED, f"p{n}") for n in range(1, 200)]
    assert 1 < len(set(orders)) <= ORDERS
    assert orders == [order_for(SHUFFLED, f"p{n}") for n in range(1, 200)]
    assert order_for(METHOD, "p7") == (0, 1, 2)


def test_a_shuffled_option_keeps_its_shape_and_is_counted_where_it_belongs() -> None:
    state = fold(asked(SHUFFLED, people=9))
    for n in range(1, 9):
        seat = Seat(attendee=f"p{n}")
        screen = drawn(state, seat)
        letter = "ABC"[order_for(SHUFFLED, f"p{n}").index(1)]
        assert f"◆ {letter}  Retrieval" in screen
        chosen, _ = press(seat, letter.lower(), state)
        _, wish = press(chosen, "enter", state)
        assert getattr(wish, "answer", None) == pick(1)
        told = drawn(fold([answer(n, 1)], state), seat)
        assert f"{letter} is in" in told
        revealed = fold([answer(n, 0), *finished(question=SHUFFLED)[-2:]], state)
        assert f"Not this time: {letter} is right." in drawn(revealed, seat)


def test_a_hall_that_sees_the_same_shares_its_lines() -> None:
    state = fold([*asked(SHUFFLED, people=60), *(answer(n, n % 3) for n in range(1, 31))])
    closed = fold(finished(question=SHUFFLED)[-2:], state)
    board = standings(closed)
    middles = {
        frame(view(closed, Seat(attendee=f"p{n}", run=1), 40.0, board, BACK), Look()).lines[6:]
        for n in range(1, 61)
    }
    assert len(middles) <= ORDERS * 4
