"""Two takes held against each other, for people."""

from collections.abc import Sequence

from rich.text import Text

from presenter.commands.printing import console, grid, say
from presenter.report import words
from presenter.report.words import plain, rate, shown
from presenter.shelf import Take
from slides.compare import Change, Comparison, Difference
from slides.durations import signed_clock

STYLES: dict[Change, str] = {"better": "green", "worse": "yellow", "same": "dim"}
MOST_NAMED = 3
"""Slides that are named in a sentence."""


def print_comparison(before: Take, after: Take, told: Comparison) -> None:
    """Both takes slide by slide, and what got better and worse."""
    out = console()
    out.print(Text(plain(after.report.title), style="bold"), soft_wrap=True)
    for name, take in (("Before", before), ("After ", after)):
        when = words.when(take.report.opened_at)
        out.print(f"{name} {take.path.stem}, {when}", soft_wrap=True)
    out.print()
    headings = (">#", "<Slide", ">Budget", ">Before", ">After", ">Change", "<Verdict")
    rows = [_cells(number, row) for number, row in enumerate(told.slides, start=1)]
    out.print(grid(headings, rows, out.width), soft_wrap=True)
    out.print()
    for line in sentences(told):
        say(out, line)


def _cells(number: int, row: Difference) -> tuple[str | Text, ...]:
    return (
        str(number),
        plain(row.title) or row.slide,
        shown(row.budget),
        "" if row.before is None else shown(row.before),
        "" if row.after is None else shown(row.after),
        "" if row.difference is None else signed_clock(row.difference),
        Text(row.change, style=STYLES.get(row.change, "")),
    )


def sentences(told: Comparison) -> list[str]:
    """What got better, what got worse, and what the whole came to."""
    before, after = told.talk
    said = [
        f"The talk took {shown(after)} instead of {shown(before)} ({signed_clock(after - before)}):"
        f" {told.verdicts[1]}, before it was {told.verdicts[0]}."
        if told.verdicts[0] != told.verdicts[1]
        else f"The talk took {shown(after)} instead of {shown(before)} "
        f"({signed_clock(after - before)}): {told.verdicts[1]}, as before.",
        f"At the end it was {words.late(told.drift[1])}, before {words.late(told.drift[0])}.",
    ]
    slow, fast = told.words_per_minute
    if slow is not None and fast is not None and rate(slow) != rate(fast):
        said.append(f"You spoke {rate(fast)} words a minute instead of {rate(slow)}.")
    said.append(_changes(told, told.better, "nearer to their budgets", "nearer to its budget"))
    said.append(_changes(told, told.worse, "further from their budgets", "further from its budget"))
    return said


def _changes(told: Comparison, names: Sequence[str], many: str, one: str) -> str:
    if not names:
        return f"No slide came {one}."
    rows = {row.slide: row for row in told.slides}
    listed = ", ".join(
        f"{plain(rows[name].title) or name} ({signed_clock(rows[name].difference or 0.0)})"
        for name in names[:MOST_NAMED]
    )
    count = f"{len(names)} slide{'s' * (len(names) > 1)} came {many if len(names) > 1 else one}"
    return f"{count}, {'most of all ' if len(names) > MOST_NAMED else ''}{listed}."
