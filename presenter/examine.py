"""Is this machine ready for a talk? One examination for each thing that can be missing."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from presenter import places
from presenter.panes.registry import lab_bases
from presenter.settings import BUILT_IN, load_settings
from presenter.show import COLUMNS, ROWS
from presenter.work.models import locate
from presenter.work.sources import find_source
from presenter.work.trouble import NO_LAB, Trouble
from slides.deck import Deck
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


def examine(path: Path) -> Iterator[Finding]:
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
    yield from _lab(deck)


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


def _lab(deck: Deck) -> Iterator[Finding]:
    """What the live panes of a deck need: libraries, weights, labelled messages."""
    bases = lab_bases(deck)
    if not bases:
        return
    if not find_spec("torch") or not find_spec("tokenizers"):
        yield Finding(what="lab", state="missing", said=NO_LAB.message, cure=NO_LAB.hint)
        return
    yield Finding(what="lab", state="ready", said="the model libraries are installed")
    for base in bases:
        try:
            yield Finding(what=f"model {base}", state="ready", said=str(locate(base)))
        except Trouble as trouble:
            said, cure = trouble.message, trouble.hint
            yield Finding(what=f"model {base}", state="missing", said=said, cure=cure)
    try:
        source = find_source()
    except Trouble as trouble:
        yield Finding(what="data", state="missing", said=trouble.message, cure=trouble.hint)
        return
    said = f"{source.name}, {len(source.messages):,} messages"
    cure = "podium lab data" if source.practice else ""
    yield Finding(what="data", state="note" if source.practice else "ready", said=said, cure=cure)
