"""The quiz on its slide, with a real audience where there is one."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from presenter.audience import Audience
from presenter.panes.quiz_door import door_text
from presenter.panes.quiz_tally import GROW_SECONDS, QuizPane
from presenter.reach import Here
from quiz.core import Closed, Event, Opened, Revealed, fold
from quiz.wire import Failed, Ready
from tests.presenter.panes.quiz_slide import (
    PRINT,
    UNTIMED,
    Slide,
    rehearsed,
    shown,
    until_shown,
)
from tests.presenter.test_audience import audience, server_of, until
from tests.quiz.examples import (
    METHOD,
    answer,
    asked,
    finished,
)
from tests.quiz.house import Terminal


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


async def test_time_runs_by_the_rooms_clock_whatever_becomes_of_this_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steady = [100.0]
    stage = rehearsed(tmp_path, asked(), monotonic=lambda: steady[0])
    stage._hear(Ready(at=12.0).model_dump_json().encode())  # noqa: SLF001 - what the server says
    stage.state = fold(asked())
    app = Slide(METHOD, stage)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        assert "18 s left" in app.text()
        monkeypatch.setattr("time.time", lambda: 9e9)
        steady[0] += 3
        stage._tell()  # noqa: SLF001 - what the server's words would do
        await until_shown(app, pilot.pause, "15 s left")
        stage._hear(answer(1, 1, at=20.0).model_dump_json().encode())  # noqa: SLF001
        await until_shown(app, pilot.pause, "1 answer", "10 s left")


async def test_bars_grow_when_they_come_and_stand_when_they_were_there(tmp_path: Path) -> None:
    stage = rehearsed(tmp_path, [*asked(), answer(1, 1)])
    app = Slide(METHOD, stage)
    async with app.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        lengths = []
        pane = app.query_one(QuizPane)
        pane.watch(pane, "grown", lambda: lengths.append(app.text().count("█")), init=False)
        stage.state = fold([Closed(at=31, run=1, by="host")], stage.state)
        stage._tell()  # noqa: SLF001 - what the server's words would do
        await pilot.pause(GROW_SECONDS + 0.2)
        whole = app.text().count("█")
        assert whole > 10
        assert lengths == sorted(lengths)
        assert 0 < lengths[len(lengths) // 3] < whole
    again = Slide(METHOD, stage)
    async with again.run_test(size=(80, 22)) as pilot:
        await pilot.pause()
        assert again.text().count("█") == whole


async def test_the_way_in_is_told_in_words_and_as_a_code(tmp_path: Path) -> None:
    stage = rehearsed(tmp_path, asked()[:4])
    text = await shown(METHOD, stage, (100, 44))
    assert "ssh -p 2222 192.168.100.23" in text
    assert f"answer “yes” to {PRINT}" in text
    assert "scan, or type the line above" in text
    assert sum("▀" in line or "▄" in line for line in text.splitlines()) > 15
    assert f"answer “yes” to {PRINT[:20]}…" in await shown(METHOD, stage, (46, 44))
    assert stage.listening
    assert door_text(stage.listening).splitlines() == [
        "ssh://192.168.100.23:2222", "ssh -p 2222 192.168.100.23", PRINT,
    ]  # fmt: skip


async def test_a_lost_server_is_told_with_what_is_kept(tmp_path: Path) -> None:
    stage = rehearsed(tmp_path, asked())
    stage.problem = Failed(message="The quiz server has stopped.", hint="The log is quiz.log.")
    stage._trying = asyncio.create_task(asyncio.sleep(60))  # noqa: SLF001 - it tries again
    text = " ".join((await shown(METHOD, stage, (60, 22))).split())
    assert "has stopped. Trying again … 3 were here; their answers are kept." in text
    assert "The log is quiz.log." in text
    stage._trying.cancel()  # noqa: SLF001
