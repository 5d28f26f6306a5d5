"""How likeness of meaning looks: a matrix of cosines, a map of two dimensions, and neighbours."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from presenter.panes.colours import ACCENT, INK, MUTED, WARM
from presenter.panes.lines import one_line
from presenter.work.protocol import Embedded

CELL = 4
"""Cells of a number in the matrix."""
NAME = 14
"""Most cells of a word before its row."""
BOTH = 100
"""Columns from which matrix and map stand side by side."""
NEAREST = 4
"""Neighbours of a typed word that are named."""


def matrix_rows(words: Sequence[str], found: Embedded, width: int, height: int) -> list[Content]:
    """Cosines in hundredths, the stronger the brighter; as many words as there is room for."""
    wide = min(NAME, max(cell_len(one_line(word)) for word in words)) + 4
    count = min(len(words), (width - wide) // CELL, height - 1)
    if count < 2:
        return [Content.styled("The matrix needs more room.", MUTED)]
    head = "".join(f"{number:>{CELL}}" for number in range(1, count + 1))
    lines = [Content.styled(" " * wide + head, MUTED)]
    for row in range(count):
        name = Content(one_line(words[row])).truncate(wide - 4, ellipsis=True, pad=True)
        label = Content.assemble((f"{row + 1:>2} ", ACCENT), name.stylize(INK), " ")
        cells = [_cell(found.similarities[row][column], row == column) for column in range(count)]
        lines.append(Content.assemble(label, *cells))
    if count < len(words) and height > len(lines):
        lines.append(Content.styled(f"… and {len(words) - count} more words", MUTED))
    return lines


def _cell(cosine: float, same: bool) -> Content:
    """` .68`; the text gives the number, and how strong the ground is says it again."""
    number = "1.0" if cosine > 0.995 else f"{cosine:.{1 if cosine < 0 else 2}f}".replace("0.", ".")
    if same:
        return Content.styled(f"{number:>{CELL}}", MUTED)
    share = round(max(0.0, min(1.0, cosine)) * 70)
    weight = "bold " if cosine >= 0.5 else ""
    return Content.styled(f"{number:>{CELL}}", f"{weight}{INK} on $primary {share}%")


def map_rows(
    words: Sequence[str], query: str, found: Embedded, width: int, height: int
) -> list[Content]:
    """Words where their vectors lie on the first two principal components. The line below says
    what share of the variance that is: the rest cannot be seen on any flat map."""
    rows = max(3, height - 1)
    grid = _Grid(width, rows)
    points = [*found.points, *([found.query_point] if found.query_point else [])]
    (left, right), (low, high) = _span([x for x, _ in points]), _span([y for _, y in points])
    named = [(word, INK, "•") for word in words[: len(found.points)]]
    named += [(query, f"bold {WARM}", "◆")] if found.query_point else []
    placed = sorted(zip(points, named, strict=False), key=lambda pair: pair[1][2] == "•")
    for (x, y), (word, style, sign) in placed:  # the typed word first: it is never crowded out
        column = round((x - left) / (right - left) * (width - 1))
        row = round((high - y) / (high - low) * (rows - 1))
        grid.put(column, row, sign, one_line(word), style)
    first, second = found.shares
    said = f"→ {first:.0%} and ↑ {second:.0%} of all variance"
    left_out = len(placed) - grid.shown
    said += f"; {left_out} found no room" if left_out else ""
    return [*grid.lines(), Content.styled(said, MUTED).truncate(width, ellipsis=True)]


def _span(values: Sequence[float]) -> tuple[float, float]:
    """Lowest and highest; never the same."""
    low, high = min(values), max(values)
    return (low, high) if high - low > 1e-6 else (low - 0.5, high + 0.5)


class _Grid:
    """Cells to put names on, none over another."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._rows: list[list[tuple[int, int, Content]]] = [[] for _ in range(height)]
        self.shown = 0

    def put(self, column: int, row: int, sign: str, word: str, style: str) -> None:
        """A sign at its place with the word beside it, where there is room: right of it, left of
        it, or the same in a row above or below; else nothing."""
        text = word if cell_len(word) <= NAME else f"{word[: NAME - 1]}…"
        wide = cell_len(text) + 2
        for near in (0, 1, -1, 2, -2):
            for start, label in ((column, f"{sign} {text}"), (column - wide + 1, f"{text} {sign}")):
                if self._free(row + near, start, wide):
                    self._rows[row + near].append((start, wide, Content.styled(label, style)))
                    self.shown += 1
                    return

    def _free(self, row: int, start: int, wide: int) -> bool:
        if not 0 <= row < len(self._rows) or start < 0 or start + wide > self._width:
            return False
        return all(start + wide < at or start > at + size for at, size, _ in self._rows[row])

    def lines(self) -> list[Content]:
        """Every row as a line."""
        return [self._line(row) for row in self._rows]

    def _line(self, row: list[tuple[int, int, Content]]) -> Content:
        parts, used = [Content("")], 0
        for start, wide, label in sorted(row, key=lambda part: part[0]):
            parts += [Content(" " * (start - used)), label]
            used = start + wide
        return Content("").join(parts)


def neighbour_rows(words: Sequence[str], query: str, found: Embedded, width: int) -> list[Content]:
    """The words most like the typed one, best first, with a bar for each cosine."""
    if not found.query:
        return []
    pairs = sorted(zip(found.query, words, strict=False), reverse=True)[:NEAREST]
    lines = [Content.assemble((one_line(query), f"bold {WARM}"), (" is nearest to", MUTED))]
    wide = min(NAME, max(cell_len(one_line(word)) for _, word in pairs))
    longest = max(4, min(40, width - wide - 8))
    for cosine, word in pairs:
        name = Content(one_line(word)).truncate(wide, ellipsis=True, pad=True)
        bar = "━" * round(longest * max(0.0, cosine))
        lines.append(
            Content.assemble(
                "  ", name.stylize(INK), (f" {cosine:.2f} ", f"bold {INK}"), (bar, ACCENT)
            )
        )
    return lines
