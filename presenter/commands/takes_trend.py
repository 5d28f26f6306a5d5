"""The last takes of a talk as sparklines and bars, for people."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from presenter.commands.printing import console, grid, say
from presenter.report.words import clocks, plain, rate, shown
from presenter.tempo import rests_on
from slides.durations import signed_clock
from slides.rate import OwnRate
from slides.take import TakeSummary
from slides.trend import Trend, TrendPoint, trend

BLOCKS = "▁▂▃▄▅▆▇█"
LEAST_BAR = 10
COURSES = {"rising": "longer", "falling": "shorter"}


def spark(values: Sequence[float]) -> str:
    """Values as a row of blocks, the smallest at the bottom and the largest at the top."""
    low, high = min(values), max(values)
    reach = (high - low) or 1.0
    return "".join(BLOCKS[round((value - low) / reach * (len(BLOCKS) - 1))] for value in values)


def print_trend(points: Sequence[TrendPoint], last: TakeSummary, own: OwnRate | None) -> None:
    """Total, drift and rate over the takes, and each take's length against what is declared."""
    out = console()
    out.print(Text(plain(last.title), style="bold"), soft_wrap=True)
    whole = [point for point in points if point.verdict != "part of the talk"]
    count = f"{len(points)} take{'s' * (len(points) > 1)}"
    out.print(f"{count}, {len(whole)} of them from beginning to end")
    out.print()
    _print_sparks(points, whole, out)
    out.print()
    _print_bars(points, last, out)
    out.print()
    for line in _sentences(whole, own):
        say(out, line)


def _print_sparks(points: Sequence[TrendPoint], whole: Sequence[TrendPoint], out: Console) -> None:
    """Totals and drifts of whole takes alone: a part of the talk is no shorter talk."""
    rates = [p.words_per_minute for p in points if p.words_per_minute is not None]
    lines: list[tuple[str, Sequence[float], Callable[[float], str]]] = [
        ("Talk", [point.talk for point in whole], shown),
        ("Drift", [point.drift for point in whole], signed_clock),
        ("wpm", rates, rate),
    ]
    for name, values, said in lines:
        line = Text.assemble((f"{name:<6}", "bold"))
        if values:
            line.append(f"{spark(values)}  {said(values[0])} → {said(values[-1])}, ")
            line.append(f"between {said(min(values))} and {said(max(values))}")
        else:
            line.append("–")
        out.print(line)


def _print_bars(points: Sequence[TrendPoint], last: TakeSummary, out: Console) -> None:
    """A bar a take, with a mark where the declared duration ends."""
    end = last.declared[1] if last.declared else None
    longest = max([point.talk for point in points] + [end or 0.0]) or 1.0
    names = max(len(point.name) for point in points)
    width = max(LEAST_BAR, out.width - min(names, 24) - 30)
    rows = [
        (
            point.name,
            bar(point.talk, end, longest, width),
            shown(point.talk),
            signed_clock(point.drift),
            rate(point.words_per_minute),
        )
        for point in points
    ]
    out.print(grid(("<Take", "<", ">Talk", ">Drift", ">wpm"), rows, out.width), soft_wrap=True)
    if last.declared:
        out.print(f"│ marks the end of the {clocks(last.declared)} declared", style="dim")


def bar(value: float, mark: float | None, longest: float, width: int) -> str:
    """A bar `width` cells wide at the `longest`, with a line at `mark`."""
    full = round(value / longest * width)
    cells = ["█" if place < full else " " for place in range(width)]
    if mark is not None:
        cells[min(width - 1, round(mark / longest * width))] = "│"
    return "".join(cells)


def _sentences(whole: Sequence[TrendPoint], own: OwnRate | None) -> list[str]:
    said = [_course(trend([point.talk for point in whole]))]
    if own:
        said.append(f"Your own pace: {rests_on(own)}.")
    return said


def _course(found: Trend) -> str:
    if found.course == "too few takes":
        return "Three takes from beginning to end show whether the talk grows or shrinks."
    if found.course == "steady":
        return "The talk keeps its length from take to take."
    return f"The talk gets {COURSES[found.course]} by {shown(abs(found.per_take))} a take."
