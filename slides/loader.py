"""From a YAML file to a deck, or to every error in it with its line, column and cure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from slides.deck import KINDS, Deck, Quiz
from slides.marks import Marked, Place, read
from slides.problems import DeckErrors, Problem, did_you_mean

LARGEST = 5_000_000
"""Bytes. A deck of 1,000 slides takes about a megabyte."""


def load_deck(path: Path) -> Deck:
    """The deck in a file. Raises DeckErrors with everything that is wrong, and nothing else."""
    return parse_deck(_text(path), path)


def parse_deck(text: str, path: Path) -> Deck:
    """The deck in `text`; `path` is only what errors name."""
    marked = read(text)
    report = _Report(path, text.splitlines(), marked)
    report.said.extend((place, message) for place, message in marked.errors)
    if not marked.documents and not marked.errors:
        report.say((1, 1), "this deck is empty; `podium new` writes one to start from")
    if not report.said or marked.documents:
        deck = _validated(marked, report)
        if deck and not report.said:
            return deck
    raise DeckErrors(report.problems())


def _text(path: Path) -> str:
    """What the file says. Raises DeckErrors for what is no readable text."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise DeckErrors([Problem("this is a folder; name the deck's file in it", path)])
        if size > LARGEST:
            said = f"{size / 1e6:.0f} MB is too large for a deck (at most {LARGEST / 1e6:.0f} MB)"
            raise DeckErrors([Problem(f"{said}; keep data in files of its own", path)])
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DeckErrors([Problem(f"there is no such file{_neighbour(path)}", path)]) from None
    except UnicodeDecodeError:
        raise DeckErrors([Problem("this is no UTF-8 text, so no deck", path)]) from None
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


class _Report:
    """Collects what is wrong, each with its place."""

    def __init__(self, path: Path, lines: list[str], marked: Marked) -> None:
        self.path = path
        self.lines = lines
        self.marked = marked
        self.said: list[tuple[Place, str]] = []

    def say(self, place: Place, message: str) -> None:
        self.said.append((place, message))

    def say_at(self, where: tuple[str | int, ...], message: str, key: bool = False) -> None:
        """Say it at the deepest part of `where` that stands in the file."""
        while where:
            if key and where in self.marked.keys:
                return self.say(self.marked.keys[where], message)
            if where in self.marked.places:
                return self.say(self.marked.places[where], message)
            where = where[:-1]
        return self.say((1, 1), message)

    def problems(self) -> Iterator[Problem]:
        for (line, column), message in dict.fromkeys(self.said):
            source = self.lines[line - 1] if line <= len(self.lines) else ""
            yield Problem(message, self.path, line, column, source)


def _validated(marked: Marked, report: _Report) -> Deck | None:
    """The deck, or None after its errors were reported."""
    talk, *slides = marked.documents or [{}]
    keys: dict[int, tuple[str, ...]] = {}
    if not slides and not marked.errors:
        report.say(
            (1, 1), "this deck has no slides; begin each with a line `---` and `slide: its-id`"
        )
    try:
        deck = Deck.model_validate({"talk": talk, "slides": slides}, context=keys)
    except ValidationError as failed:
        for error in failed.errors(include_url=False):
            _translate(error, marked, keys, report)
        return None
    _check_references(deck, report)
    return deck


def _translate(
    error: Any, marked: Marked, keys: dict[int, tuple[str, ...]], report: _Report
) -> None:
    """One pydantic error, said at the place in the file and in the deck's words."""
    loc = error["loc"]
    if loc == ("slides",):
        return
    document, rest = (0, loc[1:]) if loc[0] == "talk" else (loc[1] + 1, loc[2:])
    about_key = error["type"] in ("extra_forbidden", "missing")
    inner = rest[:-1] if about_key else rest
    where, value = _follow(marked.documents[document], (document,), inner)
    last = loc[-1]
    match error["type"]:
        case "extra_forbidden":
            known = keys.get(id(value), ())
            message = f"unknown key {last!r}{did_you_mean(str(last), known)}"
            report.say_at((*where, last), message, key=True)
        case "missing":
            report.say_at(where, f"{last!r} is missing here")
        case "block_kind":
            report.say_at(where, error["msg"] + _near_kind(value))
        case _:
            report.say_at(where, _wording(error, rest))


def _follow(
    value: Any, where: tuple[str | int, ...], loc: tuple[str | int, ...]
) -> tuple[tuple[str | int, ...], Any]:
    """Walk `loc` down the document; a union's tags in it are passed over."""
    for before, item in zip(("", *loc), loc, strict=False):
        if isinstance(before, int) and item in KINDS:
            continue
        inside_mapping = isinstance(value, dict) and item in value
        inside_list = isinstance(value, list) and isinstance(item, int) and item < len(value)
        if inside_mapping or inside_list:
            value, where = value[item], (*where, item)
    return where, value


def _near_kind(value: Any) -> str:
    """A did-you-mean from the keys of a block that names no known kind."""
    near = (did_you_mean(key, KINDS) for key in value) if isinstance(value, dict) else iter(())
    return next(filter(None, near), "")


_WORDS = {
    "model_type": "this should be a mapping of keys and values",
    "model_attributes_type": "this should be a mapping of keys and values",
    "string_type": "this should be text",
    "tuple_type": "this should be a list",
    "int_parsing": "this should be a whole number",
    "float_parsing": "this should be a number",
    "bool_parsing": "this should be yes or no",
}


def _wording(error: Any, loc: tuple[str | int, ...]) -> str:
    names = [str(item) for item in loc if isinstance(item, str)]
    text = _WORDS.get(error["type"], error["msg"]).removeprefix("Value error, ")
    if error["type"] == "string_pattern_mismatch":
        text = f"{error['input']!r} should be lower-case letters, digits and dashes, as 'my-slide'"
    if error["type"] == "union_tag_invalid":
        tags = error["ctx"]["expected_tags"].replace("'", "")
        near = did_you_mean(error["ctx"]["tag"], tags.split(", "))
        return f"there is no {names[-1]} {error['ctx']['tag']!r}{near}; there are {tags}"
    return f"{names[-1]}: {text}" if names else text


def _check_references(deck: Deck, report: _Report) -> None:
    """What only the whole deck can show: repeated ids, and names that name nothing."""
    ids: dict[str, int] = {}
    for number, slide in enumerate(deck.slides, start=1):
        if slide.slide in ids:
            first, _ = report.marked.keys[(ids[slide.slide], "slide")]
            message = f"the id {slide.slide!r} is already used by the slide in line {first}"
            report.say_at((number, "slide"), message)
        ids.setdefault(slide.slide, number)
    named = [(("checkpoints", n, "at"), point.at) for n, point in enumerate(deck.talk.checkpoints)]
    named += [(("cut", n, "slide"), cut.slide) for n, cut in enumerate(deck.talk.cut)]
    for where, target in named:
        if target not in ids:
            report.say_at((0, *where), f"there is no slide {target!r}{did_you_mean(target, ids)}")
    questions = deck.questions()
    for number, slide in enumerate(deck.slides, start=1):
        for block in slide.walk():
            if isinstance(block, Quiz) and block.id not in questions:
                message = f"there is no question {block.id!r}{did_you_mean(block.id, questions)}"
                report.say_at((number, "blocks"), message)
