"""A question on the slide as lines of Rich text: question, options, bars, reasons. Pure."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from presenter.palette import ACCENT, BAD, GOOD, INK, MUTED, SURFACE, WARM
from presenter.panes.quiz_asked import Asked
from presenter.panes.quiz_bars import (
    bar_row,
    block,
    height,
    is_blank,
    label_width,
    lines,
    sign,
)
from presenter.panes.quiz_parts import parts
from quiz.question import Guess
from quiz.text import clean, paragraphs

_MOST_CODE = 12


def sheet(asked: Asked, width: int, room: int) -> list[RenderableType]:
    """The question in `room` lines, its options apart where they can be. Once it is revealed, all
    reasons are shown if they fit, else those of the picked option, or the explanation: sooner
    without empty lines, and without the question, which everybody has read by then, than without
    reasons. Parts that do not fit are gone through by the same keys."""
    drawn: list[RenderableType] = []
    for reasons, ask in (("all", True), ("one", True), ("one", False), ("none", True)):
        spread, airy = (_drawn(asked, width, reasons, ask, apart) for apart in (True, False))
        for drawn in (spread, airy, [line for line in airy if not is_blank(line)]):
            if height(drawn, width) <= room:
                return drawn
    return _cut(drawn, width, room)


def _cut(drawn: list[RenderableType], width: int, room: int) -> list[RenderableType]:
    """As much as fits, and the last line, which says how it stands."""
    *body, last = drawn
    while body and height([*body, last], width) > room:
        body.pop()
    return [*body, last]


def _drawn(asked: Asked, width: int, reasons: str, ask: bool, apart: bool) -> list[RenderableType]:
    question = asked.question
    rows: list[RenderableType] = [Text()]
    if ask or not asked.revealed:
        for part in paragraphs(question.ask):
            rows += lines(part, width, "bold")
        rows += [Text(), *_code(question.code, width)] if question.code else []
        rows.append(Text())
    if question.choices:
        rows += _options(asked, width, reasons, apart)
    shown = parts(asked, width)
    if reasons != "all" and shown:
        place = (asked.picked or 0) % len(shown)
        shown = [shown[place]]
    for n, together in enumerate(shown):
        rows += [Text()] if n else []
        rows += together
    explained = reasons == "all" or (reasons == "one" and asked.picked is None)
    if asked.revealed and question.explanation and explained:
        rows += [Text(), *lines(question.explanation, width, WARM)]
    return [*rows, Text(), _count(asked, width)]


def pages(asked: Asked, width: int) -> int:
    """How many things the arrow keys go through."""
    return len(asked.question.choices) or len(parts(asked, width))


def _code(code: str, width: int) -> list[RenderableType]:
    found = code.rstrip().expandtabs(4).splitlines()[:_MOST_CODE] if code else []
    rows: list[RenderableType] = []
    for line in found:
        indent = len(line) - len(line.lstrip())
        said = " " * indent + clean(line, max(8, width - indent - 2))
        rows.append(Text(f" {said} ".ljust(width), style=f"{INK} on {SURFACE}"))
    return rows


def _options(asked: Asked, width: int, reasons: str, apart: bool) -> list[RenderableType]:
    rows: list[RenderableType] = []
    for place, option in enumerate(asked.question.choices):
        rows += [Text()] if place and apart else []
        rows.append(_option(asked, place, width))
        wanted = reasons == "all" or (reasons, asked.picked) == ("one", place)
        if asked.revealed and option.why and wanted:
            rows += [
                Text("     ").append_text(line) for line in lines(option.why, width - 5, MUTED)
            ]
    if isinstance(asked.question, Guess):
        rows.append(Text())
    return rows


def _option(asked: Asked, place: int, width: int) -> Table:
    """One option on one line: its sign, its words, its bar and its count."""
    option, run = asked.question.choices[place], asked.run
    shape, colour = sign(place)
    right_ones = run.right if run else frozenset()
    marked = asked.revealed or (run is not None and run.decided is not None)
    right = marked and place in right_ones
    maybe = place in (asked.proposed or ())
    words = label_width([one.text for one in asked.question.choices], width)
    mark = "❯" if asked.picked == place else " "
    head = Text(f"{shape} {mark}", style=f"bold {colour}")
    dim = marked and not right and bool(right_ones)
    style = f"bold {GOOD}" if right else f"bold {WARM}" if maybe else MUTED if dim else ""
    sign_before = "✓ " if right else "→ " if maybe else ""
    text = Text(sign_before + clean(option.text, 200), style=style)
    if run is None or not asked.counted:
        return _plain_option(head, text, width)
    share = asked.grown * run.tally[place] / max(1, *run.tally)
    return bar_row(head, text, words, share, f"{run.tally[place]:,}", colour, width)


def _plain_option(head: Text, text: Text, width: int) -> Table:
    """An option without a bar: its words have the width."""
    row = Table.grid(padding=0)
    row.add_column(width=5)
    row.add_column(width=max(8, width - 5))
    row.add_row(head, text)
    return row


def _count(asked: Asked, width: int) -> Text:
    """How many have answered, of how many, and how long there is."""
    run = asked.run
    if run is None:
        limit = asked.question.time
        return Text(f"{limit:g} seconds to answer" if limit else "no time limit", style=MUTED)
    answers = f"{len(run.answers):,} answer{'' if len(run.answers) == 1 else 's'}"
    if run.phase == "skipped":
        return Text("skipped: it counts for nothing", style=MUTED)
    if run.phase != "open":
        return Text(f"{answers} · closed", style=MUTED)
    left = asked.seconds_left
    colour = BAD if left is not None and left <= 5 else GOOD
    said = Text(f"{answers} · {'open' if left is None else f'{left} s left'}", f"bold {colour}")
    room = min(40, width - said.cell_len - 14)
    if asked.people and room >= 8 and not asked.live:
        full = block(len(run.answers) / asked.people, room)
        said.append(f"  {full}", ACCENT).append("·" * (room - len(full)), MUTED)
        said.append(f" {len(run.answers) / asked.people:.0%}", MUTED)
    return said
