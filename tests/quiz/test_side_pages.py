"""What keys do beside the questions, and that no order of them breaks anything."""

import re
from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.answers import objection
from quiz.core import (
    Arranged,
    Asked,
    Event,
    Moderated,
    Paced,
    PaperOut,
    Refused,
    Renamed,
    State,
    Upvoted,
    apply,
    fold,
)
from quiz.frames import frame
from quiz.look import Look
from quiz.pressing import press
from quiz.seat import Seat, at_run
from quiz.views import view
from quiz.wishes import (
    Ask,
    ChangeName,
    Fill,
    SayPace,
    Send,
    TakeBack,
    TakeTeam,
    Vote,
    event_of,
)
from tests.quiz.examples import (
    CLOUD,
    ESTIMATE,
    GOOD,
    KINDS,
    METHOD,
    TEXT,
    asked,
    finished,
    say,
)
from tests.quiz.test_seat import OPEN, SEATED, state_of, type_in

LOBBY = fold(asked()[:4])


def test_a_question_to_the_speaker_is_for_all_or_for_them_alone() -> None:
    assert type_in(SEATED, "?", *"Why?", "enter", state=LOBBY)[1] == Ask("Why?", "room")
    assert type_in(SEATED, "?", "tab", *"Hm", "enter", state=LOBBY)[1] == Ask("Hm", "speaker")
    seat, _ = type_in(SEATED, "?", *"Why?", "escape", state=LOBBY)
    assert (seat.page, seat.typed) == ("quiz", "")
    assert type_in(SEATED, "?", "enter", state=LOBBY)[0].problem.startswith("Type something")


def test_the_side_pages_open_beside_options_but_not_while_text_is_typed() -> None:
    assert type_in(SEATED, "?")[0].page == "ask"
    seat, _ = type_in(SEATED, "?", state=state_of(TEXT))
    assert (seat.page, seat.draft) == ("quiz", "?")


def test_tab_opens_them_where_text_is_typed_and_the_text_is_kept() -> None:
    state = state_of(TEXT)
    typed, _ = type_in(SEATED, *"RA", state=state)
    assert shown_keys(typed, state) == "Type · Enter send · Tab ask, pace"
    beside, _ = type_in(typed, "tab", state=state)
    assert shown_keys(beside, state) == "? ask · q questions · -/+ pace · Esc"
    assert type_in(beside, "-", state=state)[1] == SayPace("too-fast")
    seat, wish = type_in(beside, "?", *"Why?", "enter", "G", state=state)
    assert (seat.page, seat.draft, wish) == ("quiz", "RAG", None)
    for key in ("escape", "x"):
        again, _ = type_in(beside, key, "G", state=state)
        assert (again.page, again.draft) == ("quiz", "RAG")


def test_a_written_question_of_a_paper_is_left_for_later_by_tab_and_esc() -> None:
    state = fold([*asked()[:4], PaperOut(at=5, questions=(CLOUD, ESTIMATE))])
    seat, _ = type_in(SEATED, "enter", *"new", "tab", "escape", state=state)
    assert seat.page == "quiz"


def shown_keys(seat: Seat, state: State) -> str:
    """The last line of the screen."""
    lines = frame(view(state, at_run(seat, state), 12.0, {}, "{code}"), Look(60, 20)).lines
    return re.sub(r"\x1b\[[0-9;]*m", "", lines[-1].decode()).strip()


def test_a_question_that_opens_takes_the_screen_back() -> None:
    seat, _ = type_in(SEATED, "?", *"Wh", state=LOBBY)
    assert at_run(seat, OPEN).page == "quiz"


def test_the_pace_is_one_key_and_the_same_key_takes_it_back() -> None:
    assert type_in(SEATED, "-", state=LOBBY)[1] == SayPace("too-fast")
    assert type_in(SEATED, "+")[1] == SayPace("too-slow")
    said = fold([Paced(at=3, attendee="p1", pace="too-fast")], LOBBY)
    assert type_in(SEATED, "-", state=said)[1] == SayPace("fine")
    assert type_in(SEATED, "-", state=state_of(ESTIMATE))[0].draft == "-"


def test_a_name_is_changed_once_and_a_team_whenever_there_are_some() -> None:
    assert type_in(SEATED, "n", *"Ada", "enter", state=LOBBY)[1] == ChangeName("Ada")
    renamed = fold([Renamed(at=3, attendee="p1", name="Ada")], LOBBY)
    assert "once only" in type_in(SEATED, "n", state=renamed)[0].problem
    assert type_in(SEATED, "t", state=LOBBY)[1] is None
    teams = fold([Arranged(at=3, teams=("North", "South"))], LOBBY)
    assert type_in(SEATED, "t", state=teams)[1] == TakeTeam("South")


def test_questions_of_others_are_voted_for() -> None:
    asked_: list[Event] = [
        Asked(at=20, remark="r1", attendee="p2", text="Why?"),
        Moderated(at=21, remark="r1", verdict="approved"),
    ]
    state = fold(asked_, LOBBY)
    assert type_in(SEATED, "q", "enter", state=state)[0].problem == "Choose a question first."
    assert type_in(SEATED, "q", "1", "enter", state=state)[1] == Vote("r1", True)
    voted = fold([Upvoted(at=22, remark="r1", attendee="p1")], state)
    assert type_in(SEATED, "q", "down", " ", state=voted)[1] == Vote("r1", False)
    assert type_in(SEATED, "q", "escape", state=state)[0].page == "quiz"


EVERY_KEY = st.sampled_from(
    [
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "backtab"),
        *("enter", "escape", "backspace", "delete", "ctrl-u", "ctrl-w", "ctrl-l"),
        *"abi019 ?qntx+-=,.ü字😀",
    ]
)  # fmt: skip
ROOMS = [
    *(fold(asked(question)) for question in KINDS),
    *(fold(finished(say(1, GOOD[q.question]), question=q)) for q in KINDS),
    fold([*asked()[:4], PaperOut(at=5, questions=(METHOD, ESTIMATE, CLOUD))]),
]


@settings(max_examples=200)
@given(st.lists(st.tuples(EVERY_KEY, st.integers(0, len(ROOMS) - 1)), max_size=40), st.booleans())
def test_no_order_of_keys_breaks_anything(presses: list[tuple[str, int]], stay: bool) -> None:
    """What keys wish for is granted, or refused in words; every screen on the way is drawn."""
    seat, place = SEATED, presses[0][1] if presses else 0
    state = ROOMS[place]
    for key, other in presses:
        if not stay and other != place:
            state, place = ROOMS[other], other
            seat = replace(seat, run=0)  # every room here counts its questions from 1
        seat, action = press(seat, key, state, 5)
        assert frame(view(state, seat, 12.0, {}, "{code}"), Look(40, 12)).lines
        if isinstance(action, TakeBack | Fill | Ask | Vote | SayPace | TakeTeam):
            with suppress(Refused):
                state = apply(state, event_of(action, "p1", state, 12.0))
        elif isinstance(action, Send):
            assert state.run is not None
            assert objection(state.run.question, action.answer) == ""
