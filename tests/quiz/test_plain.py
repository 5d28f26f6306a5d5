"""The quiz line by line: said once, for every kind, without a byte that moves a cursor."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers import Answer, objection
from quiz.core import Opened, Started, fold
from quiz.heard import NotUnderstood, heard, read
from quiz.question import AnyQuestion, Guess, Ordering
from quiz.scoring import standings
from quiz.seat import Leave, Seat, at_run
from quiz.shuffles import order_for
from quiz.spoken import how, news, spoken
from quiz.views import view
from quiz.wishes import Ask, SayPace, Send, TakeBack, TakeName
from tests.quiz.examples import (
    GOOD,
    KINDS,
    METHOD,
    OUTPUT,
    answer,
    asked,
    finished,
    join,
    say,
    typed_line,
)
from tests.quiz.house import House, Terminal, dial, eventually, house

UNTIMED = METHOD.model_copy(update={"time": None})
WAY_BACK = "ssh 4821-{code}@host"
HAS_AN_ESCAPE = re.compile(rb"[\x00-\x07\x0b-\x0c\x0e-\x1f\x7f]")


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question.question)
def test_every_kind_is_read_out_and_answered_by_a_line(question: AnyQuestion) -> None:
    state = fold([*asked(question)])
    seat = at_run(Seat("p1", "k7x2p9"), state)
    lines = spoken(view(state, seat, 11.0, {}, WAY_BACK))
    assert question.ask in lines
    assert how(question) in lines
    texts = question.items if isinstance(question, Ordering) else [o.text for o in question.choices]
    assert all(any(line.endswith(f": {text}") for line in lines) for text in texts)
    answer = GOOD[question.question]
    got = read(question, typed_line(question, answer, "p1"), "p1")
    assert (got.chosen, got.number) == (answer.chosen, answer.number)
    assert [text.split() for text in got.texts] == [text.split() for text in answer.texts]
    assert objection(question, answer) == ""


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question.question)
def test_every_kind_s_result_is_read_out(question: AnyQuestion) -> None:
    state = fold(finished(say(1, GOOD[question.question]), question=question))
    seat = at_run(Seat("p1", "k7x2p9"), state)
    lines = spoken(view(state, seat, 40.0, standings(state), WAY_BACK))
    assert any("the answer" in line for line in lines)
    assert not question.explanation or question.explanation in lines
    if isinstance(question, Guess):
        assert f"The model said: {OUTPUT}" in lines
    if question.has_answer:
        assert any(line.startswith("Good: ") for line in lines)


@given(st.text(max_size=200), st.sampled_from(KINDS))
def test_no_line_breaks_it(line: str, question: AnyQuestion) -> None:
    state = fold([*asked(question)])
    seat = at_run(Seat("p1", "k7x2p9"), state)
    try:
        heard(seat, line, state)
    except NotUnderstood as why:
        assert len(str(why)) < 120  # noqa: PT017 - said to the attendee
    for spoke in spoken(view(state, seat, 11.0, {}, WAY_BACK)):
        assert spoke.isprintable()


def test_commands_are_heard_at_any_time() -> None:
    state = fold([Started(at=0), join(1)])
    seat = Seat("p1")
    assert heard(seat, "/ask How?", state)[1] == Ask("How?", "room")
    assert heard(seat, "/tell Louder", state)[1] == Ask("Louder", "speaker")
    assert heard(seat, "/FAST", state)[1] == SayPace("too-fast")
    with pytest.raises(NotUnderstood, match="no answer of yours"):
        heard(seat, "/undo", state)
    assert heard(seat, "/undo", fold([*asked(), answer(1, 1)]))[1] == TakeBack()
    assert heard(seat, "/quit", state)[1] == Leave()
    assert heard(Seat(offered="Quick Fox"), "", state)[1] == TakeName("Quick Fox")
    for wrong in ("/dance", "/vote 1", "/ask", "b"):
        with pytest.raises(NotUnderstood):
            heard(seat, wrong, state)


def test_letters_are_those_of_this_attendee() -> None:
    question = METHOD.model_copy(update={"shuffle": True})
    state = fold([Started(at=0), join(1), Opened(at=1, run=1, question=question)])
    order = order_for(question, "p1")
    _, action = heard(at_run(Seat("p1"), state), "a", state)
    assert action == Send(Answer(chosen=(order[0],)))


def test_what_was_heard_is_not_said_again() -> None:
    assert news(("one", "two"), ("one", "three")) == ("three",)


# ---------------------------------------------------------------------------- over a real line


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
async def test_a_whole_question_is_played_line_by_line(home: House, term: str) -> None:
    async with Terminal(home.port, user="plain", term=term) as ada:
        came = await ada.sees("Type a name")
        ada.type("Ada\r")
        came += await ada.sees("You are in", "@127.0.0.1")
        await home.room.open(UNTIMED)
        came += await ada.sees("A: A longer prompt", "Type a letter and Enter.")
        ada.type("x\r")
        came += await ada.sees("Type letters from A to C.")
        ada.type("b\r")
        came += await ada.sees("B is in")
        await home.room.reveal()
        came += await ada.sees("B Retrieval: 1, right, yours", "Good: Right! +1,000")
        await home.room.end()
        came += await ada.sees("That was the quiz")
    assert came.count(b"You are in") == came.count(b"A: A longer prompt") == 1
    assert not HAS_AN_ESCAPE.search(came)


async def test_the_next_question_with_the_same_options_is_read_whole(home: House) -> None:
    async with Terminal(home.port, user="plain") as ada:
        await ada.sees("Type a name")
        ada.type("Ada\r")
        for _ in range(2):
            await home.room.open(UNTIMED)
            await ada.sees("A: A longer prompt", "C: Fine-tuning")


async def test_it_works_without_a_terminal_too(home: House) -> None:
    async with await dial(home.port, "plain") as line:
        process = await line.create_process(encoding=None)
        process.stdin.write(b"Ada\n/ask Is this heard?\n")
        await eventually(lambda: home.room.state.remarks)
        process.stdin.write_eof()
        done = await process.wait()
        assert isinstance(done.stdout, bytes)
        assert b"You are in" in done.stdout
        assert b"Ada" not in done.stdout.split(b"You are in")[0].replace(b"takes: ", b"")
        assert done.exit_status == 0


async def test_the_code_brings_an_attendee_back_line_by_line(home: House) -> None:
    async with Terminal(home.port, user="plain") as ada:
        await ada.sees("Type a name")
        ada.type("Ada\r")
        found = re.search(rb"(\d{4}-[a-z0-9]{6})@", await ada.sees("@127.0.0.1"))
        assert found
    async with Terminal(home.port, user=f"plain-{found[1].decode()}") as again:
        await again.sees("You are in")
        assert len(home.room.state.attendees) == 1


async def test_what_is_typed_is_echoed_and_mended(home: House) -> None:
    async with Terminal(home.port, user="plain") as ada:
        await ada.sees("Type a name")
        ada.type("Adx\x7fa\r")
        assert b"Adx\b \ba" in await ada.sees("You are in")
        (attendee,) = home.room.state.attendees.values()
        assert attendee.name == "Ada"
