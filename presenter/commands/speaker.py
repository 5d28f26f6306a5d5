"""`podium speaker`: the speaker's cockpit in a second terminal."""

import argparse
import os
import sys

from presenter.show import USAGE, unfit_terminal
from presenter.standing_back import standing_back

NICER = 5
"""How far a cockpit stands back when the processor is short: the stage's frame comes first."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Which talk to attach to."""
    parser.add_argument(
        "--talk",
        default="",
        metavar="NAME",
        help="a part of the talk's name, when several run on this machine",
    )
    parser.epilog = (
        "examples:\n"
        "  podium speaker                  the talk that runs here, now or in a moment\n"
        "  podium speaker --talk hype      the one of several whose name has this in it\n"
        "  ssh -t host podium speaker      from another machine"
    )


def run(args: argparse.Namespace) -> int:
    """Attach, and stay until the speaker leaves."""
    if complaint := unfit_terminal():
        over_ssh = "SSH_CONNECTION" in os.environ and not sys.stdin.isatty()
        hint = "ssh gives a command no terminal unless asked: ssh -t HOST podium speaker"
        print(f"podium: {hint if over_ssh else complaint}", file=sys.stderr)
        return USAGE
    from presenter.link.find import NoPlace, choose, running

    try:
        found = running()
    except NoPlace as error:
        print(f"podium: {error}", file=sys.stderr)
        return USAGE
    fitting = [path.stem for path in found if args.talk in path.stem]
    if len(fitting) > 1 and choose(found, args.talk) is None:
        names = "\n".join(f"  podium speaker --talk {name}" for name in fitting)
        print(f"podium: several talks run here; which one?\n{names}", file=sys.stderr)
        return USAGE
    from presenter.cockpit.app import CockpitApp
    from presenter.cockpit.look import canvas_for
    from slides.problems import DeckErrors

    try:
        canvas = canvas_for(os.environ)
    except DeckErrors as errors:
        print(errors, file=sys.stderr)
        return USAGE
    app = CockpitApp(args.talk, canvas)
    os.nice(NICER)  # counts where sessions are not scheduled as groups
    with standing_back(NICER):
        app.run()
    return app.return_code or 0
