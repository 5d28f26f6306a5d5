"""What keys do, from the door to the reveal."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.core import EMPTY, State, fold
from quiz.seat import Action, Leave, OfferAnother, Redraw, Seat, press
from quiz.wishes import Send, TakeName
from tests.quiz.examples import METHOD, answer, asked, finished, pick

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
