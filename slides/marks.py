"""YAML with its places kept: plain strings, lists and dicts, and where each of them stood.

Every scalar stays the text it was written as, so that `no` is "no" and `1:30` is for the model to
judge; YAML 1.1's guesses never happen. The tree is built from the parser's events, because
libyaml's own composer overruns the stack on deep nesting, and follows aliases without end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[int, int]
"""Line and column, both from 1."""
Path = tuple[str | int, ...]
"""Where a value stands: the document's number, from 0, then keys and places in lists."""
DEEPEST = 60
"""Levels of nesting; a deck needs about eight."""
MOST_REPEATED = 10_000
"""Values that aliases may add to a deck."""

_UNREADABLE = yaml.reader.Reader.NON_PRINTABLE
"""What YAML does not read; compiled there already, which is worth milliseconds at every start."""
_BORDER = re.compile(r"\n(?=---(?:[ \t\r\n]|$))")
"""Where a document ends and the next begins, whatever came before: YAML knows no text in which
`---` could begin a line."""
_INSEPARABLE = ("\n%", "\n...", "\x85", "\u2028", "\u2029")
"""Directives, ends of documents that say so, and line ends that only YAML takes for some."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BRACKET = re.compile(r":\s+\[[^\[\]]*\]\s*[^\s,\]}#]")
"""Text that YAML takes for a list: notes that begin with a cue."""
_CURES = {
    "mapping values are not allowed": "put text that holds ': ' in quotes",
    "found unexpected end of stream": "a quote that is opened must be closed",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "did not find expected key": "look at the indentation and the quotes just before",
    "found a tab character": "indent with spaces, not with tabs",
    "found character that cannot start any token": "put text that begins with it in quotes",
}


@dataclass
class Page:
    """Documents that were read together. Lines and documents count from its own beginning."""

    documents: list[Any] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    errors: list[tuple[Place, str]] = field(default_factory=list)
    whole: bool = True
    repeated: int = 0
    """Values that aliases added."""

    def stop(self, place: Place, message: str) -> None:
        """Note an error after which nothing more can be read."""
        self.errors.append((place, message))
        self.whole = False


@dataclass(frozen=True)
class Marked:
    """The finished documents of a stream and where each of their parts stands."""

    pages: tuple[tuple[int, Page], ...]
    """Each with the lines of the stream before it."""

    @cached_property
    def documents(self) -> list[Any]:
        """All of them, as plain values."""
        return [document for _, page in self.pages for document in page.documents]

    @cached_property
    def errors(self) -> list[tuple[Place, str]]:
        """What is wrong, in the order of the stream."""
        return [
            ((line + before, column), said)
            for before, page in self.pages
            for (line, column), said in page.errors
        ]

    @property
    def whole(self) -> bool:
        """False when reading stopped before the end: what is missing may stand further down."""
        return all(page.whole for _, page in self.pages)

    def place(self, path: Path) -> Place | None:
        """Where a value stands; None for what is not in the stream."""
        return self._find(path, key=False)

    def key(self, path: Path) -> Place | None:
        """Where the key of a value stands; None for what has none."""
        return self._find(path, key=True)

    @cached_property
    def _at(self) -> list[tuple[int, Page, int]]:
        """For each document the lines before its page, the page, and its number there."""
        return [(b, page, n) for b, page in self.pages for n in range(len(page.documents))]

    def _find(self, path: Path, key: bool) -> Place | None:
        number = path[0] if path else None
        if not (isinstance(number, int) and 0 <= number < len(self._at)):
            return None
        before, page, own = self._at[number]
        found = (page.keys if key else page.places).get((own, *path[1:]))
        return (found[0] + before, found[1]) if found else None


class _Stop(Exception):
    """Reading cannot go on; the error is noted."""


def read(text: str) -> Marked:
    """Every document of a YAML stream, as far as it can be read; what is wrong is in `errors`.

    Documents that were read before, in whatever stream, are not read again.
    """
    text = text.removeprefix("\ufeff")
    if _separable(text):
        *earlier, last = _BORDER.split(text)
        before, pages = 0, []
        for part in (*(part + "\n" for part in earlier), last):
            pages.append((before, _remembered(part)))
            before += part.count("\n")
        repeated = sum(page.repeated for _, page in pages)
        if all(page.whole for _, page in pages) and repeated <= MOST_REPEATED:
            return Marked(tuple(pages))
    return read_at_once(text)


def read_at_once(text: str) -> Marked:
    """The same, with every document read anew, as YAML has it: one after the other."""
    return Marked(((0, _page(text.removeprefix("\ufeff"))),))


def _separable(text: str) -> bool:
    """Whether what stands between two `---` can be read by itself."""
    odd = any(sign in text for sign in _INSEPARABLE) or "\r" in text.replace("\r\n", "")
    return not odd and not text.startswith(("%", "..."))


@lru_cache(maxsize=2048)
def _remembered(text: str) -> Page:
    return _page(text)


def _page(text: str) -> Page:
    """The documents of a text, read from its events."""
    page = Page()
    if stray := _UNREADABLE.search(text):
        character = f"U+{ord(stray.group()):04X}"
        place = _place_of(text, stray.start())
        page.stop(place, f"the character {character} cannot stand in a deck; take it out")
        return page
    composer = _Composer(yaml.parse(text, Loader=Loader), page)
    try:
        composer.stream()
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        page.stop(_place(mark) if mark else (1, 1), _not_yaml(error, text))
    except yaml.YAMLError as error:
        page.stop((1, 1), f"this is not YAML: {error}".splitlines()[0])
    page.repeated = composer.repeated
    return page


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _place_of(text: str, index: int) -> Place:
    lines = (text[:index] + "x").splitlines()
    return len(lines), len(lines[-1])


def _not_yaml(error: yaml.MarkedYAMLError, text: str) -> str:
    said = " ".join(part for part in (error.problem, error.context) if part)
    cure = next((cure for start, cure in _CURES.items() if start in said), "")
    mark = error.problem_mark
    line = "".join(text.splitlines()[mark.line : mark.line + 1]) if mark else ""
    if mark and line[mark.column : mark.column + 1] == "\t":
        cure = _CURES["found a tab character"]
    elif _BRACKET.search(line):
        cure = "put text that begins with [ in quotes, or on lines of its own below a |"
    return f"this is not YAML: {said}" + (f"; {cure}" if cure else "")


class _Composer:
    """Builds the documents of one page from its events."""

    def __init__(self, events: Iterator[Any], page: Page) -> None:
        self.events = events
        self.page = page
        self.anchors: dict[str, tuple[Any, int]] = {}
        """Finished values by anchor, each with the number of values in it."""
        self.built = 0
        self.repeated = 0

    def stream(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors = {}
                document = self.value(next(self.events), (len(self.page.documents),))
                self.page.documents.append(document)

    def value(self, event: Any, path: Path) -> Any:
        place = _place(event.start_mark)
        self.page.places[path] = place
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event.anchor or "", place)
        if len(path) > DEEPEST:
            self.page.stop(place, "this is nested too deeply for a deck")
            raise _Stop
        first = self.built
        self.built += 1
        if isinstance(event, yaml.MappingStartEvent):
            value: Any = self.mapping(path)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self.sequence(path)
        else:
            value = self.scalar(event.value, place)
        if event.anchor:
            self.anchors[event.anchor] = value, self.built - first
        return value

    def alias(self, anchor: str, place: Place) -> Any:
        if anchor not in self.anchors:
            self.page.errors.append((place, f"*{anchor} needs a finished &{anchor} before it"))
            return ""
        value, size = self.anchors[anchor]
        self.built += size
        self.repeated += size
        if self.repeated > MOST_REPEATED:
            self.page.stop(place, "too much is repeated through & and *; write the text out")
            raise _Stop
        return value

    def scalar(self, value: str, place: Place) -> str:
        if stray := _CONTROL.search(value):
            character = f"U+{ord(stray.group()):04X}"
            message = f"this text holds the control character {character}; take it out"
            self.page.errors.append((place, message))
        return value

    def sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        return found

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = _place(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                message = "a key is one word or phrase, not a list, a mapping or an alias"
                self.page.errors.append((place, message))
                self.skip(event)
                self.skip(next(self.events))
                continue
            key = self.scalar(event.value, place)
            if key in found:
                first, _ = self.page.keys[(*path, key)]
                self.page.errors.append((place, f"{key!r} is already set in line {first}"))
                self.skip(next(self.events))
                continue
            self.page.keys[(*path, key)] = place
            found[key] = self.value(next(self.events), (*path, key))
        return found

    def skip(self, event: Any) -> None:
        """Pass over a value whose first event was `event`."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return
            if depth > DEEPEST:
                place = _place(event.start_mark)
                self.page.stop(place, "this is nested too deeply for a deck")
                raise _Stop
            event = next(self.events)
