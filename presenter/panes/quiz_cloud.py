"""A cloud of words: the more often one was said, the larger it stands. Pure."""

from collections.abc import Sequence

from rich.text import Text

from presenter.palette import ACCENT, GOOD, INK, MUTED, WARM
from quiz.results import Bar
from quiz.text import cells, clean

_WORD = 24
_SIZES: tuple[tuple[float, str], ...] = (
    (0.99, f"bold {WARM}"),
    (0.6, f"bold {ACCENT}"),
    (0.3, f"bold {GOOD}"),
    (0.0, INK),
)
"""From which share of the most frequent word on a word looks how; capitals and spacing too."""


def cloud(bars: Sequence[Bar], width: int, room: int) -> list[Text]:
    """The words in at most `room` lines, the most frequent in the middle, with their counts."""
    if not bars:
        return [Text("no words yet", style=MUTED)]
    rows: list[list[Text]] = [[]]
    taken = 0
    for bar in bars:
        word = _word(bar, bars[0].count)
        need = word.cell_len + (3 if rows[-1] else 0)
        if taken + need > width:
            if len(rows) >= max(1, room):
                break
            rows.append([])
            taken, need = 0, word.cell_len
        rows[-1].append(word)
        taken += need
    return [_centred(row, width) for row in _from_the_middle(rows)]


def _word(bar: Bar, most: int) -> Text:
    share = bar.count / max(1, most)
    place, style = next((n, style) for n, (least, style) in enumerate(_SIZES) if share >= least)
    said = clean(bar.label, _WORD)
    if place == 0 and bar.count > 1:
        said = " ".join(said.upper())
    elif place == 1:
        said = said.upper()
    text = Text(said, style=style)
    return Text.assemble(text, (f" {bar.count}", MUTED)) if bar.count > 1 else text


def _from_the_middle(rows: Sequence[list[Text]]) -> list[list[Text]]:
    """The first row in the middle, the others around it in turn."""
    found: list[list[Text]] = []
    for n, row in enumerate(rows):
        found.insert(0 if n % 2 else len(found), row)
    return found


def _centred(row: Sequence[Text], width: int) -> Text:
    line = Text("   ").join(row)
    return Text(" " * max(0, (width - cells(line.plain)) // 2)) + line
