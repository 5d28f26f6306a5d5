"""The judging pane in a terminal, with the real child on a tiny base."""

import os
import shutil
import signal
from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.widgets import Static

from presenter.panes.lines import one_line, percent
from presenter.panes.on_air import OnAir
from presenter.panes.spam_infer import SpamInferPane
from presenter.work.child import Lab
from presenter.work.protocol import Train
from presenter.work.runs import Run
from slides.deck import SpamInfer

MESSAGES = ("You have won a prize, call now!", "Dinner at seven?", "x" * 300)


class Host(App[None]):
    """A stage with nothing but the pane."""

    def __init__(self, pane: SpamInferPane) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


@pytest.fixture
async def saved(lab: Lab, tiny: Path, few_messages: Path, tmp_path: Path) -> str:
    request = Train(base=str(tiny), data=str(few_messages), epochs=1, save=str(tmp_path / "saved"))
    assert [reply async for reply in lab.ask(request)][-1].kind == "trained"
    return str(tmp_path / "saved")


def spec(base: str) -> SpamInfer:
    return SpamInfer(pane="spam-infer", base=base, messages=MESSAGES)


async def settled(pilot: Pilot[None]) -> str:
    """What the pane says once the lab has answered."""
    await pilot.app.workers.wait_for_complete()
    await pilot.app.query_one(SpamInferPane).run.wait()
    await pilot.pause(0.2)
    return "\n".join(str(widget.render()) for widget in pilot.app.query(Static))


async def test_a_typed_message_is_judged(lab: Lab, saved: str) -> None:
    app = Host(SpamInferPane(spec(saved), Run(lab)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", *"win 5 now", "enter")
        said = await settled(pilot)
        assert app.pane.view.text == "win 5 now"
        assert app.pane.view.verdict
    assert "win 5 now" in said
    assert "% sure" in said
    assert " ms" in said
    assert "untouched" in said
    assert "leave any out" in said or "(occlusion)" in said
    assert ("✗ SPAM" in said) or ("✓ HAM" in said)


async def test_messages_are_picked_by_number_and_arrows(lab: Lab, saved: str) -> None:
    app = Host(SpamInferPane(spec(saved), Run(lab)))
    async with app.run_test(size=(36, 14)) as pilot:
        await pilot.press("tab", "2")
        said = await settled(pilot)
        assert app.pane.view.text == MESSAGES[1]
        assert said.count("✗ SPAM") + said.count("✓ HAM") == 3
        await pilot.press("down")
        await settled(pilot)
        assert app.pane.view.text == MESSAGES[2]
        await pilot.press("down")
        await settled(pilot)
        assert app.pane.view.text == MESSAGES[0]
        await pilot.press("9")
        await settled(pilot)
        assert app.pane.view.text == MESSAGES[0]
        assert set(app.pane.view.known) == set(MESSAGES)


class Stage(Host):
    """Counts the keys that a stage wants and that the pane must not keep."""

    KEYS = ("escape", "pageup", "pagedown", "f5")
    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, f"heard('{key}')") for key in KEYS]

    def __init__(self, pane: SpamInferPane) -> None:
        super().__init__(pane)
        self.heard: list[str] = []

    def action_heard(self, key: str) -> None:
        self.heard.append(key)


async def test_keys_of_the_stage_are_left_to_it(lab: Lab) -> None:
    app = Stage(SpamInferPane(spec("default"), Run(lab)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "h", "i", *Stage.KEYS)
        assert app.heard == list(Stage.KEYS)


async def test_a_dead_child_is_told_and_enter_tries_again(lab: Lab, saved: str) -> None:
    app = Host(SpamInferPane(spec(saved), Run(lab)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "1")
        await settled(pilot)
        assert lab.pid
        os.kill(lab.pid, signal.SIGSTOP)
        await pilot.press("2")
        os.kill(lab.pid, signal.SIGKILL)
        said = await settled(pilot)
        assert "! The lab stopped." in said
        assert app.pane.has_class("-failed")
        await pilot.press("enter")
        await settled(pilot)
        assert app.pane.view.text == MESSAGES[1]
        assert app.pane.view.verdict
        assert not app.pane.has_class("-failed")


def test_what_people_type_is_shown_as_plain_text() -> None:
    assert one_line("a\x1b[31m b\n\tc\u202ed") == "a [31m b c d"


def test_nothing_is_called_certain() -> None:
    assert percent(0.99999) == "99.9%"
    assert percent(0.5) == "50.0%"


async def test_what_this_talk_trained_judges_what_an_attendee_sent(
    lab: Lab, saved: str, tmp_path: Path
) -> None:
    copied = tmp_path / "trained in this talk"
    shutil.copytree(saved, copied)
    on_air = OnAir()
    app = Host(SpamInferPane(spec(saved), Run(lab), on_air))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "1")
        assert "ready-made" in await settled(pilot)
        on_air.trained = copied
        app.pane.take_message("win\x1b[0m a prize", "Ada")
        said = await settled(pilot)
        assert "trained here" in said
        assert "Ada asks" in said
        assert app.pane.view.text == "win[0m a prize"
        await pilot.press("1")
        assert "Ada" not in await settled(pilot)
