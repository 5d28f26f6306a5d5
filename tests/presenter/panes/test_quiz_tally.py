"""The quiz on its slide, with a real audience where there is one."""

import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.console import Console, Group, RenderableType
from rich.text import Text
from textual.app import App, ComposeResult

from presenter.audience import Audience
from presenter.palette import rich_theme, textual_theme
from presenter.panes.quiz_asked import Asked
from presenter.panes.quiz_prompts import ballot
from presenter.panes.quiz_sheet import sheet
from presenter.panes.quiz_tally import QuizPane
from presenter.reach import Here
from presenter.themes import default_theme
from quiz.answers import Answer
from quiz.core import Closed, Event, Opened, Revealed, TextHidden, fold
from quiz.question import SHAPES, AnyQuestion
from quiz.wire import Failed, Listening
from tests.presenter.test_audience import audience, server_of, until
from tests.quiz.examples import (
    FIX_PROMPT,
    GOOD,
    KINDS,
    METHOD,
    ORDERING,
    TEXT,
    answer,
    asked,
    finished,
    say,
)
from tests.quiz.house import Terminal

UNTIMED = METHOD.model_copy(update={"time": None})
PROMPTS = (
    "In three sentences, say that refunds take 14 days and need the receipt.",
    "As a table of two rows, what do refunds need? One is the receipt.",
    "Write very nice words",
)
PRINT = "SHA256:xtI1ipFBo9jLUYgYGnsJcplX78NOjb3Xujzmt9nJ1fA"


def render_lines(drawn: list[RenderableType], width: int) -> list[str]:
    """What is drawn, as plain lines."""
    console = Console(width=width, color_system=None, theme=rich_theme(default_theme()))
    with console.capture() as caught:
        console.print(Group(*drawn), end="")
    return [line.rstrip() for line in caught.get().splitlines()]


class Slide(App[None]):
    """A slide with one pane."""

    def __init__(self, question: AnyQuestion, audience: Audience | None) -> None:
        super().__init__()
        self._pane = QuizPane(question, audience)

    def compose(self) -> ComposeResult:
        yield self._pane

    def on_mount(self) -> None:
        dress = textual_theme(default_theme())
        self.register_theme(dress)
        self.theme = dress.name
        self.console.push_theme(rich_theme(default_theme()))

    def lines(self) -> list[str]:
        """What is on screen."""
        return [self._pane.render_line(row).text for row in range(self.size.height)]

    def text(self) -> str:
        return "\n".join(self.lines()) + f"{self._pane.border_subtitle}"


def rehearsed(directory: Path, events: list[Event]) -> Audience:
    """An audience whose server's words are played back."""
    stage = Audience(Here(directory))
    stage.listening = Listening(
        host="0.0.0.0", port=2222, command="ssh -p 2222 192.168.100.23", fingerprint=PRINT
    )
    stage.state = fold(events)
    return stage


async def shown(question: AnyQuestion, stage: Audience | None, size: tuple[int, int]) -> str:
    app = Slide(question, stage)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return app.text()


async def test_the_whole_life_of_a_question_by_one_key(tmp_path: Path) -> None:
    async with audience(tmp_path) as stage, Terminal(stage.port) as ada:
        await ada.joins("Ada")
        await until(stage, lambda: stage.state.present)
        app = Slide(UNTIMED, stage)
        async with app.run_test(size=(80, 20)) as pilot:

            async def sees(*words: str) -> None:
                await until_shown(app, pilot.pause, *words)

            await sees(f"ssh -p {stage.port} 127.0.0.1", "1 here", "Enter opens")
            assert stage.listening
            assert stage.listening.fingerprint in app.text()
            await pilot.press("tab", "enter")
            await ada.sees("Retrieval")
            await sees("0 answers · open", "Enter closes")
            ada.type("2\r")
            await sees("1 answer · open", "100%")
            assert "✓" not in app.text()
            await pilot.press("enter")
            await sees("closed", "Enter reveals")
            await pilot.press("enter")
            await ada.sees("Right!")
            await sees("✓ Retrieval", "today's catalogue", "o asks again")
            await pilot.press("o")
            await sees("0 answers · open")
            await pilot.press("E")
            await ada.sees("place 1 of 1")
            await sees("the quiz has ended")


async def until_shown(app: Slide, pause: Callable[[], Awaitable[None]], *words: str) -> None:
    """Wait until the pane shows all of `words`."""
    deadline = time.monotonic() + 10
    while not all(word in app.text() for word in words):
        assert time.monotonic() < deadline, f"{words} not in\n{app.text()}"
        await pause()


async def test_a_server_that_dies_is_said_and_a_key_starts_it_again(tmp_path: Path) -> None:
    async with audience(tmp_path) as stage:
        app = Slide(UNTIMED, stage)
        async with app.run_test(size=(80, 20)) as pilot:
            os.kill(server_of(stage), signal.SIGKILL)
            await until(stage, lambda: stage.problem)
            await pilot.pause()
            assert "The quiz server has stopped." in app.text()
            assert "Enter starts" in app.text()
            await pilot.press("tab", "enter")
            await until_shown(app, pilot.pause, "ssh -p", "0 here", "Enter opens")


async def test_without_a_quiz_it_says_how_to_start_one() -> None:
    text = await shown(METHOD, None, (80, 20))
    assert "podium present --quiz" in text
    assert "Retrieval" in text


async def test_while_the_server_starts_it_says_so(tmp_path: Path) -> None:
    assert "starting" in await shown(METHOD, Audience(Here(tmp_path)), (80, 20))


async def test_a_problem_is_shown_with_its_cure(tmp_path: Path) -> None:
    stage = Audience(Here(tmp_path))
    stage.problem = Failed(message="Port 2222 is taken.", hint="Choose another port.")
    text = await shown(METHOD, stage, (80, 20))
    assert "Port 2222 is taken." in text
    assert "Choose another port." in text


@pytest.mark.parametrize("size", [(78, 19), (118, 33), (40, 12)])
@pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)
def test_every_kind_fits_in_every_phase(question: AnyQuestion, size: tuple[int, int]) -> None:
    """All lines are as wide as the pane at most, and the last one says how it stands."""
    width, room = size
    states = [asked(question), [*asked(question), say(1, GOOD[question.question])]]
    states.append([*states[-1], Closed(at=31, run=1, by="host")])
    states.append(finished(say(1, GOOD[question.question]), question=question))
    for events in states:
        for picked in (None, 0, 1):
            run = fold(events).run
            drawn = sheet(Asked(question, run, None, picked, 3), width, room)
            shown = render_lines(drawn, width)
            assert len(shown) <= room, (question.question, picked, shown)
            assert max(map(len, shown)) <= width
            assert "answer" in shown[-1]


def test_what_sways_is_not_shown_while_answers_come_in() -> None:
    run = fold([*asked(), answer(1, 1), answer(2, 1)]).run
    hidden = sheet(Asked(METHOD, run, None, None, 4), 78, 19)
    assert not any("◆" in line and "█" in line for line in render_lines(hidden, 78))
    live = sheet(Asked(METHOD, run, None, None, 4, live=True), 78, 19)
    assert any("◆" in line and "█" in line for line in render_lines(live, 78))


def test_an_ordering_is_not_shown_in_its_right_order_before_the_reveal() -> None:
    good = say(1, GOOD["recipe"])
    for events in (asked(ORDERING), [*asked(ORDERING), good, Closed(at=31, run=1, by="host")]):
        drawn = sheet(Asked(ORDERING, fold(events).run, None, None, 3), 78, 19)
        shown = [line for line in render_lines(drawn, 78) if line and line[0] in SHAPES[:4]]
        assert len(shown) == 4
        assert [line.split("  ", 1)[1].strip() for line in shown] != list(ORDERING.items)


def test_texts_wait_for_the_reveal_and_hidden_ones_are_never_shown() -> None:
    told = [*asked(TEXT), say(1, Answer(texts=("rude",))), say(2, Answer(texts=("Rapid AI",)))]
    closed = [*told, Closed(at=31, run=1, by="host")]
    shown = "\n".join(render_lines(sheet(Asked(TEXT, fold(closed).run, None, None, 3), 78, 19), 78))
    assert "rude" not in shown
    hidden: list[Event] = [TextHidden(at=32, run=1, attendee="p1"), Revealed(at=33, run=1)]
    state = fold([*closed, *hidden])
    shown = "\n".join(render_lines(sheet(Asked(TEXT, state.run, None, None, 3), 78, 19), 78))
    assert "Rapid AI" in shown
    assert "rude" not in shown


def test_the_best_prompts_are_nameless_and_make_a_ballot() -> None:
    told = [*asked(FIX_PROMPT), *(say(n, Answer(texts=(t,))) for n, t in enumerate(PROMPTS, 1))]
    ends: list[Event] = [Closed(at=31, run=1, by="host"), Revealed(at=32, run=1)]
    run = fold([*told, *ends]).run
    assert run
    shown = "\n".join(render_lines(sheet(Asked(FIX_PROMPT, run, None, None, 3), 118, 33), 118))
    assert "Guest" not in shown
    assert "names a format" in shown
    assert PROMPTS[0][:40] in shown
    poll = ballot(run)
    assert poll
    assert [one.text for one in poll.options] == list(PROMPTS[:3])
    only = fold([*told[:5], *ends]).run
    assert only
    assert ballot(only) is None


@pytest.mark.parametrize("size", [(80, 22), (52, 20), (120, 40), (40, 12)])
@pytest.mark.parametrize(
    "events",
    [asked()[:4], [*asked(), answer(1, 1)], finished(answer(1, 1), answer(2, 0))],
    ids=["before", "open", "revealed"],
)
async def test_everything_fits_every_size(
    tmp_path: Path, size: tuple[int, int], events: list[Event]
) -> None:
    text = await shown(METHOD, rehearsed(tmp_path, events), size)
    for word in ("ssh -p 2222", "A  ", "B  ", "C  ", "Retrieval"):
        assert word in text
    assert len(max(text.splitlines(), key=len)) <= size[0] + 40


async def test_bars_are_as_long_as_their_share(tmp_path: Path) -> None:
    answers = [answer(1, 1), answer(2, 1), answer(3, 0)]
    events = [*asked(people=4), *answers, Closed(at=20, run=1, by="host")]
    app = Slide(METHOD, rehearsed(tmp_path, events))
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        bars = [line.count("█") for line in app.lines() if any(s in line for s in "▲◆●")]
    assert bars[0] == pytest.approx(bars[1] / 2, abs=1)
    assert bars[2] == 0


async def test_reasons_are_shown_one_by_one_where_all_do_not_fit(tmp_path: Path) -> None:
    app = Slide(METHOD, rehearsed(tmp_path, finished(answer(1, 1))))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert "today's catalogue" not in app.text()
        await pilot.press("tab", "down", "down")
        assert "today's catalogue" in app.text()
        await pilot.press("up")
        assert "tonight's prices" in app.text()


def test_only_the_scores_of_the_best_prompts_are_coloured(tmp_path: Path) -> None:
    told = [say(n, Answer(texts=(text,))) for n, text in enumerate(PROMPTS, 1)]
    room = rehearsed(tmp_path, finished(*told, question=FIX_PROMPT))
    run = room.state.run
    assert run
    drawn = sheet(Asked(FIX_PROMPT, run, None, None, 3), 118, 33)
    best = next(one for one in drawn if isinstance(one, Text) and PROMPTS[0][:30] in one.plain)
    assert best.style == ""
    assert [(span.start, span.end) for span in best.spans if "warm" in str(span.style)] == [(0, 5)]


async def test_another_slides_question_is_not_this_panes(tmp_path: Path) -> None:
    other = METHOD.model_copy(update={"question": "another"})
    events: list[Event] = [
        *asked(),
        answer(1, 1),
        Closed(at=20, run=1, by="host"),
        Opened(at=30, run=2, question=other),
    ]
    stage = rehearsed(tmp_path, events)
    assert "1 answer · closed" in await shown(METHOD, stage, (80, 22))
    text = await shown(other, stage, (80, 22))
    assert "0 answers" in text


async def test_the_stages_keys_are_left_to_the_stage() -> None:
    bound = {binding.key for binding in QuizPane.BINDINGS if not isinstance(binding, tuple)}
    assert not bound & {"escape", "pageup", "pagedown", "f5", "left", "right", "space"}


async def test_a_late_reveal_after_the_talk_moved_on_does_no_harm(tmp_path: Path) -> None:
    stage = rehearsed(tmp_path, asked())
    app = Slide(METHOD, stage)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        await app.query_one(QuizPane).remove()
        stage.state = fold([Closed(at=20, run=1, by="host"), Revealed(at=21, run=1)], stage.state)
        stage._tell()  # noqa: SLF001 - what the server's words would do
        await pilot.pause()
