"""Models are loaded before their slide comes: the nearest first, and again after a move."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from presenter.panes.warming import AHEAD, changes, has_live_panes, keep_warm, warm_ups
from presenter.work.child import Lab
from presenter.work.protocol import Attend, Done, Embed, Reply, Retrieve, Task, Warm, WarmText
from slides.loader import parse_deck

LIVE = """talk: T
---
slide: a
blocks: [{pane: spam-infer}, {pane: spam-train}]
---
slide: b
blocks: [{columns: [{pane: embeddings, words: [x, y]}, {pane: attention, texts: [x]}]}]
---
slide: c
---
slide: d
---
slide: e
blocks: [{pane: rag, knowledge: policies}]
"""
DECK = parse_deck(LIVE, Path("deck.yaml"))


class Recorder(Lab):
    """Notes what is asked of the lab, and answers nothing: no child is started."""

    def __init__(self, log: Path) -> None:
        super().__init__(log)
        self.asked: asyncio.Queue[str] = asyncio.Queue()

    async def ask(self, request: Task) -> AsyncGenerator[Reply, None]:
        self.asked.put_nowait(request.job)
        yield Done()


def test_a_deck_without_live_panes_needs_no_lab() -> None:
    assert has_live_panes(DECK)
    assert not has_live_panes(parse_deck("talk: T\n---\nslide: a\nbody: x\n", Path("d.yaml")))


def test_each_model_is_asked_for_once_in_the_order_of_the_slides(tmp_path: Path) -> None:
    assert warm_ups(DECK.slides, tmp_path) == [
        Warm(),
        Embed(texts=("x", "y")),
        Attend(text="x"),
        Retrieve(knowledge="policies", beside=str(tmp_path)),
        WarmText(),
    ]


async def test_all_is_loaded_once_and_what_is_near_again_after_a_move(tmp_path: Path) -> None:
    lab, moved, place = Recorder(tmp_path / "log"), asyncio.Event(), [1]
    keeping = asyncio.create_task(
        keep_warm(lab, lambda: DECK, tmp_path, changes(lambda: place[0], moved))
    )

    async def asked(count: int) -> list[str]:
        async with asyncio.timeout(30):
            return [await lab.asked.get() for _ in range(count)]

    assert await asked(4) == ["embed", "attend", "retrieve", "warm_text"]
    place[0] = 2
    moved.set()
    assert await asked(2) == ["retrieve", "warm_text"]
    place[0] = 3
    moved.set()
    place[0] = 0
    moved.set()
    assert await asked(3) == ["warm", "embed", "attend"]
    keeping.cancel()
    assert AHEAD == 3
