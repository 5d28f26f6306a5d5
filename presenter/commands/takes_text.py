"""Takes as tables for people: readable at eighty columns and without colour."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from presenter.commands.printing import console, grid, say
from presenter.report import words
from presenter.report.dossier import Dossier
from presenter.report.words import clocks, plain, rate, shown
from presenter.tempo import rests_on
from slides.compare import Standing
from slides.durations import signed_clock
from slides.take import SectionTake, SlideTake

STYLES = {"over": "yellow", "under": "cyan", "not shown": "dim", "on budget": "green"}


def print_take(told: Dossier) -> None:
    """One take slide by slide, where it stands among the others, and what it comes to."""
    out, whole = console(), told.take
    out.print(Text(plain(whole.title), style="bold"), soft_wrap=True)
    out.print(f"Take {told.name}, {words.when(whole.opened_at)}", soft_wrap=True)
    out.print()
    if whole.verdict != "not started":
        _print_slides(whole.slides, out)
        _print_sections(told, out)
        _print_standings(told, out)
    for line in words.sentences(whole, told.damage):
        say(out, line)
    if told.own_rate:
        say(out, f"Over your takes it is {rests_on(told.own_rate)}.")


def _print_slides(slides: Sequence[SlideTake], out: Console) -> None:
    headings = (">#", "<Slide", ">Budget", ">Words", ">Script", ">Took", ">Drift", ">wpm")
    rows = [_cells(number, take) for number, take in enumerate(slides, start=1)]
    out.print(grid((*headings, "<Verdict"), rows, out.width), soft_wrap=True)
    out.print()


def _cells(number: int, take: SlideTake) -> tuple[str | Text, ...]:
    was_shown = take.over is not None
    return (
        str(number),
        plain(take.title) or take.slide,
        shown(take.budget),
        str(take.words),
        clocks(take.planned) if take.words else "",
        shown(take.taken) if was_shown else "",
        signed_clock(take.drift) if was_shown and take.drift is not None else "",
        rate(take.words_per_minute),
        verdict_cell(take),
    )


def verdict_cell(take: SlideTake | SectionTake) -> Text:
    """A verdict in its colour."""
    return Text(words.verdict(take.verdict, take.over), style=STYLES[take.verdict])


def _print_sections(told: Dossier, out: Console) -> None:
    """The sections: the figures of a whole one among the takes, or of what was shown of it."""
    if not told.take.sections:
        return
    headings = ("<Section", ">Budget", ">Script", ">Took", ">wpm")
    rows = [
        (
            plain(part.section) or "(before the first)",
            shown(part.budget),
            clocks(part.planned) if part.words else "",
            shown(part.taken) if part.over is not None else "",
            rate(part.words_per_minute),
            verdict_cell(part),
        )
        for part in told.take.sections
    ]
    out.print(grid((*headings, "<Verdict"), rows, out.width), soft_wrap=True)
    out.print()


def _print_standings(told: Dossier, out: Console) -> None:
    """Where each slide, and each section, stands among the takes; nothing when there is one."""
    if told.among < 2:
        return
    out.print(f"Among the last {told.among} takes of this talk", style="bold")
    names = [(row.slide, plain(row.title) or row.slide) for row in told.take.slides]
    budgets = {row.slide: row.budget for row in told.take.slides}
    out.print(_standings(names, told.slides, budgets, "Slide", out.width), soft_wrap=True)
    if told.sections:
        parts = [(row.section, plain(row.section) or "(before)") for row in told.take.sections]
        sums = {row.section: row.budget for row in told.take.sections}
        out.print()
        out.print(_standings(parts, told.sections, sums, "Section", out.width), soft_wrap=True)
    out.print()


def _standings(
    names: Sequence[tuple[str, str]],
    standings: Mapping[str, Standing],
    budgets: Mapping[str, float],
    what: str,
    width: int,
) -> Text:
    headings = (">#", f"<{what}", ">Budget", ">This", ">Best", ">Median", ">Spread", ">Takes")
    rows = [
        (
            str(number),
            title,
            shown(budgets[name]),
            "" if row.taken is None else shown(row.taken),
            shown(row.best),
            shown(row.median),
            clocks(row.spread),
            str(row.takes),
        )
        for number, (name, title) in enumerate(names, start=1)
        if (row := standings.get(name))
    ]
    return grid(headings, rows, width)
