"""Every pane of the tour with its real model: what it shows, and what the child takes for all."""

import os
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest
import pytest_asyncio

from presenter import places
from presenter.draw.canvas import Canvas
from presenter.panes.frame import LivePane
from presenter.panes.registry import Backstage, pane_for
from presenter.work.asks import asks, placed
from presenter.work.child import Lab
from presenter.work.protocol import Failed, Train, Trained
from presenter.work.sources import VARIABLE as SOURCE
from slides.deck import Attention, Block, Embeddings, Rag, Tokens
from slides.loader import load_deck
from tests.presenter.panes.vector_host import Host, until_shown

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
TOUR = places.talks() / "tour.yaml"
BLOCKS = [block for slide in load_deck(TOUR).slides for block in slide.walk()]
LIMIT = 2_000_000_000
NEXT_DOOR = Path(__file__).parents[4] / "shared/data/sms-spam/SMSSpamCollection"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def backstage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Backstage]:
    folder = tmp_path_factory.mktemp("lab")
    with pytest.MonkeyPatch.context() as patched:
        if SOURCE not in os.environ and NEXT_DOOR.is_file():
            patched.setenv(SOURCE, str(NEXT_DOOR))
        stage = Backstage(folder / "lab.log", {}, deck=TOUR, memory="2GB")
        yield stage
        await stage.close()


def pane(kind: type[Block], backstage: Backstage) -> LivePane:
    """The tour's pane of a kind, as the stage makes it."""
    block = next(block for block in BLOCKS if isinstance(block, kind))
    made = pane_for(block, backstage, Canvas(folder=TOUR.parent))
    assert isinstance(made, LivePane)
    return made


async def test_chatgpt_falls_into_pieces(backstage: Backstage) -> None:
    app = Host(pane(Tokens, backstage))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "1")
        said = await until_shown(pilot, "40558")
        assert "11834│21600│2102" in said
        assert "3 tokens" in said
        assert "2 tokens" in said
        await pilot.press("3", *["right"] * 9)
        await until_shown(pilot, "f0 9f 98")


async def test_a_puppy_is_nearest_to_a_dog(backstage: Backstage) -> None:
    app = Host(pane(Embeddings, backstage))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("tab", *"puppy", "enter")
        said = await until_shown(pilot, "puppy: nearest is dog, cosine 0.80")
        assert "→ 22% and ↑ 21% of all variance" in said


async def test_not_turns_happy(backstage: Backstage) -> None:
    app = Host(pane(Attention, backstage))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("tab", "1")
        await until_shown(pilot, "[happy]")
        await pilot.press("left", "delete")
        await until_shown(pilot, "without not the sentence keeps a cosine of 0.72")


async def test_the_refund_policy_is_quoted_and_the_world_cup_is_not_known(
    backstage: Backstage,
) -> None:
    app = Host(pane(Rag, backstage))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("tab", "1")
        said = await until_shown(pilot, "45 days of delivery")
        assert "Refund policy  refunds.md" in said
        await app.pane.run.wait()
        await pilot.press("3")
        said = await until_shown(pilot, "I don't know.")
        assert "none of 25 used" in said
        assert str(app.pane.border_subtitle) == "live"


async def test_all_panes_in_a_row_leave_the_child_below_its_limit_and_find_the_spam(
    backstage: Backstage,
) -> None:
    found: list[Trained] = []
    for request in [request for block in BLOCKS for request in asks(block)]:
        if isinstance(request, Train) and found:
            continue  # the other split is drawn from the same messages
        async with aclosing(backstage.lab.ask(placed(request, TOUR.parent))) as replies:
            async for reply in replies:
                assert not isinstance(reply, Failed), reply
                found += [reply] if isinstance(reply, Trained) else []
    assert peak(backstage.lab) < LIMIT
    [result] = found
    assert result.plan.split == "group"
    assert result.before.f1.value == 0
    assert result.after.f1.value >= 0.93
    assert result.after.f1.low >= 0.87
    if not result.plan.practice:
        assert result.after.size >= 750
        assert result.plan.source == "SMS Spam Collection"


def peak(lab: Lab) -> int:
    """The most bytes that the child has had."""
    status = Path(f"/proc/{lab.pid}/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024
