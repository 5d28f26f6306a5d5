"""The `podium` command: finds the subcommand named and imports nothing that it does not need."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

COMMANDS = {
    "present": "open a talk on this terminal",
    "speaker": "notes, clock and drift in a second terminal; drives the talk too",
    "rehearse": "the talk against the clock; keeps a take",
    "takes": "how past rehearsals went, slide by slide",
    "check": "find what is wrong with a deck before the audience does",
    "new": "write a small good deck to begin with",
    "schema": "what editors need to complete and check decks",
    "import": "a voiceover script in Markdown becomes a deck",
    "export": "a deck as a script, notes, HTML, PDF or pictures",
    "lab": "models, data and training without a stage",
    "quiz": "serve quizzes to an audience over SSH",
    "doctor": "is this machine, terminal and deck ready?",
}
MODULES = {"import": "import_deck"}
"""Of commands whose own name is taken by the language."""
OK, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes of every command: fine, found problems, bad input or usage."""


class _Version(argparse.Action):
    """Looks the version up only when asked: that import costs more than the title frame."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        parser.exit(message=f"podium {version('podium')}\n")


def _parser(only: str | None) -> argparse.ArgumentParser:
    """The parser; of the subcommands only the one named is imported."""
    parser = argparse.ArgumentParser(
        prog="podium",
        description="Present, rehearse and quiz from a terminal.",
        epilog="examples:\n  podium present talk.yaml\n  podium rehearse talk.yaml\n"
        "  podium check talk.yaml --strict",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == only:
            _module(name).configure(sub)
    return parser


def _module(command: str) -> Any:
    return import_module(f"presenter.commands.{MODULES.get(command, command)}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; returns its exit code."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them takes 20 ms
    words = list(sys.argv[1:] if argv is None else argv)
    named = next((word for word in words if not word.startswith("-")), None)
    args = _parser(named if named in COMMANDS else None).parse_args(words)
    command = _module(args.command)
    try:
        return int(command.run(args))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
