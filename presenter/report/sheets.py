"""Takes as CSV for spreadsheets and as Markdown for notes."""

import csv
import io
import re
from collections.abc import Sequence

from presenter.report.dossier import Dossier
from presenter.report.rows import cells, headings
from presenter.report.words import plain, sentences, when
from slides.compare import Standing
from slides.take import SlideTake

COLUMNS = (
    "number", "slide", "title", "section", "part", "live", "budget", "words", "planned_low",
    "planned_high", "taken", "best", "median", "spread_low", "spread_high", "takes", "drift",
    "words_per_minute", "verdict", "over",
)  # fmt: skip
"""Of the CSV file. Times are in seconds; a cell is empty where there is nothing to say."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_csv(told: Dossier) -> str:
    """The slides of a take, one a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, row in enumerate(told.take.slides, start=1):
        writer.writerow(_cells(number, row, told.slides.get(row.slide)))
    return out.getvalue()


def _cells(number: int, row: SlideTake, standing: Standing | None) -> Sequence[str | int]:
    among: Sequence[str | int] = ("", "", "", "", 0)
    if standing:
        times = (standing.best, standing.median, *standing.spread)
        among = (*map(_seconds, times), standing.takes)
    return (
        number,
        harmless(row.slide),
        harmless(row.title),
        harmless(row.section),
        row.part,
        "yes" if row.live else "no",
        _seconds(row.budget),
        row.words,
        *map(_seconds, row.planned),
        _seconds(row.taken if row.over is not None else None),
        *among,
        _seconds(row.drift),
        _seconds(row.words_per_minute),
        row.verdict,
        _seconds(row.over),
    )


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that looks like it gets a `'` before."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_markdown(told: Dossier) -> str:
    """A take as a page of Markdown."""
    whole = told.take
    lines = [f"# {_text(whole.title)}", "", f"Take {_text(told.name)}, {when(whole.opened_at)}", ""]
    lines += [f"- {_text(line)}" for line in sentences(whole, told.damage)]
    if whole.sections:
        lines += [
            "",
            "## Sections",
            "",
            *_table(("Section", *headings(told.among)), _sections(told)),
        ]
    lines += [
        "",
        "## Slides",
        "",
        *_table(("#", "Slide", *headings(told.among)), _slides(told)),
        "",
    ]
    return "\n".join(lines)


def _sections(told: Dossier) -> list[Sequence[str]]:
    return [
        (
            _text(row.section) or "(before the first)",
            *cells(row, told.sections.get(row.section), told.among),
        )
        for row in told.take.sections
    ]


def _slides(told: Dossier) -> list[Sequence[str]]:
    return [
        (
            str(number),
            _text(row.title) or row.slide,
            *cells(row, told.slides.get(row.slide), told.among),
        )
        for number, row in enumerate(told.take.slides, start=1)
    ]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---" if heading in ("Section", "Slide", "Verdict") else "--:" for heading in headings]
    return [f"| {' | '.join(row)} |" for row in (headings, rule, *rows)]


def _text(text: str) -> str:
    """Text on one line that Markdown takes for nothing else."""
    return _MARKUP.sub(r"\\\1", plain(text))
