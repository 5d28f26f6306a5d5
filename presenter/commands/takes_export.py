"""`podium takes export`: a take as a file for programs, spreadsheets, notes or a browser."""

import argparse
import sys
from pathlib import Path

from presenter import shelf
from presenter.commands.writing import Unwritten, write_new
from slides.logs import LogError

ABOUT = "a take as JSON, CSV, HTML or Markdown"
DESCRIPTION = (
    "A take as JSON for programs, CSV for spreadsheets, Markdown for notes, or one HTML file with "
    "charts that needs no network."
)


FORMS = ("json", "csv", "html", "md")


def configure(parser: argparse.ArgumentParser) -> None:
    """The form, the take, and where to write it."""
    parser.add_argument("form", choices=FORMS, help="what to write")
    parser.add_argument("name", nargs="?", default="last", help="default: the last take")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: stdout")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def run(args: argparse.Namespace) -> int:
    """Write the take. Raises LogError when there is none by that name."""
    path = shelf.find(args.dir, args.name)
    if path is None:
        raise LogError("there are no takes yet; `podium rehearse` keeps one")
    written = _written(args.form, shelf.read_take(path), args.dir)
    if args.output is None:
        sys.stdout.buffer.write(written.encode("utf-8"))
        return 0
    try:
        write_new(args.output, written, force=args.force)
    except Unwritten as error:
        print(f"podium takes: {error}", file=sys.stderr)
        return 2
    print(f"{path.stem} written to {args.output}", file=sys.stderr)
    return 0


def _written(form: str, take: shelf.Take, folder: Path) -> str:
    """A take in one of the forms."""
    from presenter.report import page, sheets
    from presenter.report.dossier import dossier

    told = dossier(take, folder)
    match form:
        case "html":
            return page.as_html(told)
        case "csv":
            return sheets.as_csv(told)
        case "md":
            return sheets.as_markdown(told)
        case _:
            return told.model_dump_json(indent=2) + "\n"
