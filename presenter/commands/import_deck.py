"""`podium import`: a voiceover script in Markdown becomes a deck."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from presenter.commands.writing import Unwritten, write_new
from presenter.report.words import plain
from slides.durations import parse_span, spell
from slides.loader import parse
from slides.problems import DeckErrors
from slides.script.gathered import NoScript, Read
from slides.script.mend import mend
from slides.script.reading import read_script
from slides.script.yamltext import deck_text

LARGEST = 5_000_000
"""Bytes; a script of a whole day stays far below it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The script, and the deck to write."""
    parser.add_argument("script", type=Path, metavar="SCRIPT", help="a voiceover script (Markdown)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DECK", help="the deck to write (default: stdout)"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="of what is told; default: text"
    )
    parser.epilog = (
        "examples:\n"
        "  podium import script.md --output talk.yaml\n"
        "  podium import script.md | less\n"
        "  podium check talk.yaml                     what to do next\n\n"
        "Lines that were not understood are listed on stderr with their numbers; text that was\n"
        "read in the wrong encoding is repaired. docs/importing.md says how a script is written."
    )


def run(args: argparse.Namespace) -> int:
    """Read the script, write the deck, tell what was left out; 2 when there is no script in it."""
    if args.format == "json" and args.output is None:
        print("podium import: --format json needs --output for the deck", file=sys.stderr)
        return 2
    try:
        read = read_script(mend(_text(args.script)), title=args.script.stem)
        about = f"Imported from {plain(args.script.name)} by `podium import`."
        deck = deck_text(read.talk, read.slides, about)
        parse(deck, args.output or Path("deck.yaml"))
        if args.output is None:
            sys.stdout.buffer.write(deck.encode("utf-8"))
        else:
            write_new(args.output, deck, force=args.force)
    except OSError as error:
        print(f"podium import: {args.script}: {error.strerror or error}", file=sys.stderr)
        return 2
    except (NoScript, ValueError) as error:
        print(f"podium import: {args.script}: {error}", file=sys.stderr)
        return 2
    except Unwritten as error:
        print(f"podium import: {error}", file=sys.stderr)
        return 2
    except DeckErrors as errors:
        print("podium import: the script makes no deck that loads:", file=sys.stderr)
        print(errors, file=sys.stderr)
        return 2
    _tell(read, args)
    return 0


def _text(path: Path) -> str:
    """The script. Raises OSError, and ValueError for what is no text."""
    content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    if not content:
        raise ValueError("it is empty, or too large for a script")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _tell(read: Read, args: argparse.Namespace) -> None:
    """What became of the script: results to stdout as JSON, everything else to stderr."""
    for line in read.unread:
        said = plain(line.text)
        said = said if len(said) <= 100 else said[:99] + "…"
        print(f"{args.script}:{line.line}: not understood: {said}", file=sys.stderr)
    figures = _figures(read)
    if args.format == "json":
        unread = [{"line": line.line, "text": line.text} for line in read.unread]
        print(json.dumps({**figures, "deck": str(args.output), "unread": unread}, indent=2))
    elif args.output is not None:
        counts = [(count, name) for name, count in figures.items() if name != "budget"]
        told = ", ".join(f"{n} {name.removesuffix('s') if n == 1 else name}" for n, name in counts)
        print(
            f"{args.output}: {told}; budgets of {spell(figures['budget'])}. "
            f"`podium check {args.output}` says how it fits.",
            file=sys.stderr,
        )


def _figures(read: Read) -> dict[str, Any]:
    budgets = [parse_span(slide["budget"]).high for slide in read.slides if "budget" in slide]
    lists = ("checkpoints", "cut", "tips", "answers")
    names = {"cut": "cuts"}
    counts = {names.get(key, key): len(read.talk.get(key, ())) for key in lists}
    return {"slides": len(read.slides), **counts, "budget": sum(budgets)}
