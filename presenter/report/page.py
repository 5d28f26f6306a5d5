"""A take as one HTML file: no network, no script, light and dark."""

from collections.abc import Sequence

from presenter.report.charts import drift_line, length_line, slide_bars
from presenter.report.document import document
from presenter.report.dossier import Dossier
from presenter.report.rows import cells, headings
from presenter.report.svg import text
from presenter.report.words import clocks, rate, sentences, shown, when
from presenter.tempo import rests_on
from slides.durations import signed_clock


def as_html(told: Dossier) -> str:
    """The page of a take."""
    whole = told.take
    started = whole.verdict != "not started"
    parts = [
        f"<h1>{text(whole.title)}</h1>",
        f'<p class="when">Take {text(told.name)}, {when(whole.opened_at)}{_among(told.among)}</p>',
        _figures(told) if started else "",
        *_said(told),
    ]
    if started:
        parts += _charts(told)
        if whole.sections:
            parts += ["<h2>Sections</h2>", _sections(told)]
        parts += ["<h2>Slides</h2>", _slides(told)]
    return document(f"{whole.title}: take {told.name}", parts)


def _said(told: Dossier) -> list[str]:
    lines = sentences(told.take, told.damage)
    if told.own_rate:
        lines.append(f"Over the takes it is {rests_on(told.own_rate)}.")
    return [f'<p class="said">{text(line)}</p>' for line in lines]


def _among(takes: int) -> str:
    return f", held against {takes - 1} other{'s' * (takes > 2)}" if takes > 1 else ""


def _figures(told: Dossier) -> str:
    whole = told.take
    figures = [
        ("Talk", shown(whole.talk)),
        ("Declared", clocks(whole.declared) if whole.declared else "–"),
        ("Verdict", whole.verdict + (", cut off" if whole.interrupted else "")),
        ("Drift at the end", signed_clock(whole.drift)),
        ("Words a minute", rate(whole.words_per_minute) or "–"),
        ("Pauses", shown(whole.paused)),
    ]
    cells = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in figures)
    return f'<dl class="figures">{cells}</dl>'


def _charts(told: Dossier) -> list[str]:
    among = " Line below with a dot: shortest, median and longest of the takes."
    parts = [
        "<h2>Time on each slide</h2>",
        '<p class="legend">Bar: this take. Upright line: budget.'
        f"{among if told.among > 1 else ''}</p>",
        slide_bars(told),
        "<h2>Drift</h2>",
        '<p class="legend">How late (+) or early (−) the talk was when each slide was left.</p>',
        drift_line(told),
    ]
    if len(told.trend) > 1:
        band = "; the band is the declared duration" if told.take.declared else ""
        parts += [
            "<h2>Take by take</h2>",
            f'<p class="legend">Takes from beginning to end, oldest first{band}.</p>',
            length_line(told.trend, told.take.declared),
        ]
    return parts


def _sections(told: Dossier) -> str:
    rows = [
        (
            text(row.section) or "(before the first)",
            cells(row, told.sections.get(row.section), told.among),
            row.verdict,
        )
        for row in told.take.sections
    ]
    return _table(("Section", *headings(told.among)), rows)


def _slides(told: Dossier) -> str:
    rows = [
        (
            f"{number}. {text(row.title) or text(row.slide)}",
            cells(row, told.slides.get(row.slide), told.among),
            row.verdict,
        )
        for number, row in enumerate(told.take.slides, start=1)
    ]
    return _table(("Slide", *headings(told.among)), rows)


Row = tuple[str, Sequence[str], str]
"""Words, figures with a verdict as the last, and its short name; all of them fit for HTML."""


def _table(names: Sequence[str], rows: Sequence[Row]) -> str:
    left, *figures, right = names
    words = '<th class="words">{}</th>'.format
    head = words(left) + "".join(f"<th>{name}</th>" for name in figures) + words(right)
    body = "".join(
        f'<tr><td class="words">{name}</td>'
        + "".join(f"<td>{cell}</td>" for cell in numbers)
        + f'<td class="words {short.replace(" ", "-")}">{said}</td></tr>\n'
        for name, (*numbers, said), short in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>"
    return f'<div class="scroll">{table}</div>'
