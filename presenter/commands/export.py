"""`podium export`: a deck in another form."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from presenter.commands.present import add_deck_argument
from presenter.commands.writing import Unwritten, write_new
from slides.deck import Deck
from slides.loader import load_deck
from slides.problems import DeckErrors
from slides.script.writing import write_script

FORMS: dict[str, Callable[[Deck], str]] = {"script": write_script}


def configure(parser: argparse.ArgumentParser) -> None:
    """The deck, the form, and where to write it."""
    add_deck_argument(parser)
    parser.add_argument(
        "--to", choices=FORMS, default="script", help="script: a voiceover script (the default)"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: stdout")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.epilog = (
        "examples:\n"
        "  podium export talk.yaml --to script            what is said, with the times\n"
        "  podium export talk.yaml --to script -o talk.md"
    )


def run(args: argparse.Namespace) -> int:
    """Write the deck in the form asked for; 2 when it does not load or cannot be written."""
    try:
        written = FORMS[args.to](load_deck(args.deck))
        if args.output is None:
            sys.stdout.buffer.write(written.encode("utf-8"))
        else:
            write_new(args.output, written, force=args.force)
            print(f"{args.deck} written to {args.output}", file=sys.stderr)
    except DeckErrors as errors:
        print(errors, file=sys.stderr)
        return 2
    except Unwritten as error:
        print(f"podium export: {error}", file=sys.stderr)
        return 2
    return 0
