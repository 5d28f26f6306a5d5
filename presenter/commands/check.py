"""`podium check`: what is wrong with decks, before an audience finds out."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from presenter import places, tempo
from presenter.commands.check_text import Outcome, print_outcome
from presenter.commands.sizes import terminal_size
from presenter.fit import SIZES, Size, TooLong
from presenter.preflight import preflight
from slides.check import check
from slides.durations import Span
from slides.loader import Loaded, load
from slides.problems import DeckErrors, Problem, in_order
from slides.rate import OwnRate

GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Which decks, in which form, and how strictly."""
    parser.add_argument(
        "decks",
        nargs="*",
        type=Path,
        metavar="DECK",
        help="decks in YAML (default: the talk that ships with Podium)",
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="default: text; github writes annotations for a workflow",
    )
    parser.add_argument(
        "--size",
        action="append",
        type=terminal_size,
        default=[],
        metavar="WxH",
        help="a terminal that every slide is to fit, besides 80x24, 100x30 and 120x40; repeatable",
    )
    parser.add_argument(
        "--pace",
        choices=("deck", "mine"),
        default="deck",
        help="mine: hold words against budgets at your own pace, learnt from your takes",
    )
    parser.add_argument("--strict", action="store_true", help="warnings fail too (exit code 1)")
    parser.epilog = (
        "examples:\n"
        "  podium check talk.yaml                    words, budgets, files, sizes\n"
        "  podium check talk.yaml --size 200x50      on the projector's terminal too\n"
        "  podium check talks/*.yaml --strict        in CI: warnings fail\n"
        "  podium check talk.yaml --format json | jq '.decks[0].figures.over'\n\n"
        "exit codes: 0 fine or warnings only, 1 warnings with --strict, 2 a deck does not load"
    )


def run(args: argparse.Namespace) -> int:
    """Check every deck and print what was found; the exit code says how bad it is."""
    sizes = tuple(dict.fromkeys((*SIZES, *args.size)))
    paths = args.decks or [places.first_talk()]
    outcomes = [look_at(path, sizes, own_pace=args.pace == "mine") for path in paths]
    FORMATS[args.format](outcomes)
    found = {problem.severity for outcome in outcomes for problem in outcome.findings}
    if "error" in found:
        return 2
    return 1 if args.strict and "warning" in found else 0


def look_at(path: Path, sizes: Sequence[Size] = SIZES, own_pace: bool = False) -> Outcome:
    """The outcome of one deck; its load errors are findings like any other."""
    try:
        loaded = load(path)
    except DeckErrors as errors:
        return Outcome(path, None, tuple(errors.problems))
    own = tempo.learnt(places.state() / "takes", loaded.deck, path) if own_pace else None
    if own_pace and own is None:
        print(f"podium check: {path}: {tempo.TOO_FEW}", file=sys.stderr)
    checked, flown = check(at_pace(loaded, own)), preflight(loaded, sizes)
    findings = in_order([*checked.findings, *flown.findings], loaded.sheet.files)
    return Outcome(path, checked.figures, tuple(findings), flown.too_long, own)


def at_pace(loaded: Loaded, own: OwnRate | None) -> Loaded:
    """The deck at the speaker's own pace instead of the one it aims for."""
    if own is None:
        return loaded
    talk = loaded.deck.talk.model_copy(update={"pace": Span(*map(round, own.spread))})
    return replace(loaded, deck=loaded.deck.model_copy(update={"talk": talk}))


def _print_text(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        print_outcome(outcome)


def _print_json(outcomes: Sequence[Outcome]) -> None:
    decks = [
        {
            "file": str(outcome.path),
            "figures": outcome.figures.model_dump(mode="json") if outcome.figures else None,
            "too_long": [_too_long(slide, over) for slide, over in outcome.too_long],
            "own_rate": outcome.own_rate.model_dump(mode="json") if outcome.own_rate else None,
            "findings": [_finding(problem) for problem in outcome.findings],
        }
        for outcome in outcomes
    ]
    print(json.dumps({"decks": decks}, indent=2))


def _too_long(slide: str, over: TooLong) -> dict[str, Any]:
    columns, rows = over.size
    return {
        "slide": slide,
        "columns": columns,
        "rows": rows,
        "excess": over.rows,
        "step": over.step,
    }


def _finding(problem: Problem) -> dict[str, Any]:
    return {
        "file": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "slide": problem.slide,
        "message": problem.message,
    }


def _print_github(outcomes: Sequence[Outcome]) -> None:
    for problem in (problem for outcome in outcomes for problem in outcome.findings):
        place = {"file": str(problem.path), "line": problem.line, "col": problem.column}
        fields = {key: value for key, value in place.items() if value} | {"title": problem.code}
        properties = ",".join(f"{key}={_escaped(str(value))}" for key, value in fields.items())
        message = _escaped(problem.message, properties=False)
        print(f"::{GITHUB[problem.severity]} {properties}::{message}")


def _escaped(text: str, properties: bool = True) -> str:
    for character in "%\r\n" + (":," if properties else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS: dict[str, Callable[[Sequence[Outcome]], None]] = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
}
