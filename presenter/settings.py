"""The speaker's settings: flags beat the environment (`PODIUM_…`), which beats one TOML file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from presenter.plain import shows_unicode
from presenter.work.memory import DEFAULT, parse_bytes
from slides.durations import parse_duration
from slides.problems import DeckErrors, Problem, did_you_mean

BUILT_IN = "built in"
_SECTION = re.compile(r"\s*\[([\w.-]+)\]")
_DAYS = re.compile(r"(\d{1,3})d")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")


class Values(BaseModel):
    """What can be set; the docstrings are `docs/keys.md` in short."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    theme: str = ""
    """A theme's name or file; "" leaves it to the deck."""
    notes: bool = False
    """Begin with the notes shown."""
    footer: bool = True
    """Begin with the footer shown."""
    mouse: bool = True
    """Take clicks and the wheel; without it the terminal's own selecting works."""
    unicode: Literal["auto", "yes", "no"] = "auto"
    """Whether to draw with more than ASCII; auto asks the locale and TERM."""
    lab_memory: str = DEFAULT
    """What the models of live panes may take together, as `2GB`; the longest unused leave first."""
    quiz_keep: str = "24h"
    """How long after its end a quiz's names and answers are kept: `2h`, `24h`, `7d`, `0s`."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Keys by action, several with commas: `next = "right, n"`."""

    @field_validator("lab_memory")
    @classmethod
    def _is_memory(cls, value: str) -> str:
        parse_bytes(value)
        return value

    @field_validator("quiz_keep")
    @classmethod
    def _is_a_time(cls, value: str) -> str:
        parse_keep(value)
        return value


def parse_keep(text: str) -> float:
    """Seconds in `7d` or a duration such as `2h`. Raises ValueError."""
    days = _DAYS.fullmatch(text.strip())
    return int(days[1]) * 86400.0 if days else parse_duration(text)


@dataclass(frozen=True)
class Settings:
    """The values in force, and where each comes from."""

    values: Values = field(default_factory=Values)
    origins: Mapping[str, str] = field(default_factory=dict)
    """`--theme`, `PODIUM_THEME` or `FILE:LINE` by setting; what is not here is built in."""
    file: Path | None = None
    lines: tuple[str, ...] = ()

    def unicode(self, environ: Mapping[str, str]) -> bool:
        """Whether to draw with more than ASCII on this terminal."""
        asked = self.values.unicode
        return shows_unicode(environ) if asked == "auto" else asked == "yes"

    def problem(self, message: str, key: str, section: str = "") -> Problem:
        """A finding at a key of the file, or about the file as a whole."""
        return _problem(self.file or Path("settings"), self.lines, message, (section, key))

    def in_force(self) -> list[tuple[str, str, str]]:
        """Every setting with its value and where that comes from, for `podium doctor`."""
        return [
            (name, _shown(value), self.origins.get(name, BUILT_IN))
            for name, value in self.values.model_dump().items()
        ]


def load_settings(
    file: Path, environ: Mapping[str, str], flags: Mapping[str, str | None] | None = None
) -> Settings:
    """The settings in force. A file that is not there is empty.

    Raises DeckErrors with everything that is wrong in the file or the environment.
    """
    text = _text(file)
    lines = tuple(text.splitlines())
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    if text.strip():
        import tomllib  # slow to load, and most speakers have no such file

        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise DeckErrors([_syntax(str(error), file, lines)]) from None
    for name in values:
        origins[name] = f"{file}:{_line(lines, ('', name)) or _line(lines, (name, ''))}"
    for name in Values.model_fields:
        asked = environ.get(f"PODIUM_{name.upper()}", "")
        if asked and name != "keys":
            values[name], origins[name] = asked, f"PODIUM_{name.upper()}"
        if flag := (flags or {}).get(name):
            values[name], origins[name] = flag, f"--{name.replace('_', '-')}"
    try:
        return Settings(Values.model_validate(values), origins, file, lines)
    except ValidationError as failed:
        raise DeckErrors(_translated(e, origins, file, lines) for e in failed.errors()) from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise DeckErrors([Problem(f"these settings cannot be read: {error}", file)]) from None


def _syntax(said: str, file: Path, lines: tuple[str, ...]) -> Problem:
    place = _AT_LINE.search(said)
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (max(1, len(lines)), 1)
    source = lines[line - 1] if line <= len(lines) else ""
    message = f"this is not TOML: {_AT_LINE.sub('', said).lower()}; write text in quotes"
    return Problem(message, file, line, column, source, code="settings")


def _translated(
    error: Any, origins: Mapping[str, str], file: Path, lines: tuple[str, ...]
) -> Problem:
    """One pydantic error, said at its line of the file or of its variable."""
    name, *rest = map(str, error["loc"])
    if error["type"] == "extra_forbidden":
        known = did_you_mean(name, Values.model_fields)
        message = f"unknown setting {name!r}{known}"
    else:
        said = _WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))
        unlike = "" if error["type"] == "value_error" else f", not {error['input']!r}"
        message = f"{name}: {said}{unlike}"
    origin = origins.get(name, "")
    if origin.startswith(("PODIUM_", "--")):
        return Problem(message, Path(origin), code="settings")
    where = (name, rest[0]) if rest else ("", name)
    return _problem(file, lines, message, where)


_WORDS = {
    "bool_parsing": "this should be true or false",
    "bool_type": "this should be true or false",
    "string_type": "this should be text in quotes",
    "literal_error": 'this should be "auto", "yes" or "no"',
}


def _problem(file: Path, lines: tuple[str, ...], message: str, where: tuple[str, str]) -> Problem:
    line = _line(lines, where)
    source = lines[line - 1] if line else ""
    column = len(source) - len(source.lstrip()) + 1 if line else 0
    return Problem(message, file, line, column, source, code="settings")


def _line(lines: tuple[str, ...], where: tuple[str, str]) -> int:
    """The line, from 1, on which a key of a section stands, or with key "" the section; else 0."""
    section = ""
    for number, text in enumerate(lines, start=1):
        if head := _SECTION.match(text):
            section = head[1]
            if where == (section, ""):
                return number
        elif (key := _KEY.match(text)) and (section, key[1]) == where:
            return number
    return 0


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(f"{name}: {keys}" for name, keys in value.items()) or "as they ship"
        case _:
            return str(value) or "the deck's"
