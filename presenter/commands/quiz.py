"""`podium quiz`: serving quizzes without a stage, and what is done with a room afterwards."""

import argparse
from types import ModuleType

from presenter.commands import (
    quiz_export,
    quiz_forget,
    quiz_import,
    quiz_report,
    quiz_rooms,
    quiz_serve,
    quiz_take,
)

ACTIONS: dict[str, ModuleType] = {
    "serve": quiz_serve,
    "take": quiz_take,
    "import": quiz_import,
    "export": quiz_export,
    "rooms": quiz_rooms,
    "report": quiz_report,
    "forget": quiz_forget,
}
"""By name, what has an ABOUT, a DESCRIPTION, `configure` and `run`."""
EPILOG = (
    "examples:\n"
    "  podium quiz serve                           a door, and an empty room behind it\n"
    "  podium quiz serve --listen 0.0.0.0:2222     for the network this machine is on\n"
    "  podium quiz take talk.yaml                  its questions, alone and at once\n"
    "  podium quiz import moodle.gift -o bank.yaml  questions from elsewhere\n"
    "  podium quiz rooms                           which rooms are kept, and until when\n"
    "  podium quiz report                          how the last quiz went\n"
    "  podium quiz report 4821 --format html -o quiz.html\n"
    "  podium quiz forget 4821                     delete names and answers now"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """The actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, action in ACTIONS.items():
        sub = actions.add_parser(
            name,
            help=action.ABOUT,
            description=action.DESCRIPTION,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(do=action.run)
        action.configure(sub)
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(args.do(args))
