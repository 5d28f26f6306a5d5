"""CSV with a row a question: columns that anybody can fill in, and one that holds what is left.

Cells that a spreadsheet would take for a formula are written with a quote before them, which is
taken off again when they are read.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quiz.exchange.lines import LARGEST, Missed, Read, identifier, made
from quiz.question import LETTERS, MAX_OPTIONS, QUESTION, AnyQuestion

_OPTIONS = tuple(f"option {n}" for n in range(1, MAX_OPTIONS + 1))
_WHYS = tuple(f"why {n}" for n in range(1, MAX_OPTIONS + 1))
_PLAIN = ("answer", "explanation", "time", "points", "code")
COLUMNS = ("question", "kind", "ask", *_OPTIONS, "right", *_PLAIN, *_WHYS, "more")
"""`right` has the letters of the right options; `more` has what no column is for, as JSON."""
_COLUMNED = {"text", "why", "right"}
"""What of an option has a column; with more, all options of a question stand in `more`."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LISTED = {"ordering": "items", "text": "accept"}
"""Kinds whose options are a list of texts, and its name."""


# ---------------------------------------------------------------------------- writing


def write_csv(questions: Iterable[AnyQuestion]) -> str:
    """The questions as CSV, all of each."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for question in questions:
        writer.writerow({key: _safe(cell) for key, cell in _row(question).items()})
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _row(question: AnyQuestion) -> dict[str, str]:
    left = json.loads(QUESTION.dump_json(question, exclude_defaults=True))
    row = {key: str(left.pop(key)) for key in ("question", "ask")}
    row["kind"] = question.kind
    left.pop("kind", None)
    if "time" in left:
        row["time"] = f"{left.pop('time'):g}s"
    plain = all(one.keys() <= _COLUMNED for one in left.get("options", ()))
    if plain and (options := left.pop("options", None)):
        row |= {name: one["text"] for name, one in zip(_OPTIONS, options, strict=False)}
        row |= {name: one.get("why", "") for name, one in zip(_WHYS, options, strict=False)}
        row["right"] = " ".join(LETTERS[n] for n, one in enumerate(options) if one.get("right"))
    name = _LISTED.get(question.kind, "")
    if name in left and len(left[name]) <= MAX_OPTIONS:
        row |= dict(zip(_OPTIONS, left.pop(name), strict=False))
    for key in _PLAIN:
        if key in left:
            row[key] = _spelt(left.pop(key))
    if left:
        row["more"] = json.dumps(left, ensure_ascii=False)
    return row


def _spelt(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


# ---------------------------------------------------------------------------- reading


def read_csv(text: str) -> Read:
    """The questions of a CSV file, and what was not understood of it.

    The first row names the columns, in any order and whatever the capitals; only `ask` must be
    there. Commas, semicolons and tabs may part the cells.
    """
    missed: list[Missed] = []
    rows = _rows(text[:LARGEST].removeprefix("\ufeff"), missed)
    _, first = next(rows, (1, []))
    names = [name.strip().lower() for name in first]
    missed += [
        Missed(1, f"there is no column {name!r}; there are {', '.join(COLUMNS[:4])} …")
        for name in names
        if name and name not in COLUMNS
    ]
    if "ask" not in names:
        return Read((), (*missed, Missed(1, "the first row names the columns; `ask` is missing")))
    found: dict[str, AnyQuestion] = {}
    for start, cells in rows:
        row = {name: _bare(cell) for name, cell in zip(names, cells, strict=False) if cell.strip()}
        if row:
            try:
                values = _values(row)
                name = values.get("question") or values["ask"]
                values["question"] = identifier(name, found, len(found) + 1)
                found[values["question"]] = made(values)
            except ValueError as error:
                missed.append(Missed(start, str(error)))
    return Read(tuple(found.values()), tuple(missed))


def _rows(text: str, missed: list[Missed]) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins; a file that is no CSV ends where it stops being
    one."""
    head = text.splitlines()[0] if text.strip() else ""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        start = 1
        for cells in rows:
            yield start, cells
            start = rows.line_num + 1
    except csv.Error as error:
        missed.append(Missed(rows.line_num, f"this is no CSV: {error}"))


def _bare(cell: str) -> str:
    bare = cell.strip()
    return bare[1:] if bare.startswith(tuple(f"'{sign}" for sign in (*_FORMULA, "'"))) else bare


def _values(row: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a row as the values of a question. Raises ValueError."""
    if "ask" not in row:
        raise ValueError("this row has no `ask`")
    values: dict[str, Any] = {}
    if "more" in row:
        try:
            more = json.loads(row["more"])
        except ValueError:
            more = None
        if not isinstance(more, dict):
            raise ValueError("`more` should be a JSON object, or empty")
        values |= more
    values |= {key: row[key] for key in ("question", "ask", *_PLAIN) if key in row}
    kind = row.get("kind", "").lower()
    texts = [row[name] for name in _OPTIONS if name in row]
    if kind in _LISTED and texts:
        values[_LISTED[kind]] = texts
    elif texts:
        values["options"] = _options(row)
    if kind:
        values["kind"] = kind
    elif not texts:
        values["kind"] = "text"
    elif len(row.get("right", "").split()) > 1:
        values["kind"] = "multiple"
    return values


def _options(row: Mapping[str, str]) -> list[dict[str, Any]]:
    """The options with what is right, by letter, number or the option's own text."""
    marks = {mark.upper() for mark in row.get("right", "").replace(",", " ").split()}
    whole = row.get("right", "").strip().casefold()
    options, known = [], set()
    for n, (name, why) in enumerate(zip(_OPTIONS, _WHYS, strict=True)):
        if name in row:
            signs = {LETTERS[n], str(n + 1)}
            right = bool(signs & marks) or row[name].casefold() == whole
            known |= (signs & marks) if row[name].casefold() != whole else marks
            options.append({"text": row[name], "why": row.get(why, ""), "right": right})
    if strange := marks - known:
        raise ValueError(f"`right` is {' '.join(sorted(strange))}, which is none of the options")
    return options
