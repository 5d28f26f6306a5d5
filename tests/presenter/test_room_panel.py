"""The audience as its host sees and orders it: by the real fold, without a server."""

from dataclasses import dataclass, field

import pytest
from textual.app import App
from textual.widgets import Static

from presenter.link.hall import PACE_LASTS, hall
from presenter.link.wire import Room
from presenter.palette import rich_theme, textual_theme
from presenter.screens.room_panel import RoomPanel
from presenter.screens.room_rows import TABS, Listed, head, rows
from presenter.themes import default_theme
from quiz.answers import Answer
from quiz.core import Asked, Event, Joined, Moderated, Paced, State, Upvoted, apply, fold
from quiz.orders import event_of
from quiz.text import cells, clean
from quiz.wire import Order
from tests.quiz.examples import METHOD, TEXT, asked, say

HOSTILE = (
    "\x1b]52;c;aGk=\x07\x1b[31m[@click=app.quit]x[/]",
    "[/foo] [b]bold[/b]",
    "\u202egnp.exe\u200b\u200b",
    "e" + "\u0301" * 40,
    "=cmd|' /C calc'!A0",
    "😀" * 80,
    "\x9b2J\r\n\x00wide 漢字" * 20,
)


def asking(people: int = 4) -> list[Event]:
    """A room in which three questions were asked, and voted for."""
    told: list[Event] = [
        Asked(at=20, remark="r1", attendee="p1", text="How many examples?"),
        Asked(at=21, remark="r2", attendee="p2", text="What does it cost?"),
        Asked(at=22, remark="r3", attendee="p3", text="Louder, please", to="speaker"),
        Moderated(at=23, remark="r2", verdict="approved"),
        Upvoted(at=24, remark="r2", attendee="p1"),
    ]
    return [*asked(METHOD, people), *told]


@dataclass
class Fold:
    """A host whose orders the room's own rules carry out."""

    state: State
    handed: list[str] = field(default_factory=list)

    def room(self) -> Room:
        return hall(self.state, None, "", 100.0)

    def order(self, order: Order) -> None:
        self.state = apply(self.state, event_of(order, self.state, 50.0))

    def verdict(self, remark: str) -> str:
        return self.state.remarks[remark].verdict

    def hidden(self) -> frozenset[str]:
        return self.state.run.hidden if self.state.run else frozenset()

    def is_kicked(self, who: str) -> bool:
        return self.state.attendees[who].kicked

    def hand_over(self, remark: str) -> str:
        self.handed.append(remark)
        return "On the slide"


class Panel(App[None]):
    """The panel over an empty screen."""

    def __init__(self, host: Fold) -> None:
        super().__init__()
        dress = textual_theme(default_theme())
        self.register_theme(dress)
        self.theme = dress.name
        self.console.push_theme(rich_theme(default_theme()))
        self.panel = RoomPanel(host)

    def on_mount(self) -> None:
        self.push_screen(self.panel)

    def text(self) -> str:
        return "\n".join(str(one.render()) for one in self.panel.query(Static) if one.display)


def test_open_questions_come_first_and_the_most_wanted_on_top() -> None:
    state = fold([*asking(), Moderated(at=30, remark="r1", verdict="hidden")])
    assert [one.remark for one in hall(state, None, "", 40).told] == ["r2", "r3", "r1"]


def test_the_pace_is_of_those_who_are_here_and_of_late() -> None:
    said: list[Event] = [
        Paced(at=10, attendee="p1", pace="too-fast"),
        Paced(at=10 + PACE_LASTS, attendee="p2", pace="too-fast"),
        Paced(at=10 + PACE_LASTS, attendee="p3", pace="too-slow"),
    ]
    room = hall(fold([*asked(), *said]), None, "", 20 + PACE_LASTS)
    assert (room.too_fast, room.too_slow, room.fine) == (1, 1, 0)


def test_texts_are_those_of_the_question_on_screen() -> None:
    written = [*asked(TEXT), say(1, Answer(texts=("Rapid AI",)))]
    assert [one.text for one in hall(fold(written), None, "", 40).wrote] == ["Rapid AI"]
    assert hall(fold(asked(METHOD)), None, "", 40).wrote == ()


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_texts_are_plain_in_every_list(said: str) -> None:
    events: list[Event] = [
        *asked(TEXT, people=1),
        Joined(at=2, attendee="p2", name=said[:64], code="c"),
        say(2, Answer(texts=(said[:200],))),
        Asked(at=20, remark="r1", attendee="p2", text=said[:200]),
    ]
    room = hall(fold(events), None, said, 40)
    for tab in TABS:
        drawn = [
            *head(Listed(room, tab), 60).split("\n"),
            *rows(Listed(room, tab), 60, 9).split("\n"),
        ]
        for line in drawn:
            assert cells(line.plain) <= 60 + 2
            assert clean(line.plain.strip(), 500) == " ".join(line.plain.split())


async def test_keys_order_what_they_say() -> None:
    host = Fold(fold(asking()))
    app = Panel(host)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "What does it cost?" in app.text()
        await pilot.press("down", "a")
        assert host.verdict("r1") == "approved"
        await pilot.press("d")
        assert host.verdict("r1") == "answered"
        await pilot.press("x", "x")
        assert host.verdict("r1") == "approved"
        await pilot.press("p")
        assert host.handed == ["r1"]
        await pilot.press("L", "N", "M")
        assert (host.state.locked, host.state.names_hidden) == (True, True)
        assert not host.state.moderated


async def test_people_are_muted_renamed_and_sent_out_when_asked_twice() -> None:
    host = Fold(fold(asking()))
    app = Panel(host)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "m")
        assert host.state.attendees["p1"].muted
        await pilot.press("r", *"Ada", "enter")
        assert host.state.attendees["p1"].name == "Ada"
        await pilot.press("K")
        assert not host.is_kicked("p1")
        await pilot.press("K")
        assert host.is_kicked("p1")
        await pilot.press("T", *"red,blue", "enter")
        assert host.state.teams == ("red", "blue")


async def test_a_search_narrows_the_list_and_the_chosen_row_stays_the_same_one() -> None:
    host = Fold(fold(asking(people=30)))
    app = Panel(host)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "slash", *"guest 29", "enter", "m")
        assert host.state.attendees["p29"].muted
        await pilot.press("escape", "left", "down")
        host.state = apply(host.state, Upvoted(at=60, remark="r2", attendee="p9"))
        await pilot.pause(0.5)
        await pilot.press("a")
        assert host.verdict("r1") == "approved"


async def test_a_hidden_text_can_be_shown_again() -> None:
    host = Fold(fold([*asked(TEXT), say(1, Answer(texts=("rude [b]word[/b]",)))]))
    app = Panel(host)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left")
        assert "rude [b]word[/b]" in app.text()
        await pilot.press("x")
        assert host.hidden() == {"p1"}
        await pilot.pause(0.4)
        await pilot.press("x")
        assert host.hidden() == frozenset()
