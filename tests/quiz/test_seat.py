"""What keys do, from the door to the reveal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers import Answer
from quiz.core import (
    EMPTY,
    State,
    fold,
)
from quiz.pressing import press
from quiz.question import AnyQuestion
from quiz.seat import Action, Leave, OfferAnother, Redraw, Seat, at_run
from quiz.shuffles import order_for
from quiz.typed import parse_number
from quiz.wishes import (
    Send,
    TakeBack,
    TakeName,
)
from tests.quiz.examples import (
    CLOUD,
    ESTIMATE,
    FIX_PROMPT,
    GOOD,
    METHOD,
    MULTIPLE,
    ORDERING,
    POLL_OF_TWO,
    SCALE,
    TEXT,
    TRUE_FALSE,
    WRITTEN_GUESS,
    answer,
    asked,
    finished,
    pick,
    say,
)

DOOR = Seat(offered="Amber Otter")
SEATED = Seat(attendee="p1", code="k7x2p9")
OPEN = fold(asked())


def type_in(seat: Seat, *keys: str, state: State = OPEN) -> tuple[Seat, Action | None]:
    action = None
    for key in keys:
        seat, action = press(seat, key, state)
    return seat, action


def test_enter_takes_the_offered_name() -> None:
    assert type_in(DOOR, "enter")[1] == TakeName("Amber Otter")


def test_or_the_typed_one() -> None:
    assert type_in(DOOR, *"Ado", "backspace", "a", "enter")[1] == TakeName("Ada")


def test_tab_asks_for_another_and_ctrl_u_starts_over() -> None:
    seat, action = type_in(DOOR, *"Ada", "tab")
    assert action == OfferAnother()
    assert seat.typed == ""
    assert type_in(DOOR, *"Ada", "ctrl-u")[0].typed == ""


def test_a_name_that_gets_too_long_is_told_so_and_stays() -> None:
    seat, _ = type_in(DOOR, *"x" * 40)
    assert seat.typed == "x" * 16
    assert "at most 16" in seat.problem


def test_nothing_is_chosen_before_somebody_chooses() -> None:
    seat, action = type_in(SEATED, "enter")
    assert action is None
    assert seat.problem == "Choose an answer first."


def test_arrows_digits_and_letters_choose_and_enter_or_space_sends() -> None:
    assert type_in(SEATED, "down", "down", "enter")[1] == Send(pick(1))
    assert type_in(SEATED, "up", " ")[1] == Send(pick(2))
    assert type_in(SEATED, "3", "enter")[1] == Send(pick(2))
    assert type_in(SEATED, "B", "enter")[1] == Send(pick(1))
    assert type_in(SEATED, "b", "home", "enter")[1] == Send(pick(0))


def test_what_names_no_option_moves_nothing() -> None:
    assert type_in(SEATED, "2", "9", "i", "x", "0", "enter")[1] == Send(pick(1))


def test_a_new_question_starts_without_a_choice() -> None:
    chosen, _ = type_in(SEATED, "2")
    later = fold(finished(answer(1, 1)))
    again = fold(asked()[-1:], EMPTY)
    assert chosen.cursor == 1
    state = fold([asked()[-1].model_copy(update={"run": 2, "at": 50.0})], later)
    assert again.run is not None
    assert press(chosen, "x", state)[0].cursor is None


def test_leaving_and_redrawing_work_everywhere() -> None:
    for seat in (DOOR, SEATED):
        assert type_in(seat, "ctrl-c")[1] == Leave()
        assert type_in(seat, "ctrl-d")[1] == Leave()
        assert type_in(seat, "ctrl-l")[1] == Redraw()


def test_a_long_result_scrolls_as_far_as_it_goes() -> None:
    state = fold(finished(answer(1, 1)))
    seat = SEATED
    for _ in range(9):
        seat, _ = press(seat, "pagedown", state, 20)
    assert seat.scroll == 20
    assert press(seat, "home", state, 20)[0].scroll == 0


KEYS = st.sampled_from(
    ["up", "down", "enter", " ", "1", "9", "b", "x", "tab", "escape", "end", "backspace", "ü", "字"]
)
STATES = st.sampled_from([EMPTY, OPEN, fold(finished(answer(1, 1)))])


@given(st.lists(st.tuples(KEYS, STATES), max_size=30), st.booleans())
def test_no_order_of_keys_sends_what_is_no_option(
    presses: list[tuple[str, State]], seated: bool
) -> None:
    seat = SEATED if seated else DOOR
    for key, state in presses:
        seat, action = press(seat, key, state, 5)
        assert seat.cursor is None or 0 <= seat.cursor < len(METHOD.options)
        assert 0 <= seat.scroll <= 5
        if isinstance(action, Send):
            assert state is OPEN
            assert 0 <= action.answer.chosen[0] < len(METHOD.options)


# ---------------------------------------------------------------------------- other kinds


def state_of(question: AnyQuestion) -> State:
    return fold(asked(question))


SENT: list[tuple[AnyQuestion, str | list[str], Answer]] = [
    (MULTIPLE, ["a", "d", "enter"], pick(0, 3)),
    (MULTIPLE, ["down", " ", "down", " ", "a", "enter"], pick(1)),
    (TRUE_FALSE, ["b", "enter"], pick(1)),
    (ESTIMATE, [*"21,247", "enter"], Answer(number=21247)),
    (ESTIMATE, [*"2149", "left", "backspace", "7", "end", "delete", "enter"], Answer(number=2179)),
    (POLL_OF_TWO, ["a", "c", "enter"], pick(0, 2)),
    (CLOUD, [*"hard, very hard", "enter"], Answer(texts=("hard", "very hard"))),
    (CLOUD, [*"so much fun", "enter"], Answer(texts=("so", "much", "fun"))),
    (SCALE, ["4", "enter"], Answer(number=4)),
    (SCALE, ["up", "up", "enter"], Answer(number=4)),
    (TEXT, [*"a   B", "enter"], Answer(texts=("a B",))),
    (TEXT, [*"one two", "ctrl-w", *"2", "enter"], Answer(texts=("one 2",))),
    (FIX_PROMPT, ["ctrl-u", *"A table.", "enter"], Answer(texts=("A table.",))),
    (WRITTEN_GUESS, [*"mat", "enter"], Answer(texts=("mat",))),
]


@pytest.mark.parametrize(("question", "keys", "answer_"), SENT)
def test_what_keys_send(question: AnyQuestion, keys: list[str], answer_: Answer) -> None:
    assert type_in(SEATED, *keys, state=state_of(question))[1] == Send(answer_)


def test_an_order_is_sent_as_it_is_arranged() -> None:
    state = state_of(ORDERING)
    first = order_for(ORDERING, "p1")
    assert type_in(SEATED, "enter", state=state)[1] == Send(pick(*first))
    lifted = type_in(SEATED, "down", " ", "down", "enter", state=state)[1]
    assert lifted == Send(pick(first[1], first[0], *first[2:]))
    by_letter = type_in(SEATED, "d", "1", "enter", state=state)[1]
    assert by_letter == Send(pick(first[3], *first[:3]))


@given(st.lists(st.sampled_from(["up", "down", " ", "1", "4", "9", "a", "d", "tab"]), max_size=20))
def test_no_order_of_keys_loses_an_item(keys: list[str]) -> None:
    action = type_in(SEATED, *keys, "enter", state=state_of(ORDERING))[1]
    assert isinstance(action, Send)
    assert sorted(action.answer.chosen) == [0, 1, 2, 3]


def test_more_than_may_be_marked_are_refused() -> None:
    seat, _ = type_in(SEATED, "a", "b", "c", state=state_of(POLL_OF_TWO))
    assert seat.picked == {0, 1}
    assert seat.problem == "2 at most: take one back first."


PROBLEMS: list[tuple[AnyQuestion, list[str], str]] = [
    (MULTIPLE, ["enter"], "Mark your answers with Space first."),
    (ESTIMATE, ["enter"], "Type a number, as 1200 or 3.5."),
    (ESTIMATE, ["x"], "Type a number."),
    (CLOUD, [*" , ", "enter"], "Type a word first."),
    (CLOUD, [*"a b c d", "enter"], "3 words at most."),
    (SCALE, ["9", "enter"], "Choose a rating first."),
    (TEXT, [" ", "enter"], "Type your answer first."),
    (TEXT, ["x"] * 201, "At most 200 characters."),
]


@pytest.mark.parametrize(("question", "keys", "problem"), PROBLEMS)
def test_what_keys_cannot_send_is_said(
    question: AnyQuestion, keys: list[str], problem: str
) -> None:
    seat, action = type_in(SEATED, *keys, state=state_of(question))
    assert (seat.problem, action) == (problem, None)


def test_an_answer_is_taken_back_with_backspace_until_the_question_closes() -> None:
    sent = fold([answer(1, 1)], OPEN)
    assert type_in(SEATED, "backspace", state=sent)[1] == TakeBack()
    assert type_in(SEATED, "backspace")[1] is None
    assert type_in(SEATED, "backspace", state=fold(finished(answer(1, 1))))[1] is None
    written = fold([say(1, GOOD["capital"])], state_of(TEXT))
    assert type_in(SEATED, "backspace", state=written)[1] is None, "the text is there to be mended"
    assert type_in(SEATED, "ctrl-u", "backspace", state=written)[1] == TakeBack()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("21,247", 21247), ("21 247", 21247), ("21.247,5", 21247.5), ("3,5", 3.5), ("3.5", 3.5),
        ("-2e3", -2000), ("1'000", 1000), (".5", 0.5), ("1,234,567", 1234567), ("12,34", 12.34),
        ("", None), ("-", None), ("1.2.3", None), ("1e99", None), ("nan", None), ("1,2,3", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert parse_number(text) == number


def test_who_comes_back_finds_what_they_sent() -> None:
    state = fold([say(1, GOOD["not-training"])], state_of(MULTIPLE))
    assert at_run(Seat(attendee="p1"), state).picked == {0, 1, 3}
    state = fold([say(1, Answer(texts=("hard", "fun")))], state_of(CLOUD))
    assert at_run(Seat(attendee="p1"), state).draft == "hard, fun"
