"""How a model's text looks: cleaned, wrapped, its last lines while it grows, and who wrote it."""

from textual.content import Content

from presenter.panes.colours import INK, MUTED, WARM
from presenter.work.text_view import Column
from quiz.text import cells, clean

WIDEST = 2_000
"""Cells of a line of a model's text that are looked at."""
CURSOR = "▌"


def safe(text: str) -> str:
    """A model's text with nothing in it that a terminal obeys; lines and indentation stay."""
    return "\n".join(_line(line) for line in text.expandtabs(4).split("\n"))


def _line(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return " " * min(indent, 40) + clean(line, WIDEST)


def visible(token: str) -> str:
    """A token on one line, its spaces and line ends to be seen."""
    spelt = token.replace("\n", "⏎").replace("\t", "⇥")
    shown = clean(spelt.replace(" ", "·"), 40)
    return shown or "∅"


def written(column: Column, width: int, height: int, growing: bool) -> list[Content]:
    """A text in at most `height` lines; while it grows, its end."""
    text = safe(column.text.lstrip()) + (CURSOR if growing else "")
    lines = [Content.styled(line.plain, INK) for line in Content(text).wrap(max(1, width))]
    if len(lines) <= height:
        return lines
    if growing:
        return lines[-height:]
    return [*lines[: height - 1], Content.styled("…", MUTED)]


def writer(column: Column, width: int) -> Content:
    """Who writes it and how: what stands in for a base says so."""
    if not (began := column.began):
        return Content("")
    name = f"{began.model}, {began.backend}"
    if began.stand_in:
        stand_in = f"no chat template, {began.model}"
        said = Content.assemble(("not a base: ", WARM), (stand_in, MUTED))
    elif not began.template:
        said = Content.styled(f"{name}, no chat template", MUTED)
    else:
        said = Content.styled(name, MUTED)
    return said.truncate(width, ellipsis=True)


def figures(column: Column, width: int) -> Content:
    """Tokens, and how fast."""
    if not (done := column.written):
        return Content("")
    rate = f", {done.tokens_per_second:.0f}/s" if done.tokens_per_second else ""
    ended = "" if done.ended == "end" else " cut"
    told = f"{done.tokens} tokens{ended}{rate}, first {done.first_ms:.0f} ms"
    return Content.styled(told, MUTED).truncate(width, ellipsis=True)


def beside(left: list[Content], right: list[Content], width: int, gap: int = 3) -> list[Content]:
    """Two columns of lines with a rule between them."""
    half = (width - gap) // 2
    rows = max(len(left), len(right))
    empty = Content("")
    both = []
    for place in range(rows):
        one = left[place] if place < len(left) else empty
        other = right[place] if place < len(right) else empty
        pad = Content(" " * max(0, half - one.cell_length))
        both.append(Content.assemble(one, pad, (" │ ", MUTED), other))
    return both


def halves(width: int, gap: int = 3) -> int:
    """Cells of each of two columns."""
    return (width - gap) // 2


def heading(text: str, style: str, width: int) -> Content:
    """A column's name."""
    return Content.styled(clean(text, width), f"bold {style}")


def overlong(question: str, width: int, height: int = 3) -> list[Content]:
    """What was asked, where the state line has no room for all of it; nothing otherwise."""
    shown = clean(question, WIDEST)
    if cells(shown) + 2 <= width:
        return []
    lines = Content(shown).wrap(max(1, width))
    if len(lines) > height:
        lines = [*lines[: height - 1], lines[height - 1].truncate(max(1, width - 1)) + "…"]
    return [Content.styled(line.plain, f"bold {INK}") for line in lines]
