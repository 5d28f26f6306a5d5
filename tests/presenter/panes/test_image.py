"""Images on the stage: cells, words instead of a picture, the whole screen, and escape codes."""

from pathlib import Path

import pytest
from PIL import Image
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from presenter.draw.image.kitty import PLACEHOLDER
from presenter.panes import image as pane_file
from presenter.panes.image import ImagePane, ImageSheet
from presenter.screens.enlarged import Enlarged
from presenter.themes import load_theme
from tests.presenter.conftest import MakeStage, OnStage, screen_text


def deck(block: str) -> str:
    one = f"slide: one\ntitle: One\nbudget: 1m\nblocks: [{{{block}}}]"
    return f"talk: T\n---\n{one}\n---\nslide: two\nbudget: 1m\nbody: Bye.\n"


@pytest.fixture(autouse=True)
def half_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal the tests run in."""
    monkeypatch.setenv("PODIUM_IMAGES", "halves")
    pane_file.this_terminal.cache_clear()


@pytest.fixture
def flag(tmp_path: Path) -> Path:
    """Red over blue, 20 by 20 pixels, beside the deck."""
    image = Image.new("RGB", (20, 20), (255, 0, 0))
    image.paste((0, 0, 255), (0, 10, 20, 20))
    image.save(tmp_path / "flag.png")
    return tmp_path / "talk.yaml"


async def ready(on: OnStage, pilot: Pilot[None]) -> None:
    """Until every image is made and painted."""
    await pilot.pause()
    await on.app.workers.wait_for_complete()
    await pilot.pause()


async def test_it_is_shown_in_half_blocks_with_its_caption(stage: MakeStage, flag: Path) -> None:
    on = stage(deck("image: flag.png, alt: a flag, caption: Two colours"), flag)
    async with on.app.run_test() as pilot:
        await ready(on, pilot)
        pane = on.app.screen.query_one(ImagePane)
        assert pane.made
        assert (pane.made.columns, pane.made.rows) == (20, 10)
        seen = screen_text(on.app)
        assert "Two colours" in seen
        assert "a flag" not in seen
        row = pane.region.y
        strip = on.app.screen._compositor.render_strips()[row]  # noqa: SLF001
        assert any(
            segment.style
            and segment.style.bgcolor
            and segment.style.bgcolor.get_truecolor() == (255, 0, 0)
            for segment in strip
        )


@pytest.mark.parametrize("rows", [3, 10])
async def test_its_height_is_a_limit(stage: MakeStage, flag: Path, rows: int) -> None:
    on = stage(deck(f"image: flag.png, height: {rows}"), flag)
    async with on.app.run_test() as pilot:
        await ready(on, pilot)
        assert on.app.screen.query_one(ImagePane).region.height == rows


async def test_a_missing_or_broken_file_becomes_words(stage: MakeStage, flag: Path) -> None:
    flag.with_name("bad.png").write_bytes(b"\x89PNG\r\n\x1a\n nothing more")
    blocks = "columns: [{image: none.png, alt: a fish}, {image: bad.png, caption: a bird}]"
    on = stage(deck(blocks), flag)
    async with on.app.run_test(size=(120, 30)) as pilot:
        await ready(on, pilot)
        seen = screen_text(on.app)
        assert "a fish" in seen
        assert "✗ there is no file none.png beside the deck" in seen
        assert "a bird" in seen
        assert "✗ bad.png is" in seen
        await pilot.press("right")
        assert on.place == ("two", 0)


async def test_another_theme_gives_it_other_paper(stage: MakeStage, flag: Path) -> None:
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(flag.with_name("flag.png"))
    on = stage(deck("image: flag.png"), flag)
    async with on.app.run_test() as pilot:
        await ready(on, pilot)
        pane = on.app.screen.query_one(ImagePane)
        before = pane.made
        on.app.wear(load_theme("light", Path()))
        await ready(on, pilot)
        assert before
        assert pane.made
        assert before.lines[0].spans[0].style != pane.made.lines[0].spans[0].style


async def test_enter_gives_it_the_whole_screen(stage: MakeStage, flag: Path) -> None:
    Image.new("RGB", (300, 300), (0, 200, 0)).save(flag.with_name("flag.png"))
    on = stage(deck("image: flag.png, height: 4"), flag)
    async with on.app.run_test() as pilot:
        await ready(on, pilot)
        await pilot.press("enter", "enter")
        await ready(on, pilot)
        assert type(on.app.screen) is Enlarged
        large = on.app.screen.query_one(ImageSheet).made
        assert large
        assert large.rows > 20
        await pilot.press("pagedown")
        await pilot.pause()
        assert on.app.stage.is_active


async def test_kitty_is_sent_the_picture_once_and_shown_placeholders(
    stage: MakeStage, flag: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_IMAGES", "kitty")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("TMUX", raising=False)
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.append(data))
    on = stage(deck("image: flag.png"), flag)
    async with on.app.run_test() as pilot:
        await ready(on, pilot)
        assert screen_text(on.app).count(PLACEHOLDER) == 20 * 10
        await pilot.press("right", "left")
        await ready(on, pilot)
    assert sum(data.count("\x1b_Ga=T,U=1") for data in written) == 1


async def test_kitty_without_true_colour_gets_half_blocks(
    stage: MakeStage, flag: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_IMAGES", "kitty")
    monkeypatch.setenv("TERM", "tmux-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    on = stage(deck("image: flag.png"), flag)
    async with on.app.run_test() as pilot:
        await ready(on, pilot)
        assert PLACEHOLDER not in screen_text(on.app)
        assert on.app.screen.query_one(ImagePane).made


async def test_sixels_are_written_over_the_cells_whenever_these_are_painted(
    stage: MakeStage, flag: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_IMAGES", "sixel")
    monkeypatch.setattr(pane_file, "cell_pixels", lambda: (8, 16))
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.append(data))
    on = stage(deck("image: flag.png"), flag)
    async with on.app.run_test() as pilot:
        await ready(on, pilot)
        region = on.app.screen.query_one(ImagePane).region
        sent = [data for data in written if "\x1bP0;1q" in data]
        assert sent
        assert sent[-1].startswith(f"\x1b7\x1b[{region.y + 1};{region.x + 1}H\x1bP0;1q")
        assert sent[-1].endswith("\x1b\\\x1b8")
        assert '"1;1;160;160' in sent[-1]
        await pilot.press("right")
        await ready(on, pilot)
        before = len([data for data in written if "\x1bP0;1q" in data])
        await pilot.press("left")
        await ready(on, pilot)
        assert len([data for data in written if "\x1bP0;1q" in data]) > before
