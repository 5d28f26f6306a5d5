"""The panes in which a model writes, by keyboard, on the recorded runs of the tour."""

import asyncio
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from presenter import places
from presenter.panes.asking import AskingPane
from presenter.panes.next_token import NextTokenPane
from presenter.panes.tools import ToolsPane
from presenter.panes.writers import writing_pane
from presenter.work.child import Lab
from presenter.work.protocol import Beside, Done, UseTool
from presenter.work.recordings import Recordings, folders_of
from presenter.work.runs import Run
from slides.blocks.writing import WritingPane
from slides.loader import load_deck

TOUR = places.talks() / "tour.yaml"
BLOCKS: dict[str, WritingPane] = {
    block.pane: block
    for slide in load_deck(TOUR).slides
    for block in slide.walk()
    if isinstance(block, WritingPane)
}
SIZES = [(80, 18), (116, 30)]


class Host(App[None]):
    def __init__(self, pane: AskingPane) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


def seen(pilot: Pilot[None]) -> str:
    lines = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what a person sees
    return "\n".join(strip.text for strip in lines)


async def until(pilot: Pilot[None], text: str) -> str:
    async with asyncio.timeout(30):
        while text not in seen(pilot):
            await pilot.pause(0.02)
    return seen(pilot)


def recorded(kind: str, tmp_path: Path) -> Host:
    """A pane of the tour that plays its recordings; there is no lab behind it."""
    run = Run(
        Lab(tmp_path / "log", ["/no/such/lab"]),
        recordings=Recordings(folders_of(TOUR)),
        recorded=True,
    )
    return Host(writing_pane(BLOCKS[kind], run))


async def played(pilot: Pilot[None], key: str) -> str:
    """What is seen once the run that a key starts has been played to its end."""
    pane = pilot.app.query_one(AskingPane)
    await pilot.press(key)
    async with asyncio.timeout(30):
        while not (pane.over and isinstance(pane.run.replies[-1], Done)):
            pane.run.hurry()
            await pilot.pause(0.02)
    await pilot.pause(0.15)
    return seen(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("next-token", ("temperature 1.0", "▸ ·Paris", "the other 48,152 tokens", "Enter takes")),
        ("before-after", ("How do I fix my car?", "not a base", "after: it answers", " tokens")),
        ("prompting", ("vague against specific", "rubric ", "Explain quantum computing.")),
        ("tools", ("alone", "the form, filled in", "principal 500,000", "with the tool")),
        ("hallucination", ("asked as it is", "mean probability", "▁", "s source")),
    ],
)
async def test_a_pane_plays_its_recording_and_says_so(
    kind: str, says: tuple[str, ...], size: tuple[int, int], tmp_path: Path
) -> None:
    app = recorded(kind, tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("tab")
        text = await played(pilot, "enter")
        for words in says:
            assert words in text
        assert "recorded " in text
        assert " live ─" not in text
        assert app.pane.state_line != "idle"


async def test_temperature_and_nucleus_reshape_the_bars_without_the_lab(tmp_path: Path) -> None:
    app = recorded("next-token", tmp_path)
    async with app.run_test(size=(80, 18)) as pilot:
        await pilot.press("tab")
        await played(pilot, "enter")
        pane = app.pane
        assert isinstance(pane, NextTokenPane)
        assert pane.shape
        log, bits = len(pane.run.log), pane.shape.bits
        await pilot.press("left", "left", "left", "left", "left")
        assert pane.shape.bits < bits
        assert "temperature 0.5" in await until(pilot, "temperature 0.5")
        await pilot.press("0", *["left_square_bracket"] * 4)
        text = await until(pilot, "top-p 0.7 1 tokens")
        assert "100%" in text
        await pilot.press("0")
        await until(pilot, "top-p 1 all tokens")
        assert len(pane.run.log) == log


async def test_the_source_in_front_moves_the_mass_and_both_are_shown(tmp_path: Path) -> None:
    app = recorded("next-token", tmp_path)
    async with app.run_test(size=(100, 18)) as pilot:
        await pilot.press("tab")
        await played(pilot, "2")
        pane = app.pane
        assert isinstance(pane, NextTokenPane)
        assert pane.shape
        before = {c.text: c.probability for c in pane.shape.candidates}
        text = await played(pilot, "f")
        assert "source in front" in text
        assert "without" in text
        after = {c.text: c.probability for c in pane.shape.candidates}
        assert after[" Mumbai"] > 0.3 > 10 * before[" Mumbai"]
        await pilot.press("f")
        await pilot.pause()
        assert not pane.source
        assert pane.shape.candidates[0].probability == max(before.values())


async def test_a_token_is_marked_taken_drawn_and_taken_back(tmp_path: Path) -> None:
    app = recorded("next-token", tmp_path)
    async with app.run_test(size=(80, 18)) as pilot:
        await pilot.press("tab")
        await played(pilot, "enter")
        pane = app.pane
        assert isinstance(pane, NextTokenPane)
        await pilot.press("down", "down", "up", "enter")
        assert pane.text == "The capital of France is the"
        await until(pilot, "There is no recording of this")  # only the lab knows what follows
        await pilot.press("backspace")
        await until(pilot, "▸ ·Paris")
        assert pane.text == "The capital of France is"
        await pilot.press("s")
        drawn = pane.appended
        await pilot.press("backspace")
        await until(pilot, "▸ ·Paris")
        await pilot.press("s")
        assert pane.appended == drawn, "the same seed draws the same"


async def test_helps_are_switched_one_by_one_and_kept_beside_each_other(tmp_path: Path) -> None:
    app = recorded("hallucination", tmp_path)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("tab")
        await played(pilot, "enter")
        text = await played(pilot, "s")
        assert "asked source" in text
        assert "% as it is: " in text
        assert "% source: " in text
        assert "45 days" in text
        await pilot.press("t")
        assert "50%" in await until(pilot, "threshold")


async def test_the_form_is_corrected_by_the_speaker(tmp_path: Path) -> None:
    app = recorded("tools", tmp_path)
    async with app.run_test(size=(80, 18)) as pilot:
        await pilot.press("tab")
        await played(pilot, "enter")
        await pilot.press("f")
        await until(pilot, "principal=500,000; annual_rate_percent=8.5; years=20")
        await pilot.press("backspace", "backspace", "1", "5", "enter")
        await until(pilot, "There is no recording of this")
        asked = app.pane.run.asked[-1]
        assert isinstance(asked, UseTool)
        assert asked.form == {"principal": 500_000, "annual_rate_percent": 8.5, "years": 15}
        assert isinstance(app.pane, ToolsPane)
        assert app.pane.view.column(0).text, "what the model said alone stays"


async def test_a_question_is_typed_or_sent_and_never_obeyed(tmp_path: Path) -> None:
    app = recorded("before-after", tmp_path)
    async with app.run_test(size=(100, 18)) as pilot:
        await pilot.press("tab", "i", *"Why?", "enter")
        await until(pilot, "There is no recording of this")
        assert app.pane.question == "Why?"
        app.pane.take_message("[red]is\x1b[31m it\u202e so?[/]", "Ada")
        assert app.pane.sender == "Ada"
        assert app.pane.question == "[red]is[31m it so?[/]"
        await app.workers.wait_for_complete()
        await pilot.pause()
        asked = app.pane.run.asked[-1]
        assert isinstance(asked, Beside)
        assert {part.prompt for part in asked.parts} == {app.pane.question}
        await pilot.press("1")
        assert app.pane.question == "How do I fix my car?"
        assert app.pane.sender == ""
