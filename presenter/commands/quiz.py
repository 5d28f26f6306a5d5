"""`podium quiz`: the audience's server without a stage."""

import argparse
import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

from presenter import places
from presenter.audience import (
    DEFAULT_HOST,
    DEFAULT_PORT,
    Audience,
    exposure,
    parse_address,
)
from quiz.core import Run
from quiz.question import LETTERS, AnyQuestion

OK, BAD_INPUT = 0, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """`serve`, and what it serves."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    serve = actions.add_parser(
        "serve",
        help="open the door; ask one question if you like",
        description="Serve quizzes over SSH until Ctrl+C. A talk that is then presented with"
        " --quiz on this machine takes the room over.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument("deck", nargs="?", type=Path, metavar="DECK", help="where --ask looks")
    serve.add_argument("--ask", metavar="QUESTION", help="open this question of DECK, by its id")
    serve.add_argument(
        "--listen",
        default=f"{DEFAULT_HOST}:{DEFAULT_PORT}",
        metavar="ADDRESS[:PORT]",
        help="default %(default)s, this machine only; 0.0.0.0 opens it to the network",
    )
    serve.add_argument("--attendees", type=int, default=1000, metavar="N", help="how many may join")
    serve.add_argument("--format", choices=("text", "json"), default="text")
    parser.epilog = serve.epilog = (
        "examples:\n"
        "  podium quiz serve                           a door, and an empty room behind it\n"
        "  podium quiz serve --listen 0.0.0.0:2222     for the network this machine is on\n"
        "  podium quiz serve talk.yaml --ask choose-your-method --format json"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    try:
        host, port = parse_address(args.listen)
        question = _question(args.deck, args.ask)
    except ValueError as error:
        return _refuse(str(error))
    audience = Audience(places.state() / "quiz", host, port, args.attendees)
    with suppress(KeyboardInterrupt):
        return asyncio.run(_serve(audience, question, as_json=args.format == "json"))
    return OK


def _question(deck: Path | None, wanted: str | None) -> AnyQuestion | None:
    """The question to ask. Raises ValueError with everything that is wrong."""
    if wanted is None:
        return None
    if deck is None:
        raise ValueError("podium quiz: --ask needs the DECK that holds the question")
    from slides.loader import load_deck
    from slides.problems import DeckErrors, did_you_mean

    try:
        questions = load_deck(deck).questions()
    except DeckErrors as errors:
        raise ValueError(str(errors)) from None
    if wanted not in questions:
        near = did_you_mean(wanted, questions)
        raise ValueError(f"podium quiz: {deck} has no question {wanted!r}{near}")
    return questions[wanted]


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return BAD_INPUT


async def _serve(audience: Audience, question: AnyQuestion | None, as_json: bool) -> int:
    """Open the door and wait; a question that was asked is closed, shown and counted at the end."""
    if warning := exposure(audience.host):
        print(warning, file=sys.stderr)
    if not await audience.start() or audience.listening is None:
        problem = audience.problem
        return _refuse(
            f"podium quiz: {problem.message} {problem.hint}" if problem else "podium quiz"
        )
    changed = asyncio.Event()
    audience.subscribe(changed.set)
    listening = audience.listening
    if as_json:
        print(listening.model_dump_json(), flush=True)
    else:
        print(f"{listening.command}\nhost key {listening.fingerprint}", flush=True)
    before = len(audience.state.runs)
    if question:
        audience.open(question)
    try:
        await _follow(audience, changed, before)
    finally:
        if question and audience.running:
            audience.reveal()
            await _revealed(audience, changed)
        await audience.stop()
        if question and audience.state.run:
            _report(audience.state.run, as_json)
    return OK if audience.problem is None else BAD_INPUT


async def _follow(audience: Audience, changed: asyncio.Event, before: int) -> None:
    """Say who is there and how many have answered, until the server, the clock or the user ends
    the question that comes after the `before` earlier ones."""
    said = ""
    while audience.running:
        run = audience.state.run if len(audience.state.runs) > before else None
        answers = f", {len(run.answers):,} answers" if run else ""
        line = f"{len(audience.state.present):,} here{answers}"
        if line != said:
            print(line, file=sys.stderr)
            said = line
        if run and run.phase == "closed":
            return
        changed.clear()
        await changed.wait()


async def _revealed(audience: Audience, changed: asyncio.Event) -> None:
    """Until attendees see the answer, but no longer than a server that lives needs for it."""
    with suppress(TimeoutError):
        async with asyncio.timeout(3):
            while audience.running and (run := audience.state.run) and run.phase != "revealed":
                changed.clear()
                await changed.wait()


def _report(run: Run, as_json: bool) -> None:
    """The question's result."""
    options = zip(run.question.choices, run.tally, strict=True)
    if as_json:
        tally = [{"text": o.text, "right": o.right, "count": count} for o, count in options]
        report = {"question": run.question.question, "answers": len(run.answers), "tally": tally}
        print(json.dumps({"kind": "tally", **report}, ensure_ascii=False))
        return
    for letter, (option, count) in zip(LETTERS, options, strict=False):
        print(f"{count:>6,}  {letter}{' ✓' if option.right else '  '} {option.text}")
