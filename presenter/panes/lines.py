"""Lines of text that panes put together: wrapped, spread, cleaned, as bars."""

from collections.abc import Sequence

from textual.content import Content

from presenter.panes.colours import ACCENT, INK, MUTED

Lines = list[Content]


def wrapped(text: str, width: int, style: str) -> Lines:
    """Lines of at most `width` cells."""
    return list(Content.styled(text, style).wrap(max(1, width)))


def spread(groups: Sequence[Lines], height: int) -> Lines:
    """Groups below each other, an empty line between them where all fit with these; what is too
    much is cut at the end."""
    there = [group for group in groups if group]
    total = sum(map(len, there))
    apart = total + len(there) - 1 <= height
    lines: Lines = []
    for group in there:
        if lines and apart:
            lines.append(Content(""))
        lines += group
    return lines[:height]


def bar(name: str, share: float, said: str, width: int, colour: str) -> Content:
    """A share of one as a bar between its name and what is said of it."""
    room = max(0, width - len(name) - len(said))
    full = min(room, round(room * share))
    return Content.assemble(
        (name, MUTED), ("━" * full, colour), ("─" * (room - full), MUTED), (said, INK)
    )


def percent(probability: float) -> str:
    """One decimal, and never 100 % for what is not certain."""
    return f"{min(probability, 0.999):.1%}"


def one_line(text: str) -> str:
    """Text that people typed is data: control characters and line ends become spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def listed(texts: Sequence[str], width: int) -> list[Content]:
    """The texts of a slide with their numbers, before anything was asked."""
    lines = []
    for number, text in enumerate(texts, 1):
        for place, line in enumerate(wrapped(one_line(text), width - 2, INK)):
            lines.append(Content.assemble((f"{'' if place else number} ".rjust(2), ACCENT), line))
    return lines
