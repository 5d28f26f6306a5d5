"""`podium quiz take`: a whole quiz alone, in one's own terminal, without a server."""

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from quiz.alone import Alone, askable, begin, standing
from quiz.core import Run
from quiz.credit import credits_of
from quiz.question import AnyQuestion
from quiz.results import figure
from quiz.text import paragraphs
from slides.bank import load_questions
from slides.problems import DeckErrors, did_you_mean

OK, BAD_INPUT, LEFT = 0, 2, 130
ABOUT = "take a quiz alone, here and now"
DESCRIPTION = """\
The questions of a deck or of a bank (a file with `questions:`), one after the other, each with its
answer and the reasons. Ctrl-C leaves; the terminal is then as it was, and what was answered so far
is summed up. Guesses at what a model does are left out: they need it on the stage.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """What is asked, and how."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a deck or a bank")
    parser.add_argument(
        "--only", action="append", default=[], metavar="ID", help="this question; may be repeated"
    )
    parser.add_argument("--shuffle", action="store_true", help="in another order each time")
    parser.add_argument(
        "--scoring",
        choices=("speed", "flat", "off"),
        default="speed",
        help="right answers are paid by speed (as on stage), all the same, or not",
    )
    parser.add_argument("--untimed", action="store_true", help="without time limits")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the result")
    parser.epilog = (
        "examples:\n"
        "  podium quiz take talk.yaml                    all questions of a talk\n"
        "  podium quiz take bank.yaml --untimed --shuffle\n"
        "  podium quiz take bank.yaml --only recipe --format json > result.json"
    )


def run(args: argparse.Namespace) -> int:
    """Ask, and say how it went."""
    try:
        questions = _chosen(load_questions(args.file), args)
    except DeckErrors as errors:
        return _refuse(str(errors))
    except ValueError as error:
        return _refuse(f"podium quiz take: {error}")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return _refuse("podium quiz take: this needs a terminal for its questions")
    from presenter.alone import play

    alone = begin(questions, args.scoring, "You", time.time())
    try:
        alone = play(alone, sys.stdin.fileno(), sys.stderr.fileno(), os.environ)
    except KeyboardInterrupt:
        return LEFT
    _print(alone, args.format)
    return OK if alone.state.ended else LEFT


def _chosen(found: dict[str, AnyQuestion], args: argparse.Namespace) -> tuple[AnyQuestion, ...]:
    """The questions to ask. Raises ValueError with the cure."""
    for name in args.only:
        if name not in found:
            raise ValueError(f"{args.file} has no question {name!r}{did_you_mean(name, found)}")
    wanted = tuple(found[name] for name in args.only or found)
    questions = list(askable(wanted))
    if not questions:
        why = "only guesses, which need the model on the stage" if wanted else "no questions"
        raise ValueError(f"{args.file} has {why}")
    if args.shuffle:
        random.shuffle(questions)
    if args.untimed:
        questions = [one.model_copy(update={"time": None}) for one in questions]
    return tuple(questions)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return BAD_INPUT


def _print(alone: Alone, form: str) -> None:
    """How it went, question by question."""
    rows = [_row(run) for run in alone.state.runs if run.phase == "revealed"]
    total = standing(alone)
    if form == "json":
        report = {"questions": rows, "points": total.points, "right": total.right}
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return
    scored = sum(row["scored"] for row in rows)
    for row in rows:
        credit = row["credit"]
        sign = "✓" if credit == 1 else "~" if credit else "✗"
        part = f"  {credit:.0%}" if 0 < credit < 1 else ""
        print(f"{sign if row['scored'] else '·'} {row['ask']}{part}")
    print(f"{total.right} of {scored} right, {figure(total.points)} points.")


def _row(run: Run) -> dict[str, Any]:
    [ask, *_] = paragraphs(run.question.ask)
    given = run.answers.get("p1")
    return {
        "question": run.question.question,
        "ask": ask,
        "scored": run.question.has_answer,
        "answered": given is not None,
        "credit": round(credits_of(run).get("p1", 0.0), 3),
        "seconds": given.took if given else None,
    }
