"""Will the live panes of a deck run here? Asked of the real lab, and timed."""

import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from presenter.work.asks import placed, warming
from presenter.work.child import Lab
from presenter.work.protocol import Failed, Task
from slides.blocks.own import NoSuchPane, OwnPane, kind_of
from slides.deck import Block, Deck


@dataclass(frozen=True)
class Readiness:
    """One live pane of the deck, and whether it will run."""

    slide: str
    pane: str
    seconds: float
    """Until its first answer can come at once; little where an earlier pane loaded the same."""
    trouble: Failed | None = None
    """Why it will not run, and the cure."""


async def readiness(deck: Deck, folder: Path, log: Path) -> AsyncGenerator[Readiness, None]:
    """Every live pane of a deck that lies in `folder`, in the order of the slides; each is loaded
    as it would be in the talk, one after the other in one child."""
    async with Lab(log) as lab:
        for slide in deck.slides:
            for block in slide.walk():
                if "pane" in type(block).model_fields:
                    yield await _of_pane(lab, slide.slide, block, folder)


async def _of_pane(lab: Lab, slide: str, block: Block, folder: Path) -> Readiness:
    begun = time.monotonic()
    name = str(getattr(block, "pane", ""))
    trouble = _missing_parts(block) if isinstance(block, OwnPane) else None
    if not trouble:
        trouble = await _first_failure(lab, [placed(ask, folder) for ask in warming(block)])
    return Readiness(slide, name, time.monotonic() - begun, trouble)


async def _first_failure(lab: Lab, asks: Sequence[Task]) -> Failed | None:
    for ask in asks:
        async with aclosing(lab.ask(ask)) as replies:
            async for reply in replies:
                if isinstance(reply, Failed):
                    return reply
    return None


def _missing_parts(block: OwnPane) -> Failed | None:
    """What a plug-in promises and does not bring. Only its package is imported."""
    try:
        kind = kind_of(block.pane)
    except NoSuchPane as error:
        return Failed(message=f"{error}.", hint="Install its package again.")
    for part in (kind.widget, kind.job):
        module = part.partition(":")[0]
        try:
            there = find_spec(module) is not None
        except ImportError:
            there = False
        if not there:
            return Failed(message=f"There is no module {module}.", hint="Install it again.")
    return None
