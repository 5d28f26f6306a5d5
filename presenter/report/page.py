"""A take as one HTML file: no network, no script, light and dark."""

from collections.abc import Sequence

from presenter.report.charts import drift_line, length_line, slide_bars
from presenter.report.document import document
from presenter.report.dossier import Dossier
from presenter.report.svg import text
from presenter.report.words import clocks, rate, sentences, shown, verdict, when
from presenter.tempo import rests_on
from slides.compare import Standing
from slides.durations import signed_clock

FIGURES = ("Budget", "Script", "Took", "Best", "Median", "Spread", "Drift", "wpm", "Verdict")


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
    parts = [
        "<h2>Time on each slide</h2>",
        '<p class="legend">Bar: this take. Upright line: budget. Line below with a dot: shortest, '
        "median and longest of the takes.</p>",
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
            [text(row.section) or "(before the first)"],
            [
                shown(row.budget),
                clocks(row.planned) if row.words else "",
                shown(row.taken) if row.over is not None else "",
                *_standing(told.sections.get(row.section)),
                "",
                rate(row.words_per_minute),
            ],
            (row.verdict, verdict(row.verdict, row.over)),
        )
        for row in told.take.sections
    ]
    return _table(("Section",), rows)


def _slides(told: Dossier) -> str:
    rows = [
        (
            [f"{number}. {text(row.title) or text(row.slide)}"],
            [
                shown(row.budget),
                clocks(row.planned) if row.words else "",
                shown(row.taken) if row.over is not None else "",
                *_standing(told.slides.get(row.slide)),
                signed_clock(row.drift) if row.drift is not None else "",
                rate(row.words_per_minute),
            ],
            (row.verdict, verdict(row.verdict, row.over)),
        )
        for number, row in enumerate(told.take.slides, start=1)
    ]
    return _table(("Slide",), rows)


def _standing(row: Standing | None) -> tuple[str, str, str]:
    return (shown(row.best), shown(row.median), clocks(row.spread)) if row else ("", "", "")


Row = tuple[list[str], list[str], tuple[str, str]]
"""Words, numbers, and a verdict with its short name; all of them fit for HTML."""


def _table(names: Sequence[str], rows: Sequence[Row]) -> str:
    head = "".join(f'<th class="words">{name}</th>' for name in names)
    head += "".join(f"<th>{name}</th>" for name in FIGURES[:-1])
    head += f'<th class="words">{FIGURES[-1]}</th>'
    body = "".join(
        "<tr>"
        + "".join(f'<td class="words">{cell}</td>' for cell in words)
        + "".join(f"<td>{cell}</td>" for cell in numbers)
        + f'<td class="words {short.replace(" ", "-")}">{said}</td></tr>\n'
        for words, numbers, (short, said) in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>"
    return f'<div class="scroll">{table}</div>'
