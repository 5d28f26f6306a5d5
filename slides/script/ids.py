"""Titles of talks and slides, and the ids that slides get from them."""

import re
from collections.abc import Sequence
from typing import Any

from slides.script.outline import kind_of

LONGEST_TITLE = 200
_SLUG = re.compile(r"[^a-z0-9]+")


def bare_title(heading: str) -> str:
    """A talk's title without the quotes around it."""
    for first, last in ('""', "“”"):
        if len(heading) > 2 and heading.startswith(first) and heading.endswith(last):
            return heading[1:-1].strip()
    return heading


def ids_of(slides: Sequence[dict[str, Any]]) -> list[str]:
    """An id for each slide: its own, or its title's words, and a number when they are taken."""
    found: list[str] = []
    own = [slide["slide"] for slide in slides]
    for place, slide in enumerate(slides):
        name = slide["slide"]
        if not name or not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", name) or name in found:
            name = stem = slug(slide["title"]) or f"slide-{place + 1}"
            taken = {*found, *own}
            number = 2
            while name in taken:
                name, number = f"{stem}-{number}", number + 1
        found.append(name)
    return found


def slug(title: str) -> str:
    """A title as an id: `myth-1-more-data`; "" when no letter of it can stand in one."""
    name = _SLUG.sub("-", title.lower().replace("'", "").replace("’", "")).strip("-")[:50]
    name = name.strip("-")
    return name if not name or name[0].isalpha() else f"slide-{name}"


def is_plain_heading(title: str, part: str) -> bool:
    """Whether a title alone, as a heading, says that its slide belongs to `part`."""
    kind, _, _ = kind_of(title)
    return part in ("qa", "closing") and kind == part
