"""`podium rehearse`: the stage against the clock; every rehearsal is kept as a take."""

import argparse
from dataclasses import replace

from presenter.commands.present import add_deck, asked
from presenter.show import show


def configure(parser: argparse.ArgumentParser) -> None:
    """The deck, what of it, and the slide to begin on."""
    add_deck(parser)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--slides", default="", metavar="3-7", help="only these; 2,5-6 works too")
    part.add_argument("--section", default="", metavar="NAME", help="only the slides of a section")
    parser.epilog = (
        "examples:\n"
        "  podium rehearse                 the clock starts at once\n"
        "  podium rehearse talk.yaml --slides 3-7\n"
        "  podium rehearse --section Myths --pace mine\n"
        "  podium takes                    how it went, slide by slide"
    )


def run(args: argparse.Namespace) -> int:
    """Show the deck and keep the take."""
    part = {"slides": args.slides, "section": args.section}
    return show(replace(asked(args), rehearsal=True, **part))
