"""`podium takes fit`: budgets from takes, written into the deck."""

import argparse
from pathlib import Path

from presenter import places

ABOUT = "budgets from the last takes, written into the deck"
DESCRIPTION = (
    "Proposes for each slide the median of the last takes, in steps of five seconds, and writes "
    "it into the deck. Only the budgets change: comments, order and formatting stay."
)
LAST = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """The deck, how many takes, and whether to write."""
    parser.add_argument(
        "deck",
        nargs="?",
        type=Path,
        default=places.first_talk(),
        metavar="DECK",
        help="a deck in YAML (default: the talk that ships with Podium)",
    )
    parser.add_argument(
        "--takes", type=int, default=LAST, metavar="N", help=f"the last N takes (default {LAST})"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show the change as a diff; write nothing"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(args: argparse.Namespace) -> int:
    """Propose, and write unless told otherwise; 2 when the takes do not fit the deck."""
    from presenter.commands.takes_fitting import fit_deck  # reads decks: the other actions do not

    return fit_deck(args)
