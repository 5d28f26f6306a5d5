"""A take as one HTML file: no network, no script, light and dark."""

from collections.abc import Sequence

from presenter.report.charts import drift_line, length_line, slide_bars, text
from presenter.report.dossier import Dossier
from presenter.report.words import clocks, rate, sentences, shown, verdict, when
from presenter.tempo import rests_on
from slides.compare import Standing
from slides.durations import signed_clock

STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1c1e21; --soft: #62676e;
  --rule: #d9dbdf; --good: #2f8f5b; --over: #c4561b; --under: #2a78b8; --band: #2f8f5b22; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e7e8ea; --soft: #9aa0a8;
  --rule: #33373d; --good: #54b884; --over: #ef8a4f; --under: #62aee8; --band: #54b88430; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
.when, .legend { color: var(--soft); margin: .25rem 0 1rem; }
.said { margin: .35rem 0; }
.figures { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1.25rem 0; padding: 0; }
.figures div { min-width: 6rem; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums;
  font-size: .9rem; }
th, td { padding: .35rem .6rem; text-align: right; border-bottom: 1px solid var(--rule);
  white-space: nowrap; }
th { color: var(--soft); font-weight: 600; }
.words { text-align: left; white-space: normal; min-width: 8rem; overflow-wrap: anywhere; }
th.words:last-child, td.words:last-child { white-space: nowrap; }
td.over { color: var(--over); } td.under { color: var(--under); }
td.on-budget { color: var(--good); } td.not-shown { color: var(--soft); }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .name { text-anchor: end; } svg .under { text-anchor: middle; fill: var(--soft); }
svg .bar.on-budget { fill: var(--good); } svg .bar.over { fill: var(--over); }
svg .bar.under { fill: var(--under); } svg .budget { stroke: var(--ink); stroke-width: 2; }
svg .spread { stroke: var(--soft); stroke-width: 2; } svg .median { fill: var(--soft); }
svg .grid { stroke: var(--rule); } svg .zero { stroke: var(--soft); stroke-dasharray: 4 4; }
svg .curve { stroke: var(--under); stroke-width: 2; } svg .dot { fill: var(--under); }
svg .band { fill: var(--band); }
@media print { body { max-width: none; padding: 0; } h2 { break-after: avoid; } }
"""
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
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(whole.title)}: take {text(told.name)}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


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
