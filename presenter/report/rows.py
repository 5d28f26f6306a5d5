"""The figures of a slide or a section as cells of a table; the same on every kind of page."""

from presenter.report.words import clocks, rate, shown, verdict
from slides.compare import Standing
from slides.durations import signed_clock
from slides.take import SectionTake, SlideTake

_TAKE = ("Budget", "Script", "Took")
_TAKES = ("Best", "Median", "Spread")
_REST = ("Drift", "wpm", "Verdict")


def headings(takes: int) -> tuple[str, ...]:
    """Of `cells`. A take that stands alone has no others to be held against."""
    return (*_TAKE, *(_TAKES if takes > 1 else ()), *_REST)


def cells(row: SlideTake | SectionTake, standing: Standing | None, takes: int) -> tuple[str, ...]:
    """One for each of `headings`; "" where there is nothing to say."""
    among = ("", "", "")
    if standing:
        among = (shown(standing.best), shown(standing.median), clocks(standing.spread))
    drift = row.drift if isinstance(row, SlideTake) else None
    return (
        shown(row.budget),
        clocks(row.planned) if row.words else "",
        shown(row.taken) if row.over is not None else "",
        *(among if takes > 1 else ()),
        signed_clock(drift) if drift is not None else "",
        rate(row.words_per_minute),
        verdict(row.verdict, row.over),
    )
