"""A deck's files, looked at while the deck is shown, so that what is saved reaches the stage.

They are looked at by their facts alone, several times a second: that costs next to nothing, needs
no library, and works on every file system, shared ones too.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from presenter.themes import Theme, find_theme
from slides.deck import Deck
from slides.links import links
from slides.loader import Loaded, load
from slides.problems import DeckErrors

LOOK_SECONDS = 0.1
"""Between two looks. With loading and drawing a change is seen well within 300 ms."""

Facts = tuple[int, int, int] | None
"""When a file was changed, which one it is, and its size; None when it is not there, or no file."""


@dataclass(frozen=True)
class Change:
    """A deck as it is after a change."""

    deck: Deck
    """As it is given, without hidden slides."""
    slides: tuple[str, ...]
    """The slides that look or sound different now, in order; new ones too."""
    files: frozenset[str]
    """Files that blocks are drawn from and that changed, as the deck names them."""
    theme: Theme | None = None
    """The deck's theme, if it is another one now."""


def in_a_line(errors: DeckErrors) -> str:
    """What is wrong with a deck, on one line that begins with the place: `talk.yaml:12: …`."""
    first, more = errors.problems[0], len(errors.problems) - 1
    place = f"{first.path.name}:{first.line}" if first.line else first.path.name
    said = " ".join(f"{place}: {first.message}".split())
    return f"{said} (and {more} more)" if more else said


class Watch:
    """Looks at the files of one deck. `loaded` is the deck as it is shown now; `theme_of` finds
    the theme of a deck, and raises DeckErrors when that cannot be shown."""

    def __init__(
        self,
        path: Path,
        loaded: Loaded,
        theme_of: Callable[[Loaded], Theme] | None = None,
        read_deck: Callable[[Path], Loaded] = load,
    ) -> None:
        self._read_deck = read_deck
        self._path = path
        self._deck = loaded.deck.shown()
        self._theme_of = theme_of
        self._theme = theme_of(loaded) if theme_of else None
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
                loaded, theme = await asyncio.to_thread(self._read)
            except DeckErrors as errors:
                complaint = errors
                accused = {problem.path for problem in errors.problems}
                self._know({*self._facts, self._path, *errors.files, *accused})
            else:
                self._know(self._files(loaded))
                return self._changed(loaded.deck.shown(), theme, touched)

    def _read(self) -> tuple[Loaded, Theme | None]:
        loaded = self._read_deck(self._path)
        return loaded, self._theme_of(loaded) if self._theme_of else None

    def _changed(self, deck: Deck, theme: Theme | None, touched: set[Path]) -> Change:
        before = {slide.slide: slide for slide in self._deck.slides}
        anew = [link for link in links(deck) if self._beside(link.file) in touched]
        redrawn = {deck.slides[int(link.where[0]) - 1].slide for link in anew if link.where[0]}
        other = theme if theme != self._theme else None
        self._deck, self._theme = deck, theme
        slides = (
            slide.slide
            for slide in deck.slides
            if slide.slide in redrawn or before.get(slide.slide) != slide
        )
        return Change(deck, tuple(slides), frozenset(link.file for link in anew), other)

    def _files(self, loaded: Loaded) -> set[Path]:
        """All that a deck is made and drawn from."""
        drawn = {self._beside(link.file) for link in links(loaded.deck)}
        theme = find_theme(loaded.deck.talk.theme, self._path.parent)
        return {*loaded.sheet.files, *drawn, *([theme] if theme else [])}

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
    if not S_ISREG(found.st_mode):
        return None  # what came through a pipe cannot be read again
    return found.st_mtime_ns, found.st_ino, found.st_size
