"""Keys by the names of what they do, rebound as the speaker's settings ask."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import Keys

from slides.problems import did_you_mean

TAKEN = {
    "ctrl+c": "it always ends the talk at once",
    "ctrl+q": "it always ends the talk at once",
    **dict.fromkeys("0123456789", "digits gather the number of a slide to go to"),
}
"""Keys that cannot be given to an action, and why."""
_SIGNS = {
    "?": "question_mark",
    ".": "full_stop",
    "/": "slash",
    "-": "minus",
    "+": "plus",
    "*": "asterisk",
    ":": "colon",
    ";": "semicolon",
    "!": "exclamation_mark",
    "'": "apostrophe",
    "=": "equals_sign",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "\\": "backslash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}
_NAMED = {
    **{key.value: key.value for key in Keys if "+" not in key.value and "<" not in key.value},
    "esc": "escape",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "return": "enter",
    "del": "delete",
    **{name: name for name in ("space", "comma", *_SIGNS.values())},
}
_SPELT = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "comma": ",",
    **{name: sign for sign, name in _SIGNS.items()},
}
_DIRECT = re.compile(r"direct\('([\w-]+)'\)")


class Misbound(NamedTuple):
    """Why an action cannot have the keys that the settings give it."""

    action: str
    message: str


def action_name(binding: Binding) -> str:
    """What the settings call the thing a binding does."""
    if binding.id:
        return binding.id
    direct = _DIRECT.fullmatch(binding.action)
    return direct[1] if direct else binding.action


def named(bindings: Sequence[Binding]) -> list[Binding]:
    """The bindings with the names by which settings and Textual's keymap know them."""
    return [replace(binding, id=action_name(binding)) for binding in bindings]


def key_list(binding: Binding) -> list[str]:
    """The keys of a binding, one by one."""
    return [_in_full(key.strip()) or key.strip() for key in binding.key.split(",")]


def rebound(
    bindings: Sequence[Binding], asked: Mapping[str, str]
) -> tuple[list[Binding], list[Misbound]]:
    """The bindings with the keys asked for, and what cannot be done and why.

    A key given away must be free: it is not taken silently from another action.
    """
    problems = [
        Misbound(action, f"there is no action {action!r}{did_you_mean(action, known)}")
        for known in [[action_name(binding) for binding in bindings]]
        for action in asked
        if action not in known
    ]
    found: list[Binding] = []
    for binding in named(bindings):
        name = action_name(binding)
        if name in asked:
            keys, wrong = _keys(asked[name])
            problems += [Misbound(name, f"{name}: {message}") for message in wrong]
            found.append(replace(binding, key=",".join(keys)) if keys else binding)
        else:
            found.append(binding)
    return found, problems + _clashes(found, asked)


def keymap(bindings: Sequence[Binding], shipped: Sequence[Binding]) -> dict[str, str]:
    """The keys of actions that have others than those they ship with, as Textual's keymap takes
    them: it goes through all of it, twice, at every key that is pressed."""
    before = {action_name(binding): binding.key for binding in shipped}
    keys = {action_name(binding): binding.key for binding in bindings}
    return {name: key for name, key in keys.items() if key != before.get(name)}


def spelt(key: str) -> str:
    """A key as people read it on their keyboard."""
    *modifiers, last = key.strip().split("+")
    if last in _SPELT:
        last = _SPELT[last]
    elif len(last) > 1:
        last = last.title()
    elif modifiers:
        last = last.upper()
    return "+".join([*(modifier.title() for modifier in modifiers), last])


def spelt_keys(binding: Binding) -> str:
    """All keys of a binding, for help."""
    return "  ".join(spelt(key) for key in key_list(binding))


def first_key(bindings: Sequence[Binding], name: str) -> str:
    """The first key of an action as it is spelt; "" for none."""
    return next((spelt(key_list(b)[0]) for b in bindings if action_name(b) == name), "")


def _keys(asked: str) -> tuple[list[str], list[str]]:
    """The keys of a setting by their full names, and what is wrong with the others."""
    keys: list[str] = []
    wrong: list[str] = []
    for key in asked.split(","):
        full = _in_full(key.strip())
        if not key.strip():
            wrong.append("a key is missing here; write the comma key as `comma`")
        elif full is None:
            wrong.append(f"there is no key {key.strip()!r}{did_you_mean(key.strip(), _NAMED)}")
        elif full in TAKEN:
            wrong.append(f"{spelt(full)} cannot be given away: {TAKEN[full]}")
        else:
            keys.append(full)
    return keys, wrong


def _in_full(key: str) -> str | None:
    """Textual's name of a key; None for what is no key."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    if not set(modifiers) <= {"ctrl", "alt", "shift"}:
        return None
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    if len(last) == 1 and last.isalnum():
        name: str | None = last
    else:
        name = _SIGNS.get(last) or _NAMED.get(last.lower())
    return "+".join([*modifiers, name]) if name else None


def _clashes(bindings: Sequence[Binding], asked: Mapping[str, str]) -> list[Misbound]:
    """Keys that two actions have, told at the action that the settings name."""
    owners: dict[str, str] = {}
    clashes: list[Misbound] = []
    for binding in bindings:
        name = action_name(binding)
        for key in key_list(binding):
            other = owners.setdefault(key, name)
            if other != name:
                mover, keeper = (name, other) if name in asked else (other, name)
                message = f"{mover}: {spelt(key)} is a key of {keeper!r} too; give one of the two"
                clashes.append(Misbound(mover, f"{message} another key"))
    return clashes
