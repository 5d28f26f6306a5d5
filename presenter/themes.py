"""Themes: small YAML files with a palette and a few choices, and how well they can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, ValidationError

from presenter import places
from quiz.question import Identifier
from slides.blocks.part import Line, Part
from slides.marks import Marked, Place, read
from slides.marks import Path as Where
from slides.problems import DeckErrors, Problem, Severity, did_you_mean

DEFAULT = "dark"
COLOURLESS = "monochrome"
"""What NO_COLOR asks for."""
LARGEST = 100_000
"""Bytes of a theme file."""
READABLE = 4.5
"""The least contrast of text (WCAG 2.2, level AA)."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")

Ink = Literal["ink", "muted", "accent", "warm", "good", "bad"]
"""What is written with."""
Paper = Literal["background", "surface"]
"""What is written on: the slide; and panels, the footer and code."""


def _colour(value: str) -> str:
    if value != "default" and not _HEX.fullmatch(value):
        raise ValueError(f'write a colour as "#1b2e4f", or as default, not {value!r}')
    return value


def _code_style(value: str) -> str:
    from pygments.styles import STYLE_MAP

    if value != "plain" and value not in STYLE_MAP:
        said = f"there is no code style {value!r}{did_you_mean(value, STYLE_MAP)}; "
        raise ValueError(said + "`pygmentize -L styles` lists them, and plain is without colour")
    return value


Colour = Annotated[str, AfterValidator(_colour)]
"""`#rrggbb`, or `default` for the terminal's own."""


class Colours(Part):
    """The palette. What is written stands on the background or on a surface."""

    background: Colour
    surface: Colour
    ink: Colour
    muted: Colour
    accent: Colour
    warm: Colour
    good: Colour
    bad: Colour


class Theme(Part):
    """How a deck looks."""

    theme: Identifier
    about: Line = ""
    colours: Colours
    code: Annotated[str, AfterValidator(_code_style)] = "one-dark"
    """A Pygments style for code, or `plain` for bold and italic only."""
    frame: Literal["round", "solid", "heavy", "double", "ascii"] = "round"
    """The lines around what lies over a slide."""

    @property
    def is_dark(self) -> bool:
        """Whether its ink is lighter than its paper; the terminal's own is taken to be dark."""
        if "default" in (self.colours.ink, self.colours.background):
            return True
        return _luminance(self.colours.ink) > _luminance(self.colours.background)


@dataclass(frozen=True)
class LowContrast:
    """A pair of a theme that is hard to read."""

    ink: Ink
    paper: Paper
    ratio: float

    @property
    def message(self) -> str:
        """What is wrong, and the cure."""
        return (
            f"{self.ink} on {self.paper} has a contrast of {self.ratio:.1f} to 1, "
            f"and text needs {READABLE:g}; move the two further apart"
        )


def built_in() -> tuple[str, ...]:
    """Names of the themes that ship, the default first."""
    found = sorted(path.stem for path in (places.assets() / "themes").glob("*.yaml"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


@cache
def default_theme() -> Theme:
    """What a deck gets that names no theme."""
    return load_theme(DEFAULT, Path())


def load_theme(name: str, beside: Path) -> Theme:
    """A built-in theme, or a theme file in the folder `beside`. Raises DeckErrors, nothing else."""
    return _loaded(_find(name, beside))[0]


def contrast(one: str, other: str) -> float:
    """The contrast of two `#rrggbb` colours, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_problems(theme: Theme) -> list[LowContrast]:
    """Every pair of ink and paper too near each other; the terminal's own colours are trusted."""
    return [
        LowContrast(ink, paper, ratio)
        for ink, paper in _pairs()
        if (ratio := _ratio(theme.colours, ink, paper)) < READABLE
    ]


def theme_problems(name: str, beside: Path) -> list[Problem]:
    """All that is wrong with a theme, each with its place: errors, else contrasts too low."""
    try:
        theme, file = _loaded(_find(name, beside))
    except DeckErrors as errors:
        return errors.problems
    return [
        file.problem(low.message, (0, "colours", low.ink), severity="warning")
        for low in contrast_problems(theme)
    ]


def _pairs() -> Iterator[tuple[Ink, Paper]]:
    for paper in get_args(Paper):
        for ink in get_args(Ink):
            yield ink, paper


def _ratio(colours: Colours, ink: Ink, paper: Paper) -> float:
    one, other = getattr(colours, ink), getattr(colours, paper)
    return 21.0 if "default" in (one, other) else contrast(one, other)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    shares = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def find_theme(name: str, beside: Path) -> Path | None:
    """The file of a built-in theme, or of one in the folder `beside`; None when there is none."""
    if name in built_in():
        return places.assets() / "themes" / f"{name}.yaml"
    own = (beside / name, beside / f"{name}.yaml", beside / f"{name}.yml")
    return next((path for path in own if path.is_file()), None)


def no_such_theme(name: str) -> str:
    """What to say of a theme that is not to be found."""
    near = did_you_mean(name, built_in())
    return (
        f"there is no theme {name!r}{near}; there are {', '.join(built_in())}, "
        "and theme files beside the deck"
    )


def _find(name: str, beside: Path) -> Path:
    """The theme's file. Raises DeckErrors when there is none."""
    path = find_theme(name, beside)
    if path is None:
        raise DeckErrors([Problem(no_such_theme(name), beside / name)])
    return path


@dataclass(frozen=True)
class _File:
    """A theme file as it was read, to say where something in it stands."""

    path: Path
    lines: tuple[str, ...]
    marked: Marked

    def problem(
        self, message: str, where: Where, key: bool = False, severity: Severity = "error"
    ) -> Problem:
        """A finding at the deepest part of `where` that stands in the file."""
        place = self.marked.key(where) if key else None
        while not place and where:
            place, where = self.marked.place(where), where[:-1]
        return self.at(place or (1, 1), message, severity)

    def at(self, place: Place, message: str, severity: Severity = "error") -> Problem:
        """A finding at a line and column."""
        source = "".join(self.lines[place[0] - 1 : place[0]])
        code = "contrast" if severity == "warning" else "theme"
        return Problem(message, self.path, *place, source, severity, code)


def _loaded(path: Path) -> tuple[Theme, _File]:
    try:
        with path.open("rb") as stream:
            text = stream.read(LARGEST).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise DeckErrors([Problem(f"this theme cannot be read: {error}", path)]) from None
    marked = read(text)
    file = _File(path, tuple(text.splitlines()), marked)
    problems = [file.at(place, message) for place, message in marked.errors]
    if len(marked.documents) != 1 and not problems:
        problems = [file.at((1, 1), "a theme is one document; begin it with `theme: NAME`")]
    if problems:
        raise DeckErrors(problems)
    try:
        return Theme.model_validate(marked.documents[0]), file
    except ValidationError as failed:
        raise DeckErrors(_problem(error, file) for error in failed.errors()) from None


def _problem(error: Any, file: _File) -> Problem:
    """One pydantic error, said at its place in the file."""
    where = (0, *error["loc"])
    last = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            known = Colours.model_fields if len(where) > 2 else Theme.model_fields
            return file.problem(f"unknown key {last!r}{did_you_mean(last, known)}", where, key=True)
        case "missing":
            return file.problem(f"{last!r} is missing here", where)
        case "string_pattern_mismatch":
            message = f"{error['input']!r} should be small letters, digits and dashes, as my-theme"
        case "model_type" | "model_attributes_type":
            message = "this should be a mapping of keys and values"
        case _:
            message = error["msg"].removeprefix("Value error, ")
    return file.problem(f"{last}: {message}" if last else message, where)
