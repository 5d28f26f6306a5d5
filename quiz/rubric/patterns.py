"""Regular expressions that cannot run away: RE2 takes time in proportion to the text, whatever the
pattern and the text are. What it cannot do in such time (back references, look-around) is refused.
"""

from functools import lru_cache
from typing import Any

LONGEST = 500
"""Characters of a pattern."""
_MEMORY = 1 << 20
"""Bytes that one compiled pattern may take."""


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:
    """The pattern, whatever the capitals. Raises ValueError that says what is wrong with it."""
    import re2  # type: ignore[import-untyped]  # 15 ms to load, and few decks have a `regex` rule

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0].decode(errors="replace") if error.args else "it cannot be read"
        raise ValueError(
            f"this pattern cannot be used: {said}; look-around and back references are left out,"
            " since a text could make them run for ever"
        ) from None


def found(pattern: str, text: str) -> bool:
    """Whether the pattern is somewhere in the text."""
    return compiled(pattern).search(text) is not None
