"""How retrieval looks: passages with scores and sources, and two answers side by side."""

import textwrap
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED, WARM
from presenter.panes.lines import listed, one_line
from presenter.work.protocol import Found, Retrieved
from presenter.work.rag_view import RagView

SIDE_BY_SIDE = 70
"""Columns from which the two answers stand beside each other."""
QUOTED = 2
"""Lines of a passage, at most."""
BAR = 10
"""Cells of the bar of a score."""


def rag_lines(view: RagView, questions: Sequence[str], size: tuple[int, int]) -> list[Content]:
    """At most as many lines as there are, at most as wide."""
    width, height = size
    if not view.question:
        rows = listed(questions, width)
    else:
        passages = _passages(view, width, height)
        room = height - len(passages) - 1
        rows = [*_answers(view, width, max(3, room)), Content(""), *passages]
    return [row.truncate(width, ellipsis=True) for row in rows[:height]]


# ------------------------------------------------------------------------- the answers


def _answers(view: RagView, width: int, height: int) -> list[Content]:
    if width < SIDE_BY_SIDE:
        each = max(2, height // 2)
        return [*_without(view, width, each), *_with(view, width, height - each)]
    left = (width - 3) // 2
    one, other = _without(view, left, height), _with(view, width - 3 - left, height)
    rows = max(len(one), len(other))
    one += [Content("")] * (rows - len(one))
    other += [Content("")] * (rows - len(other))
    bar = Content.styled(" │ ", MUTED)
    return [
        Content.assemble(a.truncate(left, pad=True), bar, b)
        for a, b in zip(one, other, strict=True)
    ]


def _without(view: RagView, width: int, height: int) -> list[Content]:
    head = Content.styled("without the knowledge base", f"bold {BAD}")
    text = view.answers[0] if view.answers else ""
    return [head, *_text(text, width, height - 1, unfinished=len(view.written) < 1 and bool(text))]


def _with(view: RagView, width: int, height: int) -> list[Content]:
    head = Content.styled("with it", f"bold {GOOD}")
    if view.refused and view.retrieved:
        found = view.retrieved
        said = (
            f"nothing in it comes near: best passage {found.best:.2f}, "
            f"and an answer needs {found.threshold:.2f}"
        )
        rows = _text(said, width, height - 2, style=MUTED)
        return [head, Content.styled("I don't know.", f"bold {WARM}"), *rows]
    text = view.answers[1] if len(view.answers) > 1 else ""
    return [head, *_text(text, width, height - 1, unfinished=len(view.written) < 2 and bool(text))]


def _text(
    text: str, width: int, height: int, style: str = INK, unfinished: bool = False
) -> list[Content]:
    """A text in lines; its end when it does not fit and is still growing, else its beginning."""
    shown = one_line(text) + (" ▌" if unfinished else "")
    lines = textwrap.wrap(shown, max(8, width)) or [""]
    if len(lines) > height:
        lines = lines[-height:] if unfinished else [*lines[: height - 1], f"{lines[height - 1]} …"]
    return [Content.styled(line, style) for line in lines]


# ------------------------------------------------------------------------- the passages


def _passages(view: RagView, width: int, height: int) -> list[Content]:
    """What was found: cosine, heading, file, and as much of the text as there is room for."""
    found = view.retrieved
    if not found:
        return []
    room = max(1, height // 2 - 1)
    lines = [_heading(view, found)]
    quoted = min(QUOTED, max(0, (room - 1) // max(1, len(found.found)) - 1))
    for passage in found.found:
        lines.append(_passage(passage, found.threshold, width))
        rows = textwrap.wrap(one_line(passage.text), max(8, width - 4))
        style = INK if passage.similarity >= found.threshold else MUTED
        lines += [Content.styled(f"    {row}", style) for row in rows[:quoted]]
    return lines


def _heading(view: RagView, found: Retrieved) -> Content:
    of = f" of {view.index.passages}" if view.index else ""
    used = sum(passage.similarity >= found.threshold for passage in found.found)
    said = f"  {used if found.enough else 'none'}{of} used  found in {found.milliseconds:.0f} ms"
    return Content.assemble(("passages", f"bold {ACCENT}"), (said, MUTED))


def _passage(passage: Found, threshold: float, width: int) -> Content:
    near = passage.similarity >= threshold
    full = round(BAR * max(0.0, min(1.0, passage.similarity)))
    heading = passage.heading.split(" › ")[-1]
    row = Content.assemble(
        (f"{passage.similarity:>5.2f} ", f"bold {INK}" if near else MUTED),
        ("█" * full + "░" * (BAR - full), GOOD if near else MUTED),
        (f" {one_line(heading)}", f"bold {INK}" if near else MUTED),
    )
    source = f"  {passage.source}"
    words = f"  words {passage.lexical:.1f}" if passage.lexical else ""
    if row.cell_length + cell_len(source + words) <= width:
        return Content.assemble(row, (source + words, MUTED))
    return Content.assemble(row, (source, MUTED))
