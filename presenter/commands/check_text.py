"""What `podium check` found, for people: a summary, a table, and each finding with its place."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from presenter.commands.printing import console, grid, say
from presenter.fit import TooLong
from presenter.report.words import clocks, numbers, plain, shown
from presenter.tempo import rests_on
from slides.check import FEWEST
from slides.figures import DeckFigures, SlideFigures, Verdict
from slides.problems import Problem
from slides.rate import OwnRate

INDENT = "    "
STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
BAR = 6
"""Cells of the bar that shows how much of a budget its words fill."""


@dataclass(frozen=True)
class Outcome:
    """What came of checking one deck; it has no figures when it did not load."""

    path: Path
    figures: DeckFigures | None
    findings: tuple[Problem, ...]
    too_long: tuple[tuple[str, TooLong], ...] = ()
    """Slides that are too long for a terminal."""
    own_rate: OwnRate | None = None
    """The speaker's own, when words were held against budgets at that."""


def print_outcome(outcome: Outcome) -> None:
    """One deck, from the whole to the single finding."""
    out = console()
    if outcome.figures:
        out.print(Text(plain(outcome.figures.title), style="bold"), soft_wrap=True)
        out.print(plain(str(outcome.path)), soft_wrap=True)
        out.print()
        for line in _summary(outcome.figures):
            out.print(line)
        if outcome.own_rate:
            say(out, f"Held against your own pace: {rests_on(outcome.own_rate)}.")
        out.print()
        out.print(_table(outcome.figures, out.width), soft_wrap=True)
        out.print()
    for problem in outcome.findings:
        _print_finding(problem, out)
    out.print(_count(outcome))


def _summary(figures: DeckFigures) -> list[Text]:
    """The verdict, and what it rests on."""
    talk = [slide for slide in figures.slides if slide.part == "talk"]
    aside = sum(slide.part == "appendix" for slide in figures.slides)
    rest = len(figures.slides) - len(talk) - aside
    lines = [
        (
            "Slides",
            f"{len(talk)} in the talk"
            + f", {rest} for questions and closing" * bool(rest)
            + f", {aside} in the appendix" * bool(aside),
        ),
        (
            "Budgets",
            f"{shown(figures.budget)} {_against(figures.declared, figures.over, figures.verdict)}",
        ),
    ]
    if figures.verdict == "too long" and figures.savings:
        lines.append(("Cuts", f"win back {shown(figures.savings)}"))
    if rest:
        against = _against(figures.qa_declared, figures.qa_over, figures.qa_verdict)
        lines.append(("Q&A", f"{shown(figures.qa_budget)} {against}"))
    low, high = figures.fills
    lines.append(
        (
            "Script",
            f"{figures.words} words, {clocks(figures.spoken)} at {numbers(*figures.pace)} words a "
            f"minute; fills {numbers(low * 100, high * 100)} %",
        )
    )
    lines += [("Pace", said) for said in _odd_rates(figures)]
    for section in figures.sections:
        name = plain(section.section) or "(before the first)"
        slides = f"{section.slides} slide{'' if section.slides == 1 else 's'}"
        lines.append(("Section", f"{shown(section.budget)} {name}, {slides}"))
    for point in figures.checkpoints:
        begins = f"begins at {shown(point.begins)}, due by {shown(point.by)}"
        lines.append(("Check", f"{point.slide} {begins}"))
    return [Text.assemble((f"{name:<9}", "bold"), said) for name, said in lines]


def _odd_rates(figures: DeckFigures) -> list[str]:
    """How many slides ask for too few words a minute, and how many for too many."""
    timed = (slide for slide in figures.slides if slide.part not in ("qa", "appendix"))
    rates = [slide.words_per_minute for slide in timed]
    most = figures.pace[1]
    few, many = sum(0 < rate < FEWEST for rate in rates), sum(rate > most for rate in rates)
    said = []
    if few:
        said.append(f"{few} of {len(rates)} slides ask for fewer than {FEWEST} words a minute")
    if many:
        said.append(f"{many} of {len(rates)} slides ask for more than {most:g} words a minute")
    return said


def _against(declared: tuple[float, float] | None, over: float, verdict: Verdict) -> str:
    if declared is None:
        return "(nothing declared to hold it against)"
    off = f"{shown(abs(over))} " if over else ""
    return f"against {clocks(declared)} declared: {off}{verdict}"


def _table(figures: DeckFigures, width: int) -> Text:
    headings = (">#", "<Slide", ">Budget", ">Words", ">Script", ">Fills", "<", ">wpm")
    timed = (slide for slide in figures.slides if slide.part != "appendix")
    rows = [_cells(number, slide, figures) for number, slide in enumerate(timed, start=1)]
    legend = f"\nwpm: words a minute to fill the budget; ▲ beyond your pace, ▽ under {FEWEST}"
    return grid(headings, rows, width).append(legend, style="dim")


def _cells(number: int, slide: SlideFigures, figures: DeckFigures) -> tuple[str | Text, ...]:
    low, high = slide.fills
    words = (
        str(slide.words),
        clocks(slide.spoken) if slide.words else "",
        f"{numbers(low * 100, high * 100)} %",
        _bar((low + high) / 2),
        _rate(slide, figures),
    )
    budget = shown(slide.budget) + ("?" if slide.open else "")
    return (str(number), plain(slide.title) or slide.slide, budget, *words)


def _bar(share: float) -> str:
    """How full a budget is; a bar that overflows ends in an arrow."""
    full = min(BAR, round(share * BAR))
    return "█" * full + "·" * (BAR - full) if share <= 1 else "█" * (BAR - 1) + "▶"


def _rate(slide: SlideFigures, figures: DeckFigures) -> Text:
    """Words a minute to fill the budget, with a mark where that is too few or too many."""
    rate = slide.words_per_minute
    if slide.part == "qa" or not slide.words:
        return Text("–  ")
    if rate > figures.pace[1]:
        return Text(f"{rate:.0f} ▲", style=STYLES["warning"])
    if rate < FEWEST:
        return Text(f"{rate:.0f} ▽", style=STYLES["note" if slide.live else "warning"])
    return Text(f"{rate:.0f}  ")


def _print_finding(problem: Problem, out: Console) -> None:
    """A finding's place on a line of its own, so that editors find it, and below it the words."""
    head = Text(plain(problem.place))
    head.append(f"  {problem.severity}", style=STYLES[problem.severity])
    head.append(f" {problem.code}")
    if problem.slide:
        head.append(f"  {problem.slide}", style="bold")
    out.print(head, soft_wrap=True)
    say(out, plain(problem.message), INDENT)
    if problem.severity == "error" and problem.source:
        source, pad = problem.excerpt()
        out.print(Text(f"{INDENT}{source}\n{INDENT}{pad}^", style="dim"), soft_wrap=True)
    out.print()


def _count(outcome: Outcome) -> str:
    """How many findings of each kind, in words."""
    counts = Counter(problem.severity for problem in outcome.findings)
    said = [
        f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}"
        for kind in ("error", "warning", "note")
        if counts[kind]
    ]
    return ", ".join(said) + "." if said else "Nothing to complain about."
