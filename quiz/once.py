"""Remember what a function makes of a value for as long as the value lives. Pure."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Value = TypeVar("_Value")
_Made = TypeVar("_Made")


def once(make: Callable[[_Value], _Made]) -> Callable[[_Value], _Made]:
    """`make`, called once for each frozen value and then remembered in it.

    As `cached_property` does, for what modules above the value's own make of it. The value must
    have a `__dict__`; copies and comparisons do not see what is remembered.
    """
    key = f"_{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(value: _Value) -> _Made:
        kept = value.__dict__
        if key not in kept:
            kept[key] = make(value)
        found: _Made = kept[key]
        return found

    return made
