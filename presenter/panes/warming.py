"""Models are loaded before their slide comes: in the background, the nearest slides first."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from slides.deck import Deck, Slide

if TYPE_CHECKING:
    from presenter.work.asks import Questions
    from presenter.work.child import Lab
    from presenter.work.protocol import Task

AHEAD = 3
"""Slides after the one shown whose models are kept loaded, whatever else has to leave for them."""
NEED_MODELS = ("guess", "fix-prompt")
"""Kinds of question for which the lab runs a model."""


def has_live_panes(deck: Deck) -> bool:
    """Whether any pane of a deck asks the lab for anything. Imports nothing of the lab."""
    if any(question.kind in NEED_MODELS for question in deck.questions().values()):
        return True
    return any(
        "pane" in type(block).model_fields for slide in deck.slides for block in slide.walk()
    )


def warm_ups(
    slides: Sequence[Slide], folder: Path, questions: "Questions | None" = None
) -> "list[Task]":
    """What has the lab load all that the panes of these slides need, each once and in order; the
    deck lies in `folder` and has these `questions`."""
    from presenter.work.asks import once, placed, warming

    known = questions or {}
    every = [ask for slide in slides for block in slide.walk() for ask in warming(block, known)]
    return once(placed(ask, folder) for ask in every)


async def keep_warm(
    lab: "Lab", deck: Callable[[], Deck], folder: Path, places: AsyncIterator[int]
) -> None:
    """Load what the slides need, from the one shown to the last; and again what the near ones need
    whenever the talk has moved, should it have left for others. `places` yields where the talk is.

    What goes wrong the pane says itself when its slide comes.
    """
    from presenter.work.asks import once

    before: list[Task] = []
    everything = True
    async for place in places:
        slides, questions = deck().slides, deck().questions()
        near = warm_ups(slides[place : place + 1 + AHEAD], folder, questions)
        wanted = near if near != before else []
        if everything:
            wanted = once([*near, *warm_ups(slides[place:], folder, questions)])
        for ask in wanted:
            async with aclosing(lab.ask(ask)) as replies:
                async for _ in replies:
                    pass
        before, everything = near, False


async def changes(place: Callable[[], int], changed: asyncio.Event) -> AsyncIterator[int]:
    """Where the talk is, now and after every change; only the last of several is told."""
    last = -1
    while True:
        if (now := place()) != last:
            last = now
            yield now
            continue
        await changed.wait()
        changed.clear()
