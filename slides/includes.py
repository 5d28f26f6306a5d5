"""The files of a deck: its own, and those that `include` documents pull into the stream."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slides.deck import Include, Shared
from slides.marks import Path as Where
from slides.marks import read
from slides.problems import DeckErrors, Problem, did_you_mean
from slides.sheet import Sheet, Source, Spot
from slides.variables import MARK, Unknown, fill

MOST_FILES = 100
LONGEST_PATH = 500
MAPPINGS = ("variables", "glossary")
"""What an included file gives the talk by name; the rest it gives in lists."""

ReadText = Callable[[Path], str]
"""What a file says. Raises DeckErrors for what is no readable text."""


def gather(text: str, path: Path, read_text: ReadText) -> tuple[Sheet, list[Problem]]:
    """The whole deck in `text` and the files it includes, relative to `path`; what is wrong."""
    gathered = _Gathered(read_text)
    gathered.file(text, path, (path,))
    return gathered.sheet(), gathered.problems


@dataclass
class _Gathered:
    """The stream as it grows, file by file."""

    read_text: ReadText
    sources: list[Source] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    origins: dict[Where, tuple[Source, Where]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    shared: list[tuple[Source, Where, Any]] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)
    missing: list[Path] = field(default_factory=list)
    whole: bool = True
    marked: bool = False
    """Whether there are variables to fill in."""

    def file(self, text: str, path: Path, chain: tuple[Path, ...]) -> None:
        """Add a file's documents; `chain` are the files that lead to it, itself the last."""
        self.seen.add(_real(path))
        text = text.removeprefix("\ufeff")
        marked = read(text)
        source = Source(path, tuple(text.splitlines()), marked)
        self.sources.append(source)
        self.whole = self.whole and marked.whole
        self.marked = self.marked or MARK in text
        self.problems += [self.problem(source, place, said) for place, said in marked.errors]
        for number, document in enumerate(marked.documents):
            header = len(chain) == 1 and not number
            self.document(source, number, document, chain, header)

    def document(
        self, source: Source, number: int, document: Any, chain: tuple[Path, ...], header: bool
    ) -> None:
        """Add one document: the talk, a slide, an include, or what an included file shares."""
        keys = document if isinstance(document, dict) and not header else {}
        if "include" in keys and "slide" not in keys:
            self.include(source, (number,), document, chain)
        elif len(chain) > 1 and "talk" in keys:
            said = "an included file has no header of its own; take `talk` and its kin out"
            self.refuse(source, (number, "talk"), said, key=True)
        elif len(chain) > 1 and "slide" not in keys and any(map(_is_shared, keys)):
            self.shared.append((source, (number,), document))
        else:
            self.origins[(len(self.documents),)] = source, (number,)
            self.documents.append(document)
            if header and isinstance(document, dict) and "bank" in document:
                self.banks(source, (number, "bank"), document["bank"], chain)

    def banks(self, source: Source, where: Where, named: Any, chain: tuple[Path, ...]) -> None:
        """Pull in the files of questions that the header names, one or several."""
        if isinstance(named, list):
            for number, name in enumerate(named):
                self.pull(source, (*where, number), name, chain)
        else:
            self.pull(source, where, named, chain)

    def include(self, source: Source, where: Where, document: Any, chain: tuple[Path, ...]) -> None:
        """Pull in the file that a document names."""
        self.refuse_strange_keys(source, where, document, tuple(Include.model_fields))
        self.pull(source, (*where, "include"), document["include"], chain)

    def pull(self, source: Source, where: Where, name: Any, chain: tuple[Path, ...]) -> None:
        """Add the documents of the file of that name."""
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_PATH:
            key = next(part for part in reversed(where) if isinstance(part, str))
            return self.refuse(source, where, f"{key}: this should be the name of a file")
        path = source.path.parent / name
        if complaint := self.unfit(name, path, chain):
            return self.refuse(source, where, complaint)
        if _real(path) in self.seen:
            return None
        try:
            text = self.read_text(path)
        except DeckErrors as errors:
            self.missing.append(path)
            return self.refuse(source, where, f"{name[-80:]}: {errors.problems[0].message}")
        return self.file(text, path, (*chain, path))

    def unfit(self, name: str, path: Path, chain: tuple[Path, ...]) -> str:
        """Why a file cannot be included; "" when it can, if only it can be read."""
        if Path(name).is_absolute():
            return "include: name the file relative to this one, so that the deck can be moved"
        if _real(path) in map(_real, chain):
            names = ", which includes ".join(step.name for step in (*chain, path))
            return f"this include goes in a circle: {names}"
        if len(self.sources) >= MOST_FILES:
            return f"a deck has at most {MOST_FILES} files"
        try:
            special = path.exists() and not path.is_file() and not path.is_dir()
        except (OSError, ValueError):
            special = False
        return f"{name}: this is no ordinary file" if special else ""

    def refuse(self, source: Source, where: Where, message: str, key: bool = False) -> None:
        """Note an error after which a part of the deck is missing."""
        self.whole = False
        self.problems.append(self.problem(source, source.place(where, key), message))

    def refuse_strange_keys(
        self, source: Source, where: Where, document: Any, known: tuple[str, ...]
    ) -> None:
        for key in document:
            if key not in known:
                place = source.place((*where, key), key=True)
                said = f"unknown key {key!r}{did_you_mean(key, known)}"
                self.problems.append(self.problem(source, place, said))

    def problem(self, source: Source, place: tuple[int, int], message: str) -> Problem:
        return self.bare().problem(Spot(*place, source), message)

    def bare(self) -> Sheet:
        missing = tuple(self.missing)
        return Sheet(tuple(self.sources), tuple(self.documents), self.origins, self.whole, missing)

    # ------------------------------------------------------------------ the whole

    def sheet(self) -> Sheet:
        """The finished deck: what files share merged into the talk, variables filled in."""
        for source, where, document in self.shared:
            self.refuse_strange_keys(source, where, document, tuple(Shared.model_fields))
            for key in Shared.model_fields:
                if key in document and self.documents and isinstance(self.documents[0], dict):
                    self.merge(source, (*where, key), key, document[key])
        if self.marked and self.documents:
            self.fill_in()
        return self.bare()

    def merge(self, source: Source, where: Where, key: str, given: Any) -> None:
        """Put what a file shares under `key` into the talk."""
        mapping = key in MAPPINGS
        if type(given) is not (dict if mapping else list):
            kind = "a mapping of names and texts" if mapping else "a list"
            return self.refuse(source, where, f"{key}: this should be {kind}")
        talk = self.documents[0]
        have = talk.get(key, {} if mapping else [])
        if type(have) is not type(given):
            return None  # the talk's own is wrong, and the model says so
        merged: Any
        if isinstance(given, dict):
            merged = {**dict(have), **self.merged_mapping(source, where, key, given)}
        else:
            merged = [*have, *given]
            for number in range(len(given)):
                self.origins[(0, key, len(have) + number)] = source, (*where, number)
        self.documents[0] = {**talk, key: merged}
        return None

    def merged_mapping(
        self, source: Source, where: Where, key: str, given: dict[str, Any]
    ) -> dict[str, Any]:
        """What of `given` is new to the talk; what it has already is an error."""
        have = self.documents[0].get(key, {})
        for name in set(given) & set(have):
            first = self.bare().place((0, key, name), key=True)
            said = f"{name!r} is already set in line {first.line} of {first.source.path.name}"
            place = source.place((*where, name), key=True)
            self.problems.append(self.problem(source, place, said))
        new = {name: value for name, value in given.items() if name not in have}
        for name in new:
            self.origins[(0, key, name)] = source, (*where, name)
        return new

    def fill_in(self) -> None:
        """Fill in the variables everywhere but in their own definitions."""
        talk = self.documents[0]
        variables = talk.get("variables") if isinstance(talk, dict) else None
        given = variables if isinstance(variables, dict) else {}
        known = {name: text for name, text in given.items() if isinstance(text, str)}
        unknown: list[Unknown] = []
        for number, document in enumerate(self.documents):
            self.documents[number] = fill(document, known, (number,), unknown)
        if variables is not None:
            self.documents[0]["variables"] = variables
        sheet = self.bare()
        for use in unknown:
            if use.where[:2] == (0, "variables") or (use.name in given):
                continue
            said = f"there is no variable {use.name!r}{did_you_mean(use.name, known)}"
            cure = f"; `variables` in the header sets it, and \\{use.written} shows the braces"
            self.problems.append(sheet.problem(sheet.find(use.where, use.written), said + cure))


def _is_shared(key: str) -> bool:
    """Whether a key is one of what files share, or is meant to be."""
    return key in Shared.model_fields or bool(did_you_mean(key, Shared.model_fields))


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path
