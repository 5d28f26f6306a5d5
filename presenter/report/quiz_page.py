"""How a quiz went as one HTML file."""

from datetime import datetime

from presenter.report.document import document
from presenter.report.quiz_words import percent, seconds, shown_room, verdict_of
from presenter.report.svg import WIDTH, clipped, line, rect, svg, text, words
from quiz.findings import AttendeeReport, QuestionReport, RemarkReport, Report

STYLE = """
svg .bar.option { fill: var(--under); } svg .bar.right { fill: var(--good); }
svg .label { text-anchor: start; } svg .dot { stroke: var(--paper); stroke-width: 1; }
.ask { font-size: 1.15rem; margin: 0 0 .25rem; } section { margin: 2.5rem 0; }
h2 + section { margin-top: 1rem; } .why { margin: .5rem 0; }
td.answer { text-align: left; white-space: normal; max-width: 14rem; overflow-wrap: anywhere; }
td.yes { color: var(--good); } td.no { color: var(--over); }
@media print { section { break-inside: avoid; } }
"""
_LABEL, _COUNT, _ROW = 330, 110, 28
_MAP, _EDGE = 320, 50
"""Height of the map of questions, and room at its sides."""


def as_html(told: Report) -> str:
    """The page of a quiz."""
    begun = f", {datetime.fromtimestamp(told.begun):%d %b %Y, %H:%M}" if told.begun else ""
    parts = [
        "<h1>How the quiz went</h1>",
        f'<p class="when">Room {text(told.room)}{begun}</p>',
        _figures(told),
    ]
    if len([row for row in told.questions if row.discrimination is not None]) > 1:
        parts += ["<h2>Which questions told people apart</h2>", _legend(), _map(told)]
    if told.questions:
        parts += ["<h2>Questions</h2>", *map(_question, told.questions)]
    if told.attendees:
        parts += ["<h2>Attendees</h2>", _attendees(told)]
    if told.remarks:
        parts += ["<h2>Questions from the audience</h2>", _remarks(told.remarks)]
    return document(f"Quiz, room {told.room}", parts, STYLE)


def _figures(told: Report) -> str:
    cells = "".join(
        f"<div><dt>{text(name)}</dt><dd>{text(said)}</dd></div>" for name, said in shown_room(told)
    )
    return f'<dl class="figures">{cells}</dl>'


# ---------------------------------------------------------------------------- questions


def _legend() -> str:
    return (
        '<p class="legend">To the right: more answered right. Upwards: the better somebody did in '
        "all others, the likelier they were right here. Below the line a question hardly tells "
        "those who know from those who do not.</p>"
    )


def _map(told: Report) -> str:
    """Every scored question by its difficulty and its discrimination."""
    rows = [row for row in told.questions if row.discrimination is not None]
    low = min([-0.2, *(row.discrimination or 0 for row in rows)])
    top, bottom = 20, _MAP - 40

    def x(share: float) -> float:
        return _EDGE + share * (WIDTH - 2 * _EDGE)

    def y(value: float) -> float:
        return bottom - (value - low) / (1 - low) * (bottom - top)

    parts = [line("grid", x(share / 4), top, x(share / 4), bottom) for share in range(5)]
    parts += [words("under", x(share / 4), _MAP - 18, f"{share * 25} %") for share in range(5)]
    parts.append(line("zero", x(0), y(0.2), x(1), y(0.2)))
    parts.append(words("name", x(0) - 8, y(0.2) + 4, "0.2"))
    for row in rows:
        spot = x(row.difficulty or 0.0), y(row.discrimination or 0.0)
        parts.append(
            f'<circle class="dot" cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="6">'
            f"<title>{text(f'{row.number}. {row.ask}')}</title></circle>"
        )
        parts.append(words("label", spot[0] + 10, spot[1] + 4, f"{row.number}"))
    return svg("Difficulty and discrimination of each question", _MAP, parts)


def _question(row: QuestionReport) -> str:
    said = " · ".join(part for part in (verdict_of(row), row.said) if part)
    why = f'<p class="why">{text(row.explanation)}</p>' if row.explanation else ""
    return (
        f'<section><p class="ask"><b>{row.number}.</b> {text(row.ask)}</p>'
        f'<p class="legend">{text(said)}</p>{_bars(row)}{why}</section>'
    )


def _bars(row: QuestionReport) -> str:
    if not row.slices:
        return ""
    most = max(1, *(bar.count for bar in row.slices))
    reach = WIDTH - _LABEL - _COUNT
    parts = []
    for place, bar in enumerate(row.slices):
        top = place * _ROW
        label = ("✓ " if bar.right else "") + clipped(bar.label, 46)
        parts.append(words("name", _LABEL - 10, top + 17, label))
        kind = "bar right" if bar.right else "bar option"
        parts.append(rect(kind, _LABEL, top + 5, bar.count / most * reach, 16))
        parts.append(words("name", WIDTH, top + 17, f"{bar.count:,}  ({percent(bar.share)})"))
    return svg(f"Answers to question {row.number}", len(row.slices) * _ROW + 4, parts)


# ---------------------------------------------------------------------------- attendees


def _attendees(told: Report) -> str:
    numbers = [row.number for row in told.questions]
    head = "".join(f'<th class="words">{name}</th>' for name in ("Attendee",))
    head += "".join(f"<th>{name}</th>" for name in ("Place", "Points", "Right", "Median"))
    head += "".join(f'<th class="words">{number}</th>' for number in numbers)
    body = "\n".join(_attendee(one, numbers) for one in _by_place(told))
    return _table(head, body)


def _by_place(told: Report) -> list[AttendeeReport]:
    return sorted(told.attendees, key=lambda one: (one.place is None, one.place or 0))


def _attendee(one: AttendeeReport, numbers: list[int]) -> str:
    cells = {cell.number: cell for cell in one.cells}
    row = f'<td class="words">{text(one.attendee)}{" (sent out)" * one.sent_out}</td>'
    figures = (str(one.place or "–"), f"{one.points:,}", str(one.right), seconds(one.took))
    row += "".join(f"<td>{said}</td>" for said in figures)
    for number in numbers:
        cell = cells.get(number)
        kind = {None: "", True: " yes", False: " no"}[cell.right if cell else None]
        said = text(clipped(cell.answer, 60)) if cell else "–"
        row += f'<td class="answer{kind}">{said}</td>'
    return f"<tr>{row}</tr>"


def _remarks(remarks: tuple[RemarkReport, ...]) -> str:
    rows = "\n".join(
        f'<tr><td class="words">{text(one.text)}</td><td class="words">{text(one.attendee)}</td>'
        f'<td>{one.votes:,}</td><td class="words">{text(one.verdict)}</td></tr>'
        for one in sorted(remarks, key=lambda one: -one.votes)
    )
    head = '<th class="words">Question</th><th class="words">From</th><th>Votes</th>'
    head += '<th class="words">State</th>'
    return _table(head, rows)


def _table(head: str, body: str) -> str:
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
    return f'<div class="scroll">{table}</div>'
