"""`podium quiz report`: how a quiz went, question by question and attendee by attendee."""

import argparse
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from presenter import places
from presenter.commands.printing import console, grid, say
from presenter.commands.writing import Unwritten, write_new
from presenter.report.quiz_sheets import SHEETS
from presenter.report.quiz_words import percent, seconds, shown_room, telling
from quiz.archive import LAST, find_room
from quiz.core import fold
from quiz.findings import Report, Slice
from quiz.report import report
from quiz.store import StoreFailed
from quiz.text import clean

OK, BAD_INPUT = 0, 2
ABOUT = "how a quiz went: in the terminal, as CSV, JSON or one HTML file"
DESCRIPTION = """\
How a quiz went: for each question how many were right, how well it tells attendees apart, what was
answered and how fast; for each attendee points and answers. Attendees are P001, P002 … unless
--with-names is given. A room is kept until a day after its end; see `podium quiz rooms`.
"""
_TOP = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Which room, in which form, and where to."""
    parser.add_argument(
        "room",
        nargs="?",
        default=LAST,
        metavar="ROOM",
        help="its four digits or its folder's name; default: the last one",
    )
    parser.add_argument("--format", choices=("text", "json", "csv", "html"), default="text")
    parser.add_argument(
        "--sheet",
        choices=SHEETS,
        default="answers",
        help="what the CSV holds (default %(default)s)",
    )
    parser.add_argument("--with-names", action="store_true", help="names instead of P001, P002 …")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: stdout")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.epilog = (
        "examples:\n"
        "  podium quiz report                                    the last quiz\n"
        "  podium quiz report 4821 --format html -o quiz.html    with charts, in one file\n"
        "  podium quiz report --format csv --sheet questions -o questions.csv\n"
        "  podium quiz report --format json | jq '.questions[] | {ask, difficulty}'"
    )


def run(args: argparse.Namespace) -> int:
    """Tell it."""
    try:
        room = find_room(places.rooms(), args.room)
        told = report(fold(room.events()), room.number, named=args.with_names)
    except LookupError as error:
        return _refuse(str(error.args[0]))
    except StoreFailed as failed:
        return _refuse(str(failed))
    if args.format == "text" and args.output is None:
        _print(told, console())
        return OK
    written = _written(told, args.format, args.sheet)
    if args.output is None:
        sys.stdout.buffer.write(written.encode("utf-8"))
        return OK
    try:
        write_new(args.output, written, force=args.force)
    except Unwritten as error:
        return _refuse(str(error))
    print(f"Room {told.room} written to {args.output}", file=sys.stderr)
    return OK


def _refuse(message: str) -> int:
    print(f"podium quiz report: {message}", file=sys.stderr)
    return BAD_INPUT


def _written(told: Report, form: str, sheet: str) -> str:
    """The report in one of the forms."""
    from presenter.report import quiz_page, quiz_sheets

    match form:
        case "html":
            return quiz_page.as_html(told)
        case "csv":
            return quiz_sheets.as_csv(told, next(one for one in SHEETS if one == sheet))
        case "json":
            return told.model_dump_json(indent=2) + "\n"
        case _:
            return text_of(told)


def text_of(told: Report, width: int = 100) -> str:
    """The terminal's report as a text."""
    out = Console(file=StringIO(), width=width, record=True, markup=False, highlight=False)
    _print(told, out)
    return out.export_text()


def _print(told: Report, out: Console) -> None:
    """The report on a terminal."""
    say(out, f"Room {told.room}: " + ", ".join(f"{n.lower()} {v}" for n, v in shown_room(told)))
    if not told.questions:
        say(out, "Nothing was asked.")
        return
    out.print()
    heads = (">#", "<question", ">answered", ">right", ">discr", ">p10", ">median", ">p90")
    rows = [
        (
            str(row.number),
            clean(row.ask, 200),
            f"{row.answered:,}/{row.reached:,}",
            percent(row.difficulty),
            telling(row),
            *map(seconds, row.times or (None, None, None)),
        )
        for row in told.questions
    ]
    out.print(grid(heads, rows, out.width), soft_wrap=True)
    for question in told.questions:
        out.print()
        say(out, f"{question.number}. {clean(question.ask, 300)}")
        out.print(_bars(question.slices, out.width), soft_wrap=True)
    _print_attendees(told, out)


def _bars(slices: tuple[Slice, ...], width: int) -> Text:
    """The distribution of one question, a bar a line."""
    label = min(40, width // 2)
    most = max([1, *(bar.count for bar in slices)])
    lines = []
    for bar in slices:
        mark = "✓" if bar.right else " "
        full = round(bar.count / most * max(4, width - label - 20))
        said = Text(clean(bar.label, label), overflow="ellipsis")
        said.pad_right(label - said.cell_len)
        lines.append(
            Text.assemble(
                f" {mark} ", said, " ", "█" * full, f" {bar.count:,} ({percent(bar.share)})"
            )
        )
    return Text("\n").join(lines)


def _print_attendees(told: Report, out: Console) -> None:
    if not told.attendees:
        return
    heads = ("<attendee", ">place", ">points", ">right", ">answered", ">median")
    ranked = sorted(told.attendees, key=lambda one: (one.place is None, one.place or 0))
    rows = [
        (
            clean(one.attendee, 24),
            str(one.place or "–"),
            f"{one.points:,}",
            str(one.right),
            str(one.answered),
            seconds(one.took),
        )
        for one in ranked[:_TOP]
    ]
    out.print()
    out.print(grid(heads, rows, out.width), soft_wrap=True)
    if len(ranked) > _TOP:
        say(out, f"… and {len(ranked) - _TOP:,} more: --format csv --sheet attendees")
