"""What all live panes share: marks, hints, what failed, recordings, messages of attendees."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

import presenter
from presenter.panes import frame
from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import fitting
from presenter.panes.messages import TakesMessages
from presenter.work.child import Lab
from presenter.work.protocol import Classify, Done, Reply, Task
from presenter.work.recordings import Recordings, write
from presenter.work.runs import Run
from tests.presenter.work.test_recordings import header, judged, told

ASKED = Classify(texts=("one",))


class Plain(LivePane, can_focus=True):
    """A pane that shows the kinds of replies."""

    def __init__(self, run: Run) -> None:
        super().__init__(run, "Plain")
        self.heard: list[str] = []
        self.taken = ""

    def body(self) -> Iterable[Widget]:
        yield Static(classes="heard")

    def requests(self) -> Sequence[Task]:
        return (ASKED,)

    def forget(self) -> None:
        self.heard = []

    def hear(self, reply: Reply) -> None:
        self.heard.append(reply.kind)

    def said(self) -> str:
        return f"{len(self.heard)} heard"

    def paint(self) -> None:
        self.query_one(".heard", Static).update(" ".join(self.heard))

    def take(self, text: str) -> None:
        self.taken = text


class Host(App[None]):
    def __init__(self, pane: Plain) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


def seen(pilot: Pilot[None]) -> str:
    lines = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what a person sees
    return "\n".join(strip.text for strip in lines)


async def until(pilot: Pilot[None], text: str) -> str:
    async with asyncio.timeout(60):  # a busy machine trains slowly
        while text not in seen(pilot):
            await pilot.pause(0.02)
    return seen(pilot)


@pytest.fixture
def kept(tmp_path: Path) -> Recordings:
    write(tmp_path / "x.jsonl", [(header(ASKED), told(judged(0.9), Done()))])
    return Recordings([tmp_path])


async def test_a_lab_that_fails_is_told_in_a_line_with_a_way_on(
    kept: Recordings, tmp_path: Path
) -> None:
    app = Host(Plain(Run(Lab(tmp_path / "log", ["/no/such/lab"]), recordings=kept)))
    async with app.run_test(size=(80, 14)) as pilot:
        await until(pilot, "live ─")
        await pilot.press("tab", "enter")
        text = await until(pilot, "! The lab did not start: No such file or directory.")
        assert "Enter tries again · r recorded 25 Nov 2026" in text
        assert app.pane.has_class("-failed")
        await pilot.press("r")
        text = await until(pilot, "classified done")
        assert "recorded 25 Nov 2026 on EPYC, 2 cores ─" in text
        assert "live" not in text
        assert not app.pane.has_class("-failed")


async def test_a_silent_lab_is_told_and_its_recording_offered(
    kept: Recordings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "PATIENCE", 0.5)
    silent = ["sh", "-c", "cat > /dev/null"]
    async with Lab(tmp_path / "log", silent) as lab:
        app = Host(Plain(Run(lab, recordings=kept)))
        async with app.run_test(size=(80, 14)) as pilot:
            await pilot.press("tab", "enter")
            text = await until(pilot, "Nothing from the lab for")
            assert "r recorded 25 Nov 2026" in text
            await pilot.press("r")
            await until(pilot, "classified done")
            assert app.pane.run.header


async def test_a_recorded_talk_plays_and_offers_the_lab(kept: Recordings, tmp_path: Path) -> None:
    lab = Lab(tmp_path / "log", ["/no/such/lab"])
    app = Host(Plain(Run(lab, recordings=kept, recorded=True)))
    async with app.run_test(size=(80, 14)) as pilot:
        await until(pilot, "recorded runs only")
        await pilot.press("tab", "enter")
        assert "l live" in await until(pilot, "classified done")
        await pilot.press("l")
        assert "live ─" in await until(pilot, "! The lab did not start")


async def test_without_a_recording_the_key_says_so(tmp_path: Path) -> None:
    app = Host(Plain(Run(Lab(tmp_path / "log", []))))
    async with app.run_test(size=(80, 14)) as pilot:
        await pilot.press("tab")
        assert " r " not in seen(pilot)
        await pilot.press("r")
        await until(pilot, "There is no recording of this")
        assert not app.pane.run.log


async def test_a_message_comes_clean_and_under_its_senders_name(tmp_path: Path) -> None:
    app = Host(Plain(Run(Lab(tmp_path / "log", []))))
    async with app.run_test(size=(80, 14)) as pilot:
        assert isinstance(app.pane, TakesMessages)
        app.pane.take_message("win\x1b[31m now\u202e!\n", "Ada\x07")
        assert app.pane.taken == "win[31m now!"
        app.pane.on_resize()
        await until(pilot, "Ada asks")
        app.pane.take_message("\u200b \n", "Bob")
        assert app.pane.sender == "Ada"


def test_hints_are_told_as_far_as_there_is_room() -> None:
    hints = [("Enter", "trains"), ("r", "recorded"), ("Esc", "out")]
    assert fitting(hints, 80).plain == "Enter trains · r recorded · Esc out"
    assert fitting(hints, 20).plain == "Enter trains"
    assert fitting(hints, 3).plain == ""


async def test_a_pane_that_cannot_paint_says_so_and_the_talk_goes_on(tmp_path: Path) -> None:
    class Broken(Plain):
        def paint(self) -> None:
            raise KeyError("colour")

    app = Host(Broken(Run(Lab(tmp_path / "log", []))))
    async with app.run_test(size=(80, 14)) as pilot:
        await until(pilot, "! This pane cannot show it: KeyError: 'colour'")
        assert app.is_running


@pytest.mark.parametrize("package", ["panes", "widgets", "screens", "cockpit"])
def test_no_handler_calls_its_base_classes_handler(package: str) -> None:
    """Textual calls them itself: a second time a pane would follow its run twice, and paint ten
    times a second for ever."""
    folder = Path(presenter.__file__).parent / package
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    assert sources
    assert not [source for source in sources if "super().on_" in source]
