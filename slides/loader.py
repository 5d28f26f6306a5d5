"""From a YAML file to a deck, or to every error in it with its line, column and cure."""

from dataclasses import dataclass
from pathlib import Path

from slides.deck import Deck
from slides.includes import gather
from slides.problems import DeckErrors, Problem, did_you_mean
from slides.sheet import Sheet, Spot
from slides.validation import validated

LARGEST = 5_000_000
"""Bytes. A deck of 1,000 slides takes about a megabyte."""


@dataclass(frozen=True)
class Loaded:
    """A deck and the sheet it was read from, which knows where each part of it stands."""

    deck: Deck
    """All of it, hidden slides too."""
    sheet: Sheet


def load_deck(path: Path) -> Deck:
    """The deck in a file as it is given, without its hidden slides.

    Raises DeckErrors with everything that is wrong, and nothing else.
    """
    return load(path).deck.shown()


def parse_deck(text: str, path: Path) -> Deck:
    """The deck in `text` as it is given; `path` is what errors name and includes are relative to.

    Raises DeckErrors, and nothing else.
    """
    return parse(text, path).deck.shown()


def load(path: Path) -> Loaded:
    """The deck in a file, with its places. Raises DeckErrors, and nothing else."""
    return parse(_text(path), path)


def parse(text: str, path: Path) -> Loaded:
    """The deck in `text`, with its places. Raises DeckErrors, and nothing else."""
    sheet, problems = gather(text, path, _text)
    if not sheet.documents and not problems:
        message = "this deck is empty; begin it with `talk:` and the title of your talk"
        problems.append(sheet.problem(Spot(1, 1, sheet.sources[0]), message))
    deck, refused = validated(sheet)
    problems += refused
    if deck is None or problems:
        raise DeckErrors(dict.fromkeys(problems), sheet.files)
    return Loaded(deck, sheet)


def _text(path: Path) -> str:
    """What the file says. Raises DeckErrors for what is no readable text."""
    try:
        if path.is_dir():
            raise DeckErrors([Problem("this is a folder; name the deck's file in it", path)])
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            said = f"this is too large for a deck (over {LARGEST // 1_000_000} MB)"
            raise DeckErrors([Problem(f"{said}; keep data in files of its own", path)])
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise DeckErrors([Problem(f"there is no such file{_neighbour(path)}", path)]) from None
    except UnicodeDecodeError as error:
        said = f"this is no UTF-8 text, so no deck (byte {error.start + 1})"
        raise DeckErrors([Problem(said, path)]) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DeckErrors([Problem(f"cannot be read: {why}", path)]) from None


def _neighbour(path: Path) -> str:
    """A deck beside the missing one whose name is near, as a did-you-mean."""
    try:
        names = [p.name for p in path.absolute().parent.glob("*.y*ml")]
    except OSError:
        names = []
    return did_you_mean(path.name, names)
