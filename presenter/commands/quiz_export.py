"""`podium quiz export`: the questions of a deck or a bank for other programs."""

import argparse
import sys
from pathlib import Path

from presenter.commands.quiz_import import tell
from presenter.commands.writing import Unwritten, write_new
from quiz.exchange import Missed, write_csv, write_gift
from slides.bank import bank_text, load_questions
from slides.problems import DeckErrors

OK, FOUND, BAD_INPUT = 0, 1, 2
ABOUT = "questions as GIFT (Moodle), CSV or a bank"
DESCRIPTION = """\
The questions of a deck or a bank as CSV, which keeps all of every kind; as GIFT, which Moodle and
others read; or as a bank of their own. What GIFT cannot say is listed, and the exit code is then 1.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """What is written, and where to."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a deck or a bank")
    parser.add_argument("--format", choices=("csv", "gift", "yaml"), default="csv")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: stdout")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.epilog = (
        "examples:\n"
        "  podium quiz export talk.yaml -o questions.csv\n"
        "  podium quiz export bank.yaml --format gift -o moodle.gift\n"
        "  podium quiz export talk.yaml --format yaml -o bank.yaml"
    )


def run(args: argparse.Namespace) -> int:
    """Load, write, list what was left out."""
    try:
        questions = tuple(load_questions(args.file).values())
    except DeckErrors as errors:
        print(errors, file=sys.stderr)
        return BAD_INPUT
    missed: tuple[Missed, ...] = ()
    if args.format == "gift":
        text, missed = write_gift(questions)
    else:
        text = write_csv(questions) if args.format == "csv" else bank_text(questions)
    tell(args.file, missed)
    if args.output is None:
        sys.stdout.buffer.write(text.encode())
        return FOUND if missed else OK
    try:
        write_new(args.output, text, force=args.force)
    except Unwritten as error:
        print(f"podium quiz export: {error}", file=sys.stderr)
        return BAD_INPUT
    return FOUND if missed else OK
