"""All takes at a glance, for people."""

from collections.abc import Sequence

from presenter.commands.printing import console, grid
from presenter.report.words import rate, shown
from presenter.shelf import Summary
from slides.durations import signed_clock


def print_list(takes: Sequence[Summary]) -> None:
    """Every take in a line of its own."""
    out = console()
    headings = ("<Take", ">Talk", ">Drift", ">wpm", "<Verdict")
    rows = [
        (
            kept.name,
            shown(kept.take.talk),
            signed_clock(kept.take.drift),
            rate(kept.take.words_per_minute),
            kept.take.verdict
            + (", cut off" if kept.take.interrupted else "")
            + (f", {kept.take.speed:g}× speed" if kept.take.speed != 1 else ""),
        )
        for kept in takes
    ]
    out.print(grid(headings, rows, out.width), soft_wrap=True)
