"""Is this machine ready for a talk? One examination for each thing that can be missing."""

import asyncio
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import aclosing
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from presenter import places
from presenter.panes.readiness import Readiness, readiness
from presenter.panes.warming import has_live_panes
from presenter.settings import BUILT_IN, load_settings
from presenter.show import COLUMNS, ROWS
from presenter.work.sources import find_source
from presenter.work.trouble import NO_LAB, Trouble
from slides.deck import Deck, SpamInfer, SpamTrain
from slides.loader import load_deck
from slides.problems import DeckErrors


class Finding(BaseModel):
    """What was looked at, how it is, and the cure when it is not well."""

    model_config = ConfigDict(frozen=True)

    what: str
    state: Literal["ready", "note", "missing"]
    """A `note` is worth knowing; what is `missing` the talk will lack."""
    said: str
    cure: str = ""
    seconds: float | None = None
    """Of a live pane: how long it took until it was ready."""


Progress = Callable[[str], None]
"""Told what is done now, when it takes a while."""


def examine(path: Path, progress: Progress = lambda _said: None) -> Iterator[Finding]:
    """Machine, terminal, deck, and what the deck's live panes need, in this order."""
    yield Finding(what="machine", state="ready", said=_machine())
    yield from _terminal()
    yield _settings()
    try:
        deck = load_deck(path)
    except DeckErrors as errors:
        first, *others = errors.problems
        more = f" (and {len(others)} more)" if others else ""
        cure = f"podium check {path}"
        said = f"{first.place}: {first.message}{more}"
        yield Finding(what="deck", state="missing", said=said, cure=cure)
        return
    yield Finding(what="deck", state="ready", said=f"{deck.talk.talk}, {len(deck.slides)} slides")
    yield from _lab(deck, path, progress)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {version}"


def _settings() -> Finding:
    """What the speaker has set, and where; only what is not as it ships."""
    file = places.config() / "settings.toml"
    try:
        settings = load_settings(file, os.environ)
    except DeckErrors as errors:
        first = errors.problems[0]
        said, cure = f"{first.place}: {first.message}", f"correct {first.path}"
        return Finding(what="settings", state="missing", said=said, cure=cure)
    own = [
        f"{name} {value} ({origin})"
        for name, value, origin in settings.in_force()
        if origin != BUILT_IN
    ]
    return Finding(what="settings", state="ready", said="; ".join(own) or f"none in {file}")


def _terminal() -> Iterator[Finding]:
    if not sys.stdout.isatty():
        said = "this is a pipe or a file; run it where you will present"
        yield Finding(what="terminal", state="note", said=said)
        return
    size = os.get_terminal_size()
    said = f"{size.columns}×{size.lines}, TERM={os.environ.get('TERM', 'unset')}"
    fits = size.columns >= COLUMNS and size.lines >= ROWS
    cure = "" if fits else f"enlarge it to {COLUMNS}×{ROWS} at least"
    yield Finding(what="terminal", state="ready" if fits else "missing", said=said, cure=cure)
    colours = os.environ.get("COLORTERM") in ("truecolor", "24bit")
    if not colours or "NO_COLOR" in os.environ:
        said = "fewer colours than the slides were made for; all is said without them too"
        yield Finding(what="colours", state="note", said=said, cure="export COLORTERM=truecolor")


def _lab(deck: Deck, path: Path, progress: Progress) -> Iterator[Finding]:
    """What the live panes of a deck need: libraries, models, labelled messages."""
    if not has_live_panes(deck):
        return
    if not find_spec("torch") or not find_spec("tokenizers"):
        yield Finding(what="lab", state="missing", said=NO_LAB.message, cure=NO_LAB.hint)
        return
    yield Finding(what="lab", state="ready", said="the model libraries are installed")
    for ready in asyncio.run(_panes(deck, path.absolute().parent, progress)):
        yield _pane(ready)
    blocks = [block for slide in deck.slides for block in slide.walk()]
    if any(isinstance(block, SpamInfer | SpamTrain) for block in blocks):
        yield _data()


async def _panes(deck: Deck, folder: Path, progress: Progress) -> list[Readiness]:
    found = []
    progress("loading the models of the live panes ...")
    async with aclosing(readiness(deck, folder, places.state() / "lab.log")) as panes:
        async for ready in panes:
            progress(f"{ready.pane} on {ready.slide}: {ready.seconds:.1f} s")
            found.append(ready)
    return found


def _pane(ready: Readiness) -> Finding:
    what = f"pane {ready.pane}"
    if ready.trouble:
        said = f"{ready.slide}: {ready.trouble.message}"
        return Finding(what=what, state="missing", said=said, cure=ready.trouble.hint)
    said = f"{ready.slide}: runs here, ready after {ready.seconds:.1f} s"
    return Finding(what=what, state="ready", said=said, seconds=round(ready.seconds, 2))


def _data() -> Finding:
    """The messages that spam is learnt from."""
    try:
        source = find_source()
    except Trouble as trouble:
        return Finding(what="data", state="missing", said=trouble.message, cure=trouble.hint)
    said = f"{source.name}, {len(source.messages):,} messages"
    cure = "podium lab data" if source.practice else ""
    return Finding(what="data", state="note" if source.practice else "ready", said=said, cure=cure)
