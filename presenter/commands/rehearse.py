"""`podium rehearse`: the stage against the clock; every rehearsal is kept as a take."""

import argparse
from dataclasses import replace

from presenter.commands.present import add_deck, asked
from presenter.show import show


def configure(parser: argparse.ArgumentParser) -> None:
    """The deck and the slide to begin on."""
    add_deck(parser)
    parser.epilog = (
        "examples:\n"
        "  podium rehearse                 the clock starts at once\n"
        "  podium rehearse talk.yaml\n"
        "  podium takes                    how it went, slide by slide"
    )


def run(args: argparse.Namespace) -> int:
    """Show the deck and keep the take."""
    return show(replace(asked(args), rehearsal=True))
