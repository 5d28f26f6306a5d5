"""Screens of every kind of question and every page: what they say, that they fit, and that no text
on them is obeyed by a terminal."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from rich.cells import cell_len

from quiz.answers import Answer
from quiz.core import (
    Arranged,
    Asked,
    Attendee,
    Closed,
    Event,
    Filled,
    Given,
    Moderated,
    NamesHidden,
    Opened,
    Paper,
    PaperOut,
    Ranked,
    Remark,
    Revealed,
    Run,
    Skipped,
    State,
    Upvoted,
    fold,
)
from quiz.frames import frame
from quiz.look import HEIGHTS, WIDTHS, Look
from quiz.pressing import press
from quiz.question import AnyQuestion, Choice
from quiz.scoring import standings
from quiz.seat import Page, Seat, at_run
from quiz.shuffles import ORDERS, order_for
from quiz.views import view
from tests.quiz.examples import (
    BAD,
    CHOOSE_METHOD,
    CLOUD,
    ESTIMATE,
    FIX_PROMPT,
    GOOD,
    GUESS,
    KINDS,
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

BACK = "ssh -p 2222 {code}@talk.example.org"
ME = Seat(attendee="p1", code="k7x2p9")
STYLE = re.compile(r"\x1b\[[0-9;]*m")
LOOKS = [Look(width, height) for width in WIDTHS for height in HEIGHTS[::3]]
QUESTIONS = pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)


def lines(state: State, seat: Seat = ME, look: Look = Look(), now: float = 12.0) -> list[str]:  # noqa: B008 - a frozen default
    seen = view(state, at_run(seat, state), now, standings(state), BACK)
    return [STYLE.sub("", line.decode()) for line in frame(seen, look).lines]


def drawn(state: State, seat: Seat = ME, look: Look = Look()) -> str:  # noqa: B008 - a frozen default
    return "\n".join(lines(state, seat, look))


def typed(state: State, *keys: str, seat: Seat = ME) -> Seat:
    for key in keys:
        seat, _ = press(seat, key, state)
    return seat


def phases(question: AnyQuestion) -> list[State]:
    """The question open, answered, closed and revealed, to who was right and who was not."""
    good = GOOD[question.question]
    bad = BAD.get(question.question, good)
    states = [fold(asked(question)), fold([*asked(question), say(1, good)])]
    for mine, other in ((good, bad), (bad, good)):
        ends = finished(say(1, mine), say(2, other), question=question)
        states += [fold(ends[:-1]), fold(ends)]
    return [*states, fold(finished(say(2, good), question=question))]


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


# ---------------------------------------------------------------------------- pages


REMARKS: list[Event] = [
    Asked(at=20, remark="r1", attendee="p1", text="Does it cost much?"),
    Asked(at=21, remark="r2", attendee="p2", text="Is RAG dead?"),
    Asked(at=22, remark="r3", attendee="p3", text="Who waits?"),
    Moderated(at=30, remark="r1", verdict="approved"),
    Moderated(at=30, remark="r2", verdict="approved"),
    Upvoted(at=31, remark="r2", attendee="p1"),
]


def test_the_lobby_says_which_keys_there_are() -> None:
    state = fold(asked()[:4])
    for words in ("? ask the speaker", "- too fast", "n another name", "appears here by itself"):
        assert words in drawn(state)


def test_after_a_question_that_is_passed_over_there_is_the_lobby() -> None:
    assert "The next question appears here" in drawn(fold([*asked(), Skipped(at=12, run=1)]))


def test_questions_of_the_audience_are_listed_by_votes_once_let_through() -> None:
    state = fold([*asked()[:4], *REMARKS])
    screen = drawn(state, typed(state, "q"))
    assert screen.index("Is RAG dead?") < screen.index("Does it cost much?")
    assert "Who waits?" not in screen
    assert "(yours)" in screen
    assert "No questions yet" in drawn(fold(asked()[:4]), typed(state, "q"))


def test_the_leaderboard_shows_the_first_ten_and_ones_own_place() -> None:
    events = [*asked(people=14), *(answer(n, n % 2, took=n) for n in range(1, 14))]
    events += [Closed(at=31, run=1, by="time"), Revealed(at=32, run=1), Ranked(at=33)]
    state = fold(events)
    screen = drawn(state, Seat(attendee="p12"))
    assert "You: place 8 of 14" in screen
    assert len(re.findall(r"^ +\d+\. ", screen, re.MULTILINE)) == 10
    assert "Teams" not in screen
    hidden = drawn(fold([*events, NamesHidden(at=34)]), Seat(attendee="p12"))
    assert hidden.count("Guest") == 1
    assert "(name hidden)" in hidden
    teams = drawn(fold([*events, Arranged(at=34, teams=("North", "South"))]))
    assert "North" in teams
    for look in LOOKS:
        assert max(map(cell_len, lines(state, ME, look))) <= look.width


def test_a_paper_is_begun_answered_left_and_taken_up_again() -> None:
    out = PaperOut(at=5, questions=(METHOD, ESTIMATE))
    state = fold([*asked()[:4], out])
    assert "Begin with Enter: 2 questions to take at your own pace." in drawn(state)
    seat = typed(state, "enter")
    assert "Question 1 of 2" in drawn(state, seat)
    seat, fill = press(typed(state, "2", seat=seat), "enter", state)
    assert fill is not None
    state = fold([Filled(at=9, attendee="p1", number=1, answer=pick(1), took=4)], state)
    assert "Right! +1,000 points" in drawn(state, seat)
    assert "Go on with Enter: 1 question" in drawn(state, typed(state, "escape", seat=seat))
    seat = typed(state, "enter", seat=seat)
    assert "Question 2 of 2" in drawn(state, seat)
    again = typed(state, "enter")
    assert "Question 2 of 2" in drawn(state, again)
    state = fold([Filled(at=9, attendee="p1", number=2, answer=GOOD["emi"], took=4)], state)
    done = typed(state, "enter", seat=seat)
    assert "2 of 2 right, 2,000 points: place 1 of 1" in drawn(state, done)
    assert "You have answered them all" in drawn(state, typed(state, "escape", seat=done))


def test_a_question_for_all_comes_before_a_paper() -> None:
    state = fold([*asked()[:4], PaperOut(at=5, questions=(ESTIMATE,))])
    seat = typed(state, "enter")
    live = fold([Opened(at=10, run=1, question=METHOD)], state)
    assert "catalogue" in drawn(live, seat)


# ---------------------------------------------------------------------------- hostile text


def poisoned(value: Any, text: str) -> Any:
    """A copy of a question in which every text that somebody could write is `text`."""
    match value:
        case BaseModel():
            kept = ("kind", "question", "regex", "best")
            changed = {
                name: part if name in kept else poisoned(part, text)
                for name, part in dict(value).items()
            }
            return type(value).model_construct(**changed)
        case str():
            return text
        case tuple():
            return tuple(poisoned(part, text) for part in value)
        case dict():
            return {key: poisoned(part, text) for key, part in value.items()}
        case _:
            return value


def hostile_state(question: AnyQuestion, text: str, phase: Any, page: str) -> State:
    """A room in which everything typed is `text`."""
    bad: Any = poisoned(question, text)
    mine = poisoned(GOOD[question.question], text)
    taken = {"p1": Given(mine, 1.0, 1.0), "p2": Given(mine, 2.0, 2.0)}
    decided = frozenset({0}) if bad.choices else frozenset()
    run = Run(1, bad, "speed", 0.0, phase, taken, output=text, decided=decided)
    people = {f"p{n}": Attendee(text, "", 0.0, text) for n in (1, 2)}
    remarks = {"r1": Remark("p2", text, "room", 1.0, verdict="approved")}
    return State(
        attendees=people,
        present=frozenset(people),
        runs=(run,) if page != "paper" else (),
        ranked=page == "ranked",
        ended=page == "ended",
        teams=(text, "South"),
        remarks=remarks,
        paper=Paper((run,)),
    )


PAGES: tuple[Page | str, ...] = (
    *("quiz", "paper", "questions", "ask", "tell", "name", "ranked", "ended"),
)
HOSTILE = st.text(st.characters(), min_size=1, max_size=60) | st.sampled_from(
    [
        "\x1b]52;c;aGk=\x07",
        "\x9b2J",
        "[/bold]",
        "a" + "\u0301" * 40,
        "\u202egnp.exe",
        "\ud800",
        "👩‍👩‍👧" * 9,
    ]
)


@QUESTIONS
@settings(max_examples=12)
@given(
    text=HOSTILE, page=st.sampled_from(PAGES), look=st.sampled_from([Look(40, 12), Look(80, 24)])
)
def test_no_text_reaches_a_terminal_as_a_command(
    question: AnyQuestion, text: str, page: Any, look: Look
) -> None:
    for phase in ("open", "closed", "revealed"):
        state = hostile_state(question, text, phase, page)
        own: Any = page if page in ("paper", "questions", "ask", "tell", "name") else "quiz"
        seat = Seat(attendee="p1", page=own, typed=text, caret=len(text), cursor=0)
        draft = Seat(attendee="p1", page=own, run=1, draft=text, caret=len(text) // 2, problem=text)
        for each in (at_run(seat, state), draft):
            seen = view(state, each, 1.0, {}, BACK)
            for line in frame(seen, look).lines:
                plain = STYLE.sub("", line.decode())
                assert plain.isprintable(), plain
                assert cell_len(plain) <= look.width


def test_a_poisoned_question_is_poisoned() -> None:
    bad = poisoned(METHOD, "\x1b[2J")
    assert isinstance(bad, Choice)
    assert (bad.ask, bad.options[0].text, bad.question) == ("\x1b[2J", "\x1b[2J", METHOD.question)
