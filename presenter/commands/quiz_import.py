"""`podium quiz import`: questions of other programs as a bank."""

import argparse
import sys
from pathlib import Path

from presenter.commands.writing import Unwritten, write_new
from quiz.exchange import Missed, Read, read_csv, read_gift
from slides.bank import bank_text

OK, FOUND, BAD_INPUT = 0, 1, 2
ABOUT = "make a bank of GIFT (Moodle) or CSV"
DESCRIPTION = """\
Questions of a GIFT or CSV file, as a bank in YAML: a file with `questions:` that a deck names as
`bank: FILE` and shows by id. What was not understood is listed with its lines, and the exit code is
then 1. `podium quiz export` of a deck shows which columns a CSV file may have.
"""
READERS = {"gift": read_gift, "csv": read_csv}
_ENDINGS = {".gift": "gift", ".txt": "gift", ".csv": "csv", ".tsv": "csv"}


def configure(parser: argparse.ArgumentParser) -> None:
    """What is read, and where it goes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="- is standard input")
    parser.add_argument(
        "--from", dest="form", choices=tuple(READERS), help="default: by its ending"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="BANK", help="default: stdout")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.epilog = (
        "examples:\n"
        "  podium quiz import moodle.gift -o bank.yaml\n"
        "  podium quiz import questions.csv -o bank.yaml --force\n"
        "  podium quiz import - --from gift < moodle.txt"
    )


def run(args: argparse.Namespace) -> int:
    """Read, list what was missed, write."""
    form = args.form or _ENDINGS.get(args.file.suffix.lower())
    if form is None:
        return _refuse(f"what is {args.file}? Add --from gift or --from csv")
    try:
        data = sys.stdin.buffer.read() if str(args.file) == "-" else args.file.read_bytes()
        read = READERS[form](data.decode("utf-8-sig"))
    except OSError as error:
        return _refuse(f"{args.file}: {error.strerror or error}")
    except UnicodeDecodeError as error:
        return _refuse(f"{args.file} is no UTF-8 text (byte {error.start + 1})")
    tell(args.file, read.missed)
    return _write(read, args)


def _write(read: Read, args: argparse.Namespace) -> int:
    if not read.questions:
        return _refuse(f"{args.file} has no question that can be read")
    text = bank_text(read.questions)
    if args.output is None:
        sys.stdout.buffer.write(text.encode())
    else:
        try:
            write_new(args.output, text, force=args.force)
        except Unwritten as error:
            return _refuse(str(error))
        count = len(read.questions)
        said = f"{count} question{'' if count == 1 else 's'} written to {args.output}"
        print(said, file=sys.stderr)
    return FOUND if read.missed else OK


def tell(file: Path, missed: tuple[Missed, ...]) -> None:
    """What was not understood, line by line."""
    for one in missed:
        place = f"{file}:{one.line}: " if one.line else ""
        print(f"{place}{one.said}", file=sys.stderr)


def _refuse(message: str) -> int:
    print(f"podium quiz import: {message}", file=sys.stderr)
    return BAD_INPUT
