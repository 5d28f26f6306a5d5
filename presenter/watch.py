"""A deck's files, looked at while the deck is shown, so that what is saved reaches the stage.

They are looked at by their facts alone, ten times a second: that costs next to nothing, needs no
library, and works on every file system, shared ones too.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from slides.deck import Deck
from slides.links import links
from slides.loader import Loaded, load
from slides.problems import DeckErrors

LOOK_SECONDS = 0.1
"""Between two looks. With loading and drawing a change is seen well within 300 ms."""

Facts = tuple[int, int, int] | None
"""When a file was changed, which one it is, and its size; None when it is not there."""


@dataclass(frozen=True)
class Change:
    """A deck as it is after a change."""

    deck: Deck
    """As it is given, without hidden slides."""
    slides: tuple[str, ...]
    """The slides that look or sound different now, in order; new ones too."""


def in_a_line(errors: DeckErrors) -> str:
    """What is wrong with a deck, on one line that begins with the place: `talk.yaml:12: …`."""
    first, more = errors.problems[0], len(errors.problems) - 1
    place = f"{first.path.name}:{first.line}" if first.line else first.path.name
    said = " ".join(f"{place}: {first.message}".split())
    return f"{said} (and {more} more)" if more else said


class Watch:
    """Looks at the files of one deck. `loaded` is the deck as it is shown now."""

    def __init__(self, path: Path, loaded: Loaded) -> None:
        self._path = path
        self._deck = loaded.deck.shown()
        self._facts: dict[Path, Facts] = {}
        self._know(self._files(loaded))

    async def change(self) -> Change | DeckErrors:
        """The next change, once it comes: a deck, or what is wrong with it now.

        Editors save in two or three goes. So a deck that loads is taken at once, and one that does
        not only if its files stay as they are until the next look.
        """
        complaint: DeckErrors | None = None
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            touched = self._touched()
            if not touched and complaint:
                return complaint
            if not touched:
                continue
            try:
                loaded = await asyncio.to_thread(load, self._path)
            except DeckErrors as errors:
                complaint = errors
                self._know({*self._facts, self._path, *errors.files})
            else:
                self._know(self._files(loaded))
                return self._changed(loaded.deck.shown(), touched)

    def _changed(self, deck: Deck, touched: set[Path]) -> Change:
        before = {slide.slide: slide for slide in self._deck.slides}
        redrawn = {
            deck.slides[int(link.where[0]) - 1].slide
            for link in links(deck)
            if link.where[0] and self._beside(link.file) in touched
        }
        self._deck = deck
        slides = (
            slide.slide
            for slide in deck.slides
            if slide.slide in redrawn or before.get(slide.slide) != slide
        )
        return Change(deck, tuple(slides))

    def _files(self, loaded: Loaded) -> set[Path]:
        """All that a deck is made and drawn from."""
        drawn = {self._beside(link.file) for link in links(loaded.deck)}
        return {*loaded.sheet.files, *drawn}

    def _beside(self, name: str) -> Path:
        return self._path.parent / name

    def _know(self, files: Iterable[Path]) -> None:
        """Look at these files from now on; what is known of them stays."""
        self._facts = {
            path: self._facts[path] if path in self._facts else _facts(path) for path in files
        }

    def _touched(self) -> set[Path]:
        """The files that are not what they were at the last look."""
        now = {path: _facts(path) for path in self._facts}
        touched = {path for path, facts in now.items() if facts != self._facts[path]}
        self._facts = now
        return touched


def _facts(path: Path) -> Facts:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size
