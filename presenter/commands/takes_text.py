"""Takes as tables for people: readable at eighty columns and without colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from presenter.commands.printing import clocks, console, grid, numbers, plain, say, shown
from slides.durations import signed_clock
from slides.takes import SlideTake, TakeReport

STYLES = {"over": "yellow", "under": "cyan", "not shown": "dim", "on budget": "green"}


@dataclass(frozen=True)
class Take:
    """A take, where it is kept, and what is wrong with its log if anything."""

    path: Path
    report: TakeReport
    damage: str = ""


def print_take(take: Take) -> None:
    """One take, slide by slide, and what it comes to."""
    out, whole = console(), take.report
    out.print(Text(plain(whole.title), style="bold"), soft_wrap=True)
    out.print(f"Take {take.path.stem}, {_when(whole)}", soft_wrap=True)
    out.print()
    if whole.verdict != "not started":
        _print_slides(whole, out)
        out.print()
    for line in _sentences(take):
        say(out, line)


def _print_slides(whole: TakeReport, out: Console) -> None:
    headings = (">#", "<Slide", ">Budget", ">Words", ">Script", ">Took", ">Drift", ">wpm")
    rows = [_cells(number, take) for number, take in enumerate(whole.slides, start=1)]
    out.print(grid((*headings, "<Verdict"), rows, out.width), soft_wrap=True)


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
        _rate(take.words_per_minute),
        Text(_verdict(take), style=STYLES[take.verdict]),
    )


def _verdict(take: SlideTake) -> str:
    if take.over is None or take.verdict == "on budget":
        return take.verdict
    return f"{take.verdict} {shown(abs(take.over))}"


def _rate(words_per_minute: float | None) -> str:
    return "" if words_per_minute is None else f"{words_per_minute:.0f}"


def _when(whole: TakeReport) -> str:
    return f"{datetime.fromtimestamp(whole.opened_at):%d %b %Y, %H:%M}"


def _sentences(take: Take) -> list[str]:
    """What the take comes to, in words."""
    whole, said = take.report, []
    if whole.verdict == "not started":
        return ["The clock of this take was never started."]
    said.append(_length(whole))
    said.append(
        f"Shown were {shown(whole.budget)} of budgets with {clocks(whole.planned)} of script "
        f"({whole.words} words), in {shown(whole.elapsed - whole.paused)}; "
        f"{_drift(whole.drift)} at the end."
    )
    if whole.paused >= 1:
        said.append(f"The clock of the slides stood for {shown(whole.paused)} of pauses.")
    if whole.words_per_minute is not None:
        aim = numbers(*whole.pace)
        said.append(
            f"You spoke {whole.words_per_minute:.0f} words a minute of your script (aim: {aim}), "
            "measured on slides without panes and quizzes."
        )
    if whole.interrupted:
        said.append("It was interrupted, and is counted up to its last event.")
    if take.damage:
        said.append(f"The log is damaged: {take.damage}.")
    return said


def _length(whole: TakeReport) -> str:
    against = f"the {clocks(whole.declared)} declared" if whole.declared else "its budgets"
    took = f"The talk took {shown(whole.talk)} against {against}"
    low, high = whole.declared or (0.0, 0.0)
    match whole.verdict:
        case "part of the talk":
            return f"This is a part of the talk; it took {shown(whole.talk)}."
        case "too long" if whole.declared:
            return f"{took}: {shown(whole.talk - high)} too long."
        case "too short" if whole.declared:
            return f"{took}: {shown(low - whole.talk)} too short."
        case "fits":
            return f"{took}: it fits."
        case verdict:
            return f"{took}: {verdict}."


def _drift(drift: float) -> str:
    if abs(drift) < 1:
        return "on time"
    return f"{shown(abs(drift))} {'late' if drift > 0 else 'early'}"


def print_list(takes: Sequence[Take]) -> None:
    """Every take in a line of its own."""
    out = console()
    headings = ("<Take", ">Talk", ">Drift", ">wpm", "<Verdict")
    rows = [
        (
            take.path.stem,
            shown(take.report.talk),
            signed_clock(take.report.drift),
            _rate(take.report.words_per_minute),
            take.report.verdict + (", cut off" if take.report.interrupted else ""),
        )
        for take in takes
    ]
    out.print(grid(headings, rows, out.width), soft_wrap=True)
