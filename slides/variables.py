"""Variables: `{{name}}` in a deck's texts gives way to what the header says it stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slides.marks import Path as Where

MARK = "{{"
_USE = re.compile(r"\\\{\{|\{\{[ \t]*([A-Za-z_][\w.-]*)[ \t]*\}\}")
"""`{{name}}`, or `\\{{` for the two braces themselves. Anything else in braces is left alone."""


@dataclass(frozen=True)
class Unknown:
    """A use of a variable that the header does not set, as it is `written`."""

    where: Where
    name: str
    written: str


def fill(value: Any, known: Mapping[str, str], where: Where, unknown: list[Unknown]) -> Any:
    """`value` with its texts filled in, however deep they stand; what is not known stays.

    Keys stay as they are, and what is filled in is not looked through again.
    """
    if isinstance(value, str):
        return _filled(value, known, where, unknown) if MARK in value else value
    if isinstance(value, list):
        return [fill(entry, known, (*where, n), unknown) for n, entry in enumerate(value)]
    if isinstance(value, dict):
        return {key: fill(entry, known, (*where, key), unknown) for key, entry in value.items()}
    return value


def _filled(text: str, known: Mapping[str, str], where: Where, unknown: list[Unknown]) -> str:
    def one(use: re.Match[str]) -> str:
        name = use[1]
        if name is None:
            return MARK
        if name not in known:
            unknown.append(Unknown(where, name, use[0]))
            return use[0]
        return known[name]

    return _USE.sub(one, text)
