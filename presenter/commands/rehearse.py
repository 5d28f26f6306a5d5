"""`podium rehearse`: the stage against the clock; every rehearsal is kept as a take."""

import argparse
import sys
from dataclasses import replace

from presenter.commands.present import add_deck, asked
from presenter.show import USAGE, show

SLOWEST, FASTEST = 0.1, 1000.0


def configure(parser: argparse.ArgumentParser) -> None:
    """The deck, what of it, and the slide to begin on."""
    add_deck(parser)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--slides", default="", metavar="3-7", help="only these; 2,5-6 works too")
    part.add_argument("--section", default="", metavar="NAME", help="only the slides of a section")
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help="a dry run: the talk's time runs N times as fast as a clock, but not while a pane "
        "computes or a question is open; such takes are not held against others",
    )
    parser.epilog = (
        "examples:\n"
        "  podium rehearse                 the clock starts at once\n"
        "  podium rehearse talk.yaml --slides 3-7\n"
        "  podium rehearse --section Myths --pace mine\n"
        "  podium rehearse --quiz          with an audience: the clock waits for the first step\n"
        "  podium rehearse --speed 30      see the whole talk and its cuts pass in two minutes\n"
        "  podium takes                    how it went, slide by slide"
    )


def _speed(text: str) -> float:
    """A speed, checked."""
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not SLOWEST <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"a number from {SLOWEST:g} to {FASTEST:g}, not {text!r}")
    return speed


def run(args: argparse.Namespace) -> int:
    """Show the deck and keep the take."""
    if args.resume and args.speed != 1:
        print("podium: --resume goes on by the clock: leave out --speed", file=sys.stderr)
        return USAGE
    part = {"slides": args.slides, "section": args.section}
    return show(replace(asked(args), rehearsal=True, speed=args.speed, **part))
