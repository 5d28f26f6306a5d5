"""Attendees' screens: they fit, they are safe, and everything on them can be reached."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from quiz.core import Ended, Event, Given, Run, State, fold
from quiz.frames import RULE, frame, rule
from quiz.ink import ink, painted
from quiz.look import HEIGHTS, WIDTHS, Look, can_draw, look_for
from quiz.question import LETTERS, Choice, Option
from quiz.scoring import standings
from quiz.screens import View
from quiz.seat import Seat
from quiz.views import view
from tests.quiz.examples import METHOD, POLL, answer, asked, finished, pick

BACK = "ssh -p 2222 {code}@talk.example.org"
DOOR = Seat(offered="Amber Otter")
SEATED = Seat(attendee="p1", code="k7x2p9", run=1)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
LOOKS = [Look(width, height) for width in WIDTHS for height in HEIGHTS]


def screen(view_: View, look: Look = Look()) -> list[str]:  # noqa: B008 - a frozen default
    return [STYLE.sub("", line.decode()) for line in frame(view_, look).lines]


def see(events: list[Event], seat: Seat = SEATED, now: float = 12.0) -> View:
    state = fold(events)
    return view(state, seat, now, standings(state), BACK)


def large(options: int, words: int) -> Choice:
    text = "unreasonably long words about catalogues " * words
    return Choice(
        question="large",
        ask=(text * 3)[:1000],
        options=tuple(
            Option(text=f"{n} {text}"[:200], why=(text * 3)[:500]) for n in range(options)
        ),
        explanation=(text * 9)[:1000],
        time=60,
    )


MOMENTS: dict[str, tuple[list[Event], Seat]] = {
    "door": ([], DOOR),
    "typing": ([], Seat(offered="x", typed="Zoë", problem="Somebody has that name. " * 3)),
    "lobby": (asked()[:4], SEATED),
    "question": (asked(), SEATED),
    "chosen": (asked(), Seat(attendee="p1", run=1, cursor=1)),
    "sent": ([*asked(), answer(1, 1)], Seat(attendee="p1", run=1, cursor=1)),
    "closed": (finished(answer(1, 1))[:-1], SEATED),
    "right": (finished(answer(1, 1)), SEATED),
    "wrong": (finished(answer(1, 0)), SEATED),
    "silent": (finished(answer(2, 1)), SEATED),
    "poll": (finished(answer(1, 1), question=POLL), SEATED),
    "end": ([*finished(answer(1, 1)), Ended(at=40)], SEATED),
}
SAYS = {
    "door": ["Amber Otter", "Enter takes this name", "Not your address"],
    "typing": ["Zoë", "Somebody has that name"],
    "lobby": ["You are in", "3 are here", "k7x2p9@talk.example.org"],
    "question": ["catalogue", "A longer prompt", "Retrieval", "Fine-tuning", "18 s"],
    "chosen": ["❯ ◆ B  Retrieval"],
    "sent": ["✓ ◆ B  Retrieval", "B is in"],
    "closed": ["Closed", "Retrieval", "your answer", "100%"],
    "right": ["Right! +950 points", "✓ ◆ B", "today's catalogue", "context", "950 points"],
    "wrong": ["B is right", "❯ ▲ A", "right"],
    "silent": ["You did not answer"],
    "poll": ["Thank you for your answer", "Tea", "100%"],
    "end": ["1 of 1 right, 950 points: place 1 of 3"],
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_a_screen_says(moment: str) -> None:
    drawn = "\n".join(screen(see(*MOMENTS[moment])))
    for words in SAYS[moment]:
        assert words in drawn


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}x{look.height}")
def test_every_screen_fits_every_size(moment: str, look: Look) -> None:
    lines = screen(see(*MOMENTS[moment]), look)
    assert len(lines) == look.height
    assert max(map(cell_len, lines)) <= look.width


@pytest.mark.parametrize("options", [2, 5, 9])
@pytest.mark.parametrize("words", [1, 9])
@pytest.mark.parametrize("look", [Look(40, 12), Look(80, 24)], ids=["small", "usual"])
def test_every_option_of_a_large_question_can_be_seen(options: int, words: int, look: Look) -> None:
    events = asked(large(options, words))
    for place in range(options):
        lines = screen(see(events, Seat(attendee="p1", run=1, cursor=place)), look)
        assert len(lines) == look.height
        assert max(map(cell_len, lines)) <= look.width
        assert any(line.startswith(" ❯") and f" {LETTERS[place]}  " in line for line in lines)


def test_a_small_screen_shows_the_lit_option_whole() -> None:
    question = large(3, 1).model_copy(
        update={"options": tuple(Option(text=f"Number {n}: " + "long " * 12) for n in range(3))}
    )
    view_ = see(asked(question), Seat(attendee="p1", run=1, cursor=1))
    lit = [line for line in screen(view_, Look(40, 12)) if "long" in line]
    assert sum(line.count("long") for line in lit if "…" not in line) >= 12


def test_a_long_result_can_be_scrolled_to_its_end() -> None:
    events = finished(answer(1, 1), question=large(9, 3))
    look = Look(40, 12)
    more = frame(see(events), look).more
    seen = set()
    for scroll in range(more + 1):
        seen |= set(screen(see(events, Seat(attendee="p1", run=1, scroll=scroll)), look))
    for letter in LETTERS:
        assert any(f" {letter}  " in line for line in seen)
    last = screen(see(events, Seat(attendee="p1", run=1, scroll=more)), look)
    assert "back" in last[-1]


def test_a_view_that_shares_its_screen_is_drawn_once() -> None:
    state = fold(asked())
    one, two = (
        frame(view(state, Seat(attendee=f"p{n}", run=1), 12, {}, BACK), Look()).lines
        for n in (1, 2)
    )
    assert one[0] != two[0]
    assert all(a is b for a, b in zip(one[1:], two[1:], strict=True))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_plain_terminal_gets_ascii_without_colours(moment: str) -> None:
    lines = frame(see(*MOMENTS[moment]), Look(80, 24, colour=False, unicode=False)).lines
    for line in lines:
        assert line.isascii()
        for codes in re.findall(rb"\x1b\[([0-9;]*)m", line):
            assert {int(code or 0) for code in codes.split(b";")} <= {0, 1, 2, 4, 7}


HOSTILE = st.text(st.characters(), min_size=1, max_size=80)


@settings(max_examples=60)
@given(name=HOSTILE, ask=HOSTILE, text=HOSTILE, typed=HOSTILE, colour=st.booleans())
def test_no_text_reaches_a_terminal_as_a_command(
    name: str, ask: str, text: str, typed: str, colour: bool
) -> None:
    option = Option.model_construct(text=text, right=True, why=text)
    question = Choice.model_construct(
        question="q", ask=ask, options=(option, option), explanation=ask, time=None, points=1
    )
    base = fold(asked(people=1))
    people = {"p1": base.attendees["p1"].__class__(name, "", 0.0)}
    given_ = {"p1": Given(pick(0), 1.0, 1.0)}
    for phase in ("open", "closed", "revealed"):
        run = Run(1, question, "speed", 0.0, phase, given_)
        state = State(people, frozenset(people), (run,))
        seats = (SEATED, Seat(offered=name, typed=typed, problem=text))
        for seat in seats:
            lines = frame(view(state, seat, 1.0, {}, BACK), Look(60, 16, colour)).lines
            for line in lines:
                plain = STYLE.sub("", line.decode())
                assert plain.isprintable(), plain
                assert cell_len(plain) <= 60


def test_a_terminal_too_small_is_told_what_it_needs() -> None:
    look = look_for((30, 8), "xterm", {})
    drawn = b" ".join(frame(see(asked()), look).lines)
    assert b"40x12" in drawn


@pytest.mark.parametrize(
    ("size", "drawn"),
    [((80, 24), (80, 24)), ((97, 31), (80, 30)), ((250, 100), (100, 48)), ((0, 0), (80, 24))],
)
def test_sizes_are_rounded_down_to_a_few(size: tuple[int, int], drawn: tuple[int, int]) -> None:
    look = look_for(size, "xterm", {})
    assert (look.width, look.height) == drawn


@pytest.mark.parametrize(
    ("env", "unicode"),
    [
        ({}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({"LANG": "C", "LC_ALL": "en_US.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "POSIX"}, False),
    ],
)
def test_the_locale_says_whether_unicode_arrives(env: dict[str, str], unicode: bool) -> None:
    assert look_for((80, 24), "xterm", env).unicode is unicode


def test_monochrome_terminals_and_no_color_are_respected() -> None:
    assert look_for((80, 24), "xterm-256color", {}).colour
    assert not look_for((80, 24), "vt100", {}).colour
    assert not look_for((80, 24), "xterm-m", {}).colour
    assert not look_for((80, 24), "xterm", {"NO_COLOR": "1"}).colour
    assert not can_draw("dumb")


def test_the_last_second_says_so() -> None:
    assert "time!" in screen(see(asked(), now=30.5))[1]


def test_a_question_without_a_limit_has_no_clock() -> None:
    untimed = METHOD.model_copy(update={"time": None})
    assert " s" not in screen(see(asked(untimed)))[1]


@pytest.mark.parametrize("later", [11.0, 12.5, 29.0])
def test_a_second_later_only_the_countdown_is_another(later: float) -> None:
    look, now = Look(), see(asked(), now=later)
    before, after = frame(see(asked(), now=10.5), look).lines, frame(now, look).lines
    clock = rule(now.countdown, look)
    assert after == (*before[: RULE - 1], clock, *before[RULE:])


@pytest.mark.parametrize("look", [Look(), Look(colour=False), Look(unicode=False)])
def test_a_line_of_ones_own_is_drawn_as_all_others(look: Look) -> None:
    parts = (" ", ""), ("▲ ", "bold red"), ("Zoë 漢", "bold"), ("", "green"), (" · x", "dim")
    assert painted(look, *parts) == ink(Text.assemble(*parts), look)
