"""How tokens look, line by line: pieces side by side with their ids, and what texts cost."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from presenter.panes.colours import ACCENT, INK, MUTED
from presenter.panes.lines import one_line
from presenter.work.protocol import Piece, Tokenized
from presenter.work.tokens_view import TokensView

FILLS = ("$primary 30%", "$warning 30%", "$success 30%", "$error 30%")
"""Behind pieces, in turn; the bar between them says the same without colour."""
BAR = "│"
MARKS = {" ": "·", "\n": "↵", "\t": "⇥"}
"""What stands for characters that cannot be seen."""
COLUMN = 20
"""Cells for each tokenizer in the table of texts."""


def token_lines(
    view: TokensView, cursor: int, texts: Sequence[str], size: tuple[int, int]
) -> list[Content]:
    """The text in question as every tokenizer cuts it, then what the slide's texts cost. `cursor`
    is the character whose pieces are explained."""
    width, height = size
    table = _table(view, texts, width)
    room = height - (len(table) + 1 if len(table) < height // 2 else 0)
    each = max(3, room // max(1, len(view.now)))
    lines = []
    for cut in view.now:
        lines += _cut(cut, view.text, cursor, width, each)
    rest = height - len(lines) - 1
    return lines + ([Content(""), *table[:rest]] if rest > 1 and table else [])


def _cut(cut: Tokenized, text: str, cursor: int, width: int, height: int) -> list[Content]:
    """A heading, rows of pieces over their ids, and the piece at the cursor; at most `height`."""
    chosen = [n for n, piece in enumerate(cut.pieces) if piece.start <= cursor < piece.end]
    detail = _detail([cut.pieces[n] for n in chosen]) if chosen else None
    rows = _rows(cut.pieces, chosen, width)
    room = max(2, height - 1 - bool(detail))
    shown = [line for row in rows for line in row]
    if len(shown) > room:  # ids go first, then rows
        shown = [row[0] for row in rows]
    if len(shown) > room:
        shown = [*shown[: room - 1], Content.styled("… and more", MUTED)]
    return [
        _heading(cut, text).truncate(width, ellipsis=True),
        *shown,
        *([detail] if detail else []),
    ]


def _heading(cut: Tokenized, text: str) -> Content:
    count = len(cut.pieces)
    return Content.assemble(
        (cut.tokenizer, f"bold {ACCENT}"),
        (f"  {_counted(count)}", f"bold {INK}"),
        (f"  {_rates(count, text)}  of {cut.vocabulary:,} in all", MUTED),
    )


def _counted(count: int) -> str:
    return f"{count} token{'' if count == 1 else 's'}"


def _rates(count: int, text: str) -> str:
    """Characters in each token."""
    return f"{len(text) / count if count else 0.0:.1f} characters each"


def _rows(
    pieces: Sequence[Piece], chosen: Sequence[int], width: int
) -> list[tuple[Content, Content]]:
    """Pieces in rows that fit, each with the row of their ids."""
    rows: list[tuple[list[Content], list[Content]]] = [([], [])]
    used = 0
    for place, piece in enumerate(pieces):
        label = shown(piece)
        wide = max(cell_len(label), len(str(piece.id)))
        if used and used + wide + 1 > width:
            rows.append(([], []))
            used = 0
        style = (
            f"bold reverse {INK}" if place in chosen else f"{INK} on {FILLS[place % len(FILLS)]}"
        )
        rows[-1][0].append(Content.styled(label + " " * (wide - cell_len(label)), style))
        rows[-1][1].append(Content.styled(f"{piece.id:<{wide}}", MUTED))
        used += wide + 1
    bar = Content.styled(BAR, MUTED)
    return [(bar.join(above), bar.join(below)) for above, below in rows if above]


def shown(piece: Piece) -> str:
    """A piece as it can be seen: spaces marked, parts of characters as bytes."""
    if not piece.text:
        return f"‹{piece.bytes}›"
    if piece.name.startswith("[") and piece.name != piece.text:
        return piece.name  # what the vocabulary has no piece for
    marked = "".join(MARKS.get(character, character) for character in piece.text)
    return one_line(marked) or f"‹{piece.bytes}›"


def _detail(pieces: Sequence[Piece]) -> Content:
    """The bytes behind the pieces at the cursor."""
    lines = []
    for piece in pieces:
        spaced = " ".join(piece.bytes[at : at + 2] for at in range(0, len(piece.bytes), 2))
        count = len(piece.bytes) // 2
        said = f"{piece.id} is {one_line(piece.name)}, {count} byte{'' if count == 1 else 's'}: "
        lines.append(Content.assemble((said, MUTED), (spaced, f"bold {INK}")))
    return Content("   ").join(lines)


def _table(view: TokensView, texts: Sequence[str], width: int) -> list[Content]:
    """The slide's texts and what each costs, once it is known."""
    count = max((len(view.known.get(text, ())) for text in texts), default=0)
    wide = max(10, width - 2 - COLUMN * count)
    lines = []
    for number, text in enumerate(texts, 1):
        label = Content(one_line(text)).truncate(wide - 1, ellipsis=True, pad=True)
        style = f"bold {INK}" if text == view.text else INK
        costs = [_cost(cut, text) for cut in view.known.get(text, ())]
        lines.append(Content.assemble((f"{number} ", ACCENT), label.stylize(style), " ", *costs))
    return lines


def _cost(cut: Tokenized, text: str) -> Content:
    count = len(cut.pieces)
    each = count / max(1, len(text.split()))
    return Content.assemble((f"{_counted(count):>10}", INK), (f" {each:>4.1f}/word", MUTED))
