"""How attention looks: the text with its words' shares below them, and a heat map."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from presenter.panes.colours import GOOD, INK, MUTED, WARM
from presenter.panes.lines import one_line
from presenter.work.protocol import Attended

CELL = 3
"""Cells of a number in the heat map."""
NAME = 12
"""Most cells of a word before its row."""
MOVED = 0.02
"""Turn of a word's vector from which it counts as changed."""


@dataclass(frozen=True)
class Shares:
    """Attention among the words alone: special tokens are left out, and every row is scaled so
    that it adds up to 1 again."""

    words: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    special: tuple[float, ...]
    """What each word gave to the special tokens, before."""

    @classmethod
    def of(cls, found: Attended) -> "Shares":
        """Those of a reply, whose first and last word are special."""
        kept = [row[1:-1] for row in found.weights[1:-1]]
        sums = [sum(row) for row in kept]
        rows = tuple(
            tuple(share / whole if whole else 0.0 for share in row)
            for row, whole in zip(kept, sums, strict=True)
        )
        return cls(found.words[1:-1], rows, tuple(1 - whole for whole in sums))


def text_rows(shares: Shares, chosen: int, width: int, most: int) -> list[Content]:
    """The text, the stronger a word is looked at the brighter its ground, and the share of each
    below it; the word that looks stands in brackets."""
    row = shares.rows[chosen]
    top = max(row) or 1.0
    lines: list[tuple[list[Content], list[Content]]] = [([], [])]
    used = 0
    for place, word in enumerate(shares.words):
        label = one_line(word)
        label = f"[{label}]" if place == chosen else label
        share = f"{row[place]:.0%}"
        wide = max(cell_len(label), len(share))
        if used and used + wide + 1 > width:
            lines.append(([], []))
            used = 0
        ground = f"on $primary {round(75 * row[place] / top)}%"
        style = f"bold {WARM}" if place == chosen else f"{INK} {ground}"
        strong = f"bold {INK}" if row[place] >= 0.6 * top else MUTED
        lines[-1][0].append(Content.styled(label + " " * (wide - cell_len(label)), style))
        lines[-1][1].append(Content.styled(f"{share:<{wide}}", strong))
        used += wide + 1
    space = Content(" ")
    rows = [line for pair in lines for line in (space.join(pair[0]), space.join(pair[1]))]
    return rows if len(rows) <= most else [space.join(pair[0]) for pair in lines][:most]


def heat_rows(shares: Shares, chosen: int, width: int, height: int) -> list[Content]:
    """Row i says how word i spreads its attention, in hundredths; none when there is no room for
    every word."""
    words = [one_line(word) for word in shares.words]
    wide = min(NAME, max(map(cell_len, words))) + 1
    count = len(words)
    if wide + count * CELL > width or count + 2 > height:
        return []
    initials = "".join(f"{word[:2]:>{CELL}}" for word in words)
    lines = [Content.styled(" " * wide + initials, MUTED)]
    top = max(max(row) for row in shares.rows) or 1.0
    for place, row in enumerate(shares.rows):
        name = Content(words[place]).truncate(wide - 1, ellipsis=True, pad=True)
        style = f"bold {WARM}" if place == chosen else INK
        cells = [_cell(share, top) for share in row]
        lines.append(Content.assemble(name.stylize(style), " ", *cells))
    return [*lines, Content.styled("rows look, columns are looked at; hundredths", MUTED)]


def _cell(share: float, top: float) -> Content:
    strength = share / top
    weight = "bold " if strength >= 0.6 else ""
    number = f"{round(share * 100):>{CELL}}"
    return Content.styled(number, f"{weight}{INK} on $primary {round(75 * strength)}%")


def place_line(found: Attended) -> Content:
    """Which layer and head are shown."""
    layer = "mean of all" if found.layer is None else f"{found.layer + 1} of"
    head = "mean of all" if found.head is None else f"{found.head + 1} of"
    return Content.assemble(
        ("layer ", MUTED),
        (f"{layer} {found.layers}", f"bold {INK}"),
        ("   head ", MUTED),
        (f"{head} {found.heads}", f"bold {INK}"),
    )


def method_line(found: Attended, shares: Shares, chosen: int) -> Content:
    """What was done to the numbers: honest, and short."""
    said = f"[CLS] and [SEP] got {shares.special[chosen]:.0%}, left out here"
    if any(count > 1 for count in found.pieces):
        said += "; word pieces: got is added up, given is averaged"
    return Content.styled(said, MUTED)


def change_rows(found: Attended, width: int) -> list[Content]:
    """What leaving a word out changed: the whole text's vector, and the words that turned most."""
    if found.without is None or found.similarity is None:
        return []
    word = one_line(found.words[found.without])
    lines = [
        Content.assemble(
            ("without ", MUTED),
            (word, f"bold {WARM}"),
            (f" the sentence keeps a cosine of {found.similarity:.2f}; words turned:", MUTED),
        )
    ]
    turned = sorted(zip(found.moved[1:-1], found.words[1:-1], strict=True), reverse=True)
    parts: list[Content] = []
    for moved, other in turned[:5]:
        if moved >= MOVED:
            said = (f" {moved:.2f} ", f"bold {INK}")
            parts.append(Content.assemble((one_line(other), GOOD), said))
    lines.append(Content(" ").join(parts) if parts else Content.styled("none", MUTED))
    return [line.truncate(width, ellipsis=True) for line in lines]


def chosen_at_first(words: Sequence[str], wanted: str) -> int:
    """The place, among words without the special ones, of the word that the slide names; of the
    last that is no punctuation where it names none."""
    for place, word in enumerate(words):
        if word.casefold() == wanted.casefold():
            return place
    letters = [place for place, word in enumerate(words) if any(c.isalnum() for c in word)]
    return letters[-1] if letters else 0
