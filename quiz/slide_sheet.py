"""The stage's slide as a frame for the terminal of somebody who watches: one rendering for all of
them whose terminals are alike. Pure."""

from functools import lru_cache
from itertools import zip_longest

from rich.text import Text

from quiz.frames import Frame
from quiz.ink import ink, wrap
from quiz.look import Look
from quiz.slide import Piece, Rows, SlideText
from quiz.text import cells, clean, cut

_NOTHING = SlideText(
    title="Nothing is on the stage yet.",
    parts=(Piece(text="The slide appears here by itself as soon as the talk shows one."),),
)
_LONGEST = 4000
_GUTTER = 2


def slide_frame(slide: SlideText | None, look: Look, scroll: int, join: str) -> Frame:
    """The slide on a terminal that looks like `look`, from line `scroll` on; `join` says how to
    take part in the quiz."""
    if look.too_small:
        return Frame((ink(Text("Please make this"), look), ink(Text("window larger."), look)))
    lines = _lines(slide or _NOTHING, look)
    height = look.height - 3
    more = max(0, len(lines) - height)
    first = min(scroll, more)
    shown = lines[first : first + height]
    number = slide.number if slide else 0
    return Frame(
        (
            _edge("Watching", f"Slide {number}" if number else "", look),
            ink(Text(" " + "─" * (look.width - 2), "dim"), look),
            *shown,
            *(b"",) * (height - len(shown)),
            _edge(_hint(first, more), join, look),
        ),
        more,
    )


def _hint(first: int, more: int) -> str:
    if not more:
        return "Ctrl-C leave"
    return "↓ more" if first == 0 else "↑ back" if first >= more else "↑↓ more"


@lru_cache(maxsize=512)
def _edge(left: str, right: str, look: Look) -> bytes:
    room = look.width - 2
    gap = room - cells(left) - cells(right)
    words = left + " " * gap + right if gap >= 2 else left
    return ink(Text(" " + cut(words, room), "dim"), look)


@lru_cache(maxsize=256)
def _lines(slide: SlideText, look: Look) -> tuple[bytes, ...]:
    """All lines of the slide. This is where those who watch share one rendering."""
    width = look.width - 2
    lines = [Text(" ").append_text(line) for line in _wrapped(slide.title, width, "bold")]
    before: Piece | Rows | None = None
    for part in slide.parts:
        if not (_is_item(before) and _is_item(part)):
            lines.append(Text())
        drawn = _piece(part, width) if isinstance(part, Piece) else _table(part, width)
        lines += [Text(" ").append_text(line) for line in drawn]
        before = part
    return tuple(ink(line, look) for line in lines)


def _is_item(part: Piece | Rows | None) -> bool:
    return isinstance(part, Piece) and part.style == "item"


def _piece(piece: Piece, width: int) -> list[Text]:
    match piece.style:
        case "code":
            return _code(piece.text, width)
        case "item":
            mark = clean(piece.mark, 8) or "•"
            lead = " " * (2 * piece.depth) + mark + " "
            return _hung(lead, piece.text, width)
        case "quote":
            return [Text("│ ", "dim").append_text(line) for line in _paragraphs(piece, width - 2)]
        case "heading":
            return _wrapped(piece.text, width, "bold")
        case "aside":
            return _wrapped(piece.text, width, "dim")
        case _:
            return _paragraphs(piece, width)


def _paragraphs(piece: Piece, width: int) -> list[Text]:
    return [line for part in piece.text.splitlines() for line in _wrapped(part, width)]


def _hung(lead: str, text: str, width: int) -> list[Text]:
    lines = _wrapped(text, max(8, width - cells(lead)))
    rest = " " * cells(lead)
    return [Text(rest if number else lead).append_text(line) for number, line in enumerate(lines)]


def _code(text: str, width: int) -> list[Text]:
    """Lines as they are; one that is too long is cut, since broken code says something else."""
    lines = []
    for line in text.expandtabs(4).splitlines():
        indent = len(line) - len(line.lstrip(" "))
        kept = " " * indent + clean(line, _LONGEST)
        lines.append(Text(kept if cells(kept) <= width else cut(kept, width - 1) + "…", "cyan"))
    return lines


def _table(table: Rows, width: int) -> list[Text]:
    """Columns beside each other when they fit, else a row after the other with its headings."""
    rows = [[clean(cell, 200) for cell in row] for row in table.rows if row]
    if not rows:
        return []
    columns = list(zip_longest(*rows, fillvalue=""))
    widths = [max(map(cells, column)) for column in columns]
    if sum(widths) + _GUTTER * (len(widths) - 1) > width:
        return _stacked(rows, width)
    drawn = [
        (" " * _GUTTER).join(
            cell + " " * (room - cells(cell)) for cell, room in zip(row, widths, strict=False)
        )
        for row in rows
    ]
    return [Text(drawn[0], "bold"), *map(Text, drawn[1:])]


def _stacked(rows: list[list[str]], width: int) -> list[Text]:
    head, *body = rows
    lines: list[Text] = []
    for row in body:
        lines += _wrapped(row[0], width, "bold")
        for name, cell in zip(head[1:], row[1:], strict=False):
            lines += _hung(f"  {name}: " if name else "  ", cell, width)
    return lines


def _wrapped(text: str, width: int, style: str = "") -> list[Text]:
    return wrap(Text(clean(text, _LONGEST), style), width)
