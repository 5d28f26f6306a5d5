"""`podium present`: a talk on this terminal."""

import argparse
from pathlib import Path

from presenter import places
from presenter.request import Request
from presenter.show import show

FIRST_TALK = "beyond-the-hype.yaml"


def configure(parser: argparse.ArgumentParser) -> None:
    """Deck, starting slide, and whether the audience may join."""
    add_deck(parser)
    parser.add_argument(
        "--quiz",
        nargs="?",
        const="127.0.0.1:2222",
        metavar="ADDRESS[:PORT]",
        help="serve the deck's quizzes over SSH (default 127.0.0.1:2222, this machine only; "
        "0.0.0.0 opens it to the network)",
    )
    parser.epilog = (
        "examples:\n"
        "  podium present                          the talk that ships with Podium\n"
        "  podium present talk.yaml --slide 7      begin on slide 7\n"
        "  podium present talk.yaml --quiz 0.0.0.0 the audience answers by ssh -p 2222 YOUR-HOST"
    )


def add_deck(parser: argparse.ArgumentParser) -> None:
    """The arguments that every command on a stage has."""
    add_deck_argument(parser)
    parser.add_argument(
        "--slide", type=int, default=1, metavar="N", help="begin on slide N (default 1)"
    )


def add_deck_argument(parser: argparse.ArgumentParser) -> None:
    """The deck, by default the one that ships."""
    parser.add_argument(
        "deck",
        nargs="?",
        type=Path,
        default=places.talks() / FIRST_TALK,
        metavar="DECK",
        help="a deck in YAML (default: the talk that ships with Podium)",
    )


def run(args: argparse.Namespace) -> int:
    """Show the deck."""
    return show(Request(deck=args.deck, slide=args.slide, quiz=args.quiz))
