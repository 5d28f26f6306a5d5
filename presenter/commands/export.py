"""`podium export`: a deck in another form."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from presenter.commands.present import add_deck_argument
from presenter.commands.sizes import terminal_size
from presenter.commands.writing import Unwritten, write_new
from slides.deck import Deck
from slides.loader import load
from slides.problems import DeckErrors

if TYPE_CHECKING:
    from presenter.paper.inks import Inks
    from presenter.paper.sheets import Sheet

WORDS = ("script", "notes")
DRAWN = ("html", "pdf", "svg", "png")
A_FILE_EACH = ("svg", "png")
SIZE = (100, 30)
"""Columns and rows that slides are drawn for: what can be read in print."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The deck, the form, and where to write it."""
    add_deck_argument(parser)
    parser.add_argument(
        "--to",
        choices=(*WORDS, *DRAWN),
        default="script",
        help="script: a voiceover script with the times (the default); notes: what you say, to "
        "read; html: one file for a browser; pdf; svg or png: a folder with a file for each slide",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="PATH",
        help="a file, or for svg and png a folder (default: stdout)",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument(
        "--size",
        type=terminal_size,
        default=SIZE,
        metavar="WxH",
        help=f"the terminal that slides are drawn for (default: {SIZE[0]}x{SIZE[1]})",
    )
    parser.add_argument("--theme", help="another theme than the deck's; light saves ink")
    parser.add_argument(
        "--steps", action="store_true", help="a page for every step, not only for whole slides"
    )
    parser.epilog = (
        "examples:\n"
        "  podium export talk.yaml --to script                 what is said, with the times\n"
        "  podium export talk.yaml --to pdf -o talk.pdf        a page a slide, to be searched\n"
        "  podium export talk.yaml --to pdf -o talk.pdf --theme light --steps\n"
        "  podium export talk.yaml --to html -o talk.html      arrow keys, n for the notes\n"
        "  podium export talk.yaml --to png -o pictures/\n\n"
        "pdf and png need `pip install 'podium[export]'` and a monospaced font on this machine"
    )


def run(args: argparse.Namespace) -> int:
    """Write the deck in the form asked for; 2 when it does not load or cannot be written."""
    try:
        if args.to in A_FILE_EACH:
            _write_folder(args)
        else:
            _write_file(args)
    except DeckErrors as errors:
        print(errors, file=sys.stderr)
        return 2
    except Unwritten as error:
        print(f"podium export: {error}", file=sys.stderr)
        return 2
    return 0


def _write_file(args: argparse.Namespace) -> None:
    written = _written(args)
    if args.output is None:
        sys.stdout.buffer.write(written)
    else:
        write_new(args.output, written, force=args.force)
        print(f"{args.deck} written to {args.output}", file=sys.stderr)


def _written(args: argparse.Namespace) -> bytes:
    """The deck in a form that is one file."""
    if args.to in WORDS:
        from slides.script.handout import write_notes
        from slides.script.writing import write_script

        write: Callable[[Deck], str] = write_script if args.to == "script" else write_notes
        return write(load(args.deck).deck.shown()).encode("utf-8")
    deck, sheets, inks = _sheets(args)
    if args.to == "html":
        from presenter.paper.web import as_web

        return as_web(deck, sheets, inks).encode("utf-8")
    from presenter.paper.raster import Unpainted, as_pdf

    try:
        return as_pdf(deck, _shown(sheets), inks)
    except Unpainted as error:
        raise Unwritten(str(error)) from error


def _write_folder(args: argparse.Namespace) -> None:
    """A file for each sheet, numbered so that they sort as they are shown."""
    from presenter.paper.raster import Unpainted, as_png
    from presenter.paper.svg import as_svg

    if args.output is None:
        raise Unwritten(f"--to {args.to} writes a file for each slide; name a folder with -o")
    _, sheets, inks = _sheets(args)
    try:
        args.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritten(f"{args.output} is no folder: {error.strerror or error}") from error
    wide = len(str(sheets[-1].number))
    for sheet in _shown(sheets):
        step = f"-{sheet.step}" if args.steps else ""
        name = f"{sheet.number:0{wide}}-{sheet.slide.slide}{step}.{args.to}"
        try:
            made = as_svg(sheet, inks).encode() if args.to == "svg" else as_png(sheet, inks)
        except Unpainted as error:
            raise Unwritten(str(error)) from error
        write_new(args.output / name, made, force=args.force)
    print(f"{args.deck} written to {args.output}, {len(sheets)} files", file=sys.stderr)


def _sheets(args: argparse.Namespace) -> tuple[Deck, "list[Sheet]", "Inks"]:
    """The deck's slides, drawn in the theme that is asked for. Raises DeckErrors."""
    from presenter.draw.canvas import Canvas
    from presenter.manner import speakers_settings, theme_of
    from presenter.paper.inks import Inks
    from presenter.paper.sheets import sheets

    loaded, folder = load(args.deck), args.deck.absolute().parent
    theme = theme_of(loaded, speakers_settings({}, args.theme), folder, {})
    deck, canvas = loaded.deck.shown(), Canvas(folder=folder, theme=theme)
    return deck, list(sheets(deck, canvas, args.size, args.steps)), Inks(theme)


def _shown(sheets: "Iterable[Sheet]") -> "Iterator[Sheet]":
    """The sheets, and on a terminal how far they are."""
    told = sys.stderr.isatty() and "CI" not in os.environ
    for sheet in sheets:
        if told:
            print(f"\r{sheet.number} {sheet.title[:40]:40}", end="", file=sys.stderr, flush=True)
        yield sheet
    if told:
        print("\r" + " " * 50, end="\r", file=sys.stderr)
