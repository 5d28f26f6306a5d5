"""What people type who mean no good never comes out of the quiz's widgets as anything but text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from rich.console import RenderableType

from presenter.link.hall import hall
from presenter.panes.quiz_asked import Asked as Shown
from presenter.panes.quiz_ranks import ranks
from presenter.panes.quiz_sheet import sheet
from presenter.screens.room_rows import TABS, Listed, head, rows
from quiz.answers import Answer
from quiz.core import Asked, Closed, Decided, Event, Joined, Revealed, State, fold
from quiz.question import AnyQuestion, Cloud, Guess
from tests.presenter.panes.quiz_slide import Slide, rehearsed, render_lines
from tests.quiz.examples import CLOUD, FIX_PROMPT, TEXT, WRITTEN_GUESS, asked, say
from tests.quiz.hostile import PASTE, TEXTS, UNSAFE

WRITTEN = (CLOUD, TEXT, FIX_PROMPT, WRITTEN_GUESS)


def played(question: AnyQuestion, said: str) -> list[Event]:
    """A question to its reveal, in a room where somebody is called, writes and asks `said`.

    The door cleans all of it; these events are as if it had not.
    """
    typed = f"x{said}"[: 24 if isinstance(question, Cloud) else 200]
    events: list[Event] = [
        *asked(question, people=1),
        Joined(at=11, attendee="p2", name=said[:64] or "x", code="c"),
        say(2, Answer(texts=(typed,))),
        Asked(at=20, remark="r1", attendee="p2", text=typed),
        Closed(at=31, run=1, by="host"),
    ]
    if isinstance(question, Guess):
        events.append(Decided(at=32, run=1, output=typed))
    return [*events, Revealed(at=33, run=1)]


def everything(state: State, said: str) -> list[str]:
    """Every line of the pane, the leaderboard, and the panel of stage and cockpit."""
    run = state.run
    assert run
    drawn: list[RenderableType] = sheet(Shown(run.question, run, None, None, 2), 78, 19)
    found = render_lines([*drawn, *ranks(state, 78, 19)], 78)
    room = hall(state, None, said, 40)
    for tab in TABS:
        found += head(Listed(room, tab), 60).plain.split("\n")
        found += rows(Listed(room, tab), 60, 9).plain.split("\n")
    return found


@settings(max_examples=40, deadline=None)
@given(said=TEXTS)
@pytest.mark.parametrize("question", WRITTEN, ids=lambda one: one.question)
def test_no_line_has_anything_that_a_terminal_obeys(question: AnyQuestion, said: str) -> None:
    for line in everything(fold(played(question, said.encode("utf-8", "replace").decode())), said):
        assert not UNSAFE.search(line), repr(line)


@pytest.mark.parametrize("question", WRITTEN, ids=lambda one: one.question)
async def test_the_widget_shows_markup_as_it_was_typed(
    question: AnyQuestion, tmp_path: Path
) -> None:
    said = f"[/red] [@click=app.quit]x[/] {PASTE}".encode("utf-8", "replace").decode()
    app = Slide(question, rehearsed(tmp_path, played(question, said)))
    async with app.run_test(size=(78, 22)) as pilot:
        await pilot.pause()
        assert not UNSAFE.search(app.text())
        assert "[/red]" in app.text() or "[/RED]" in app.text()
