"""A question on the slide as lines of Rich text: options, bars, reasons. Pure."""

from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from presenter.palette import ACCENT, BAD, GOOD, INK, MUTED, WARM
from quiz.core import Run
from quiz.question import COLOURS, LETTERS, SHAPES, AnyQuestion
from quiz.text import cells, clean, paragraphs

_PAINT = {"red": BAD, "blue": ACCENT, "yellow": WARM, "green": GOOD, "magenta": INK, "cyan": MUTED}
"""The theme's colour for each of a question's."""


@dataclass(frozen=True)
class Asked:
    """What the pane draws: the question, its latest run, and the keys' place among the options."""

    question: AnyQuestion
    run: Run | None
    seconds_left: int | None
    picked: int | None


def sheet(asked: Asked, width: int, height: int) -> list[RenderableType]:
    """The question in `height` lines. Once it is revealed, all reasons are shown if they fit, else
    those of the picked option, or the explanation: sooner without empty lines, and without the
    question, which everybody has read by then, than without reasons."""
    drawn: list[RenderableType] = []
    for reasons, ask in (("all", True), ("one", True), ("one", False), ("none", True)):
        airy = _drawn(asked, width, reasons, ask)
        for drawn in (airy, [line for line in airy if not _is_blank(line)]):
            if _height(drawn, width) <= height:
                return drawn
    return drawn


def _drawn(asked: Asked, width: int, reasons: str, ask: bool) -> list[RenderableType]:
    question, revealed = asked.question, asked.run is not None and asked.run.phase == "revealed"
    rows: list[RenderableType] = [Text()]
    if ask or not revealed:
        for part in paragraphs(question.ask):
            rows += lines(part, width, "bold")
        rows.append(Text())
    for place, option in enumerate(question.choices):
        rows.append(_bar(asked, place, width))
        wanted = reasons == "all" or (reasons, asked.picked) == ("one", place)
        if revealed and option.why and wanted:
            rows += [
                Text("     ").append_text(line) for line in lines(option.why, width - 5, MUTED)
            ]
    explained = reasons == "all" or (reasons == "one" and asked.picked is None)
    if revealed and question.explanation and explained:
        rows += [Text(), *lines(question.explanation, width, WARM)]
    return [*rows, Text(), _count(asked)]


def _bar(asked: Asked, place: int, width: int) -> Table:
    """One option on one line: its sign, its words, its bar and its count."""
    option, run = asked.question.choices[place], asked.run
    colour = _PAINT[COLOURS[place]]
    revealed = run is not None and run.phase == "revealed"
    right = revealed and option.right
    tally = run.tally if run else (0,) * len(asked.question.choices)
    longest = max(cells(clean(one.text, 200)) for one in asked.question.choices)
    words = min(longest, width * (3 if width < 60 else 2) // 5)
    room = max(4, width - words - 5 - 2 - 6)
    full = round(room * tally[place] / max(1, *tally))
    row = Table.grid(padding=0)
    row.add_column(width=5)
    row.add_column(width=words + 2, no_wrap=False)
    row.add_column(width=room)
    row.add_column(width=6, justify="right")
    mark = "❯" if asked.picked == place else " "
    sign = Text(f"{SHAPES[place]} {LETTERS[place]} {mark}", style=f"bold {colour}")
    dim = revealed and not right and bool(asked.question.right)
    style = f"bold {GOOD}" if right else MUTED if dim else ""
    text = Text(("✓ " if right else "") + clean(option.text, 200), style=style)
    count = Text(f"{tally[place]:,}", style="bold") if run else Text()
    row.add_row(sign, text, Text("█" * full, style=colour), count)
    return row


def _count(asked: Asked) -> Text:
    """How many have answered, and how long there is."""
    run = asked.run
    if run is None:
        limit = asked.question.time
        return Text(f"{limit:g} seconds to answer" if limit else "no time limit", style=MUTED)
    answers = f"{len(run.answers):,} answer{'' if len(run.answers) == 1 else 's'}"
    if run.phase != "open":
        return Text(f"{answers} · closed", style=MUTED)
    if asked.seconds_left is None:
        return Text(f"{answers} · open", style=f"bold {GOOD}")
    colour = BAD if asked.seconds_left <= 5 else GOOD
    return Text(f"{answers} · {asked.seconds_left} s left", style=f"bold {colour}")


_RULER = Console(width=80, color_system=None, legacy_windows=False, _environ={})


def lines(text: str, width: int, style: str) -> list[Text]:
    """One paragraph, cleaned, in lines of at most `width` cells."""
    wrapped = Text(clean(text, 2000), style=style).wrap(_RULER, max(8, width))
    return list(wrapped)


def _height(drawn: list[RenderableType], width: int) -> int:
    options = _RULER.options.update_width(max(8, width))
    return len(_RULER.render_lines(Group(*drawn), options))


def _is_blank(line: RenderableType) -> bool:
    return isinstance(line, Text) and not line.plain.strip()
