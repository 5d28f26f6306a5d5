"""How a quiz went as CSV for spreadsheets: questions, attendees, or every answer."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from presenter.report.sheets import harmless
from quiz.findings import Report

Sheet = Literal["answers", "questions", "attendees"]
SHEETS: tuple[Sheet, ...] = ("answers", "questions", "attendees")
_HEADS: dict[Sheet, tuple[str, ...]] = {
    "answers": (
        "number", "question", "attendee", "answer", "right", "credit", "points", "took",
    ),
    "questions": (
        "number", "question", "kind", "ask", "own_pace", "phase", "reached", "answered", "right",
        "difficulty", "credit", "discrimination", "took_p10", "took_median", "took_p90",
    ),
    "attendees": (
        "attendee", "team", "place", "points", "right", "answered", "took_median", "sent_out",
    ),
}  # fmt: skip
"""Times are in seconds; a cell is empty where there is nothing to say."""
Value = str | int | float | bool | None


def as_csv(told: Report, sheet: Sheet) -> str:
    """One sheet. A text that a spreadsheet would take for a formula gets `'` before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADS[sheet])
    for row in _rows(told, sheet):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _rows(told: Report, sheet: Sheet) -> Iterable[Sequence[Value]]:
    match sheet:
        case "answers":
            ids = {row.number: row.question for row in told.questions}
            return [
                (
                    cell.number, ids[cell.number], one.attendee, cell.answer, cell.right,
                    cell.credit, cell.points, cell.took,
                )
                for one in told.attendees
                for cell in one.cells
            ]  # fmt: skip
        case "questions":
            return [
                (
                    row.number, row.question, row.kind, row.ask, row.own_pace, row.phase,
                    row.reached, row.answered, row.right, row.difficulty, row.credit,
                    row.discrimination, *(row.times or (None, None, None)),
                )
                for row in told.questions
            ]  # fmt: skip
        case "attendees":
            return [
                (
                    one.attendee, one.team, one.place, one.points, one.right, one.answered,
                    one.took, one.sent_out,
                )
                for one in told.attendees
            ]  # fmt: skip


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else f"{value}"
