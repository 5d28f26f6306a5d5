"""`podium quiz serve`: the audience's server without a stage, here or for a stage elsewhere."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from presenter import places
from presenter.audience import Audience
from presenter.manner import speakers_settings
from presenter.reach import DEFAULT_HOST, DEFAULT_PORT, Here, parse_address
from presenter.settings import parse_keep
from quiz.alone import askable
from quiz.barred import read_barred
from quiz.core import Run
from quiz.question import LETTERS, AnyQuestion
from slides.problems import DeckErrors

OK, BAD_INPUT = 0, 2
ABOUT = "open the door; ask one question if you like"
DESCRIPTION = """\
Serve quizzes over SSH until Ctrl+C. A talk that is then presented with --quiz on this machine
takes the room over; with --host-key, so does one on another machine, as
`podium present talk.yaml --quiz ssh://host@THIS-MACHINE:2222`.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """What is served, and to whom."""
    parser.add_argument("deck", nargs="?", type=Path, metavar="DECK", help="where --ask looks")
    parser.add_argument("--ask", metavar="QUESTION", help="open this question of DECK, by its id")
    parser.add_argument(
        "--listen",
        default=f"{DEFAULT_HOST}:{DEFAULT_PORT}",
        metavar="ADDRESS[:PORT]",
        help="default %(default)s, this machine only; 0.0.0.0 opens it to the network",
    )
    parser.add_argument(
        "--attendees", type=int, default=1000, metavar="N", help="how many may join"
    )
    parser.add_argument(
        "--name", default="", metavar="HOST", help="the host name that attendees type"
    )
    parser.add_argument(
        "--internet",
        action="store_true",
        help="few lines for each address: everybody comes from somewhere else, no hall from one",
    )
    parser.add_argument(
        "--host-key",
        type=Path,
        metavar="FILE",
        help="public keys, as in authorized_keys, that may drive the room from another machine",
    )
    parser.add_argument(
        "--at-leisure",
        action="store_true",
        help="hand all questions of DECK out: everybody takes them at their own pace",
    )
    parser.add_argument(
        "--barred",
        default="",
        metavar="FILE",
        help="words that names and texts may not have, instead of the list that ships; none: any",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.epilog = (
        "examples:\n"
        "  podium quiz serve                           a door, and an empty room behind it\n"
        "  podium quiz serve --listen 0.0.0.0:2222     for the network this machine is on\n"
        "  podium quiz serve --listen 0.0.0.0 --internet --name talk.example.org \\\n"
        "      --host-key speaker.pub                  for a stage on another machine\n"
        "  podium quiz serve bank.yaml --at-leisure    its questions, for each at their own pace\n"
        "  podium quiz serve talk.yaml --ask choose-your-method --format json"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    try:
        host, port = parse_address(args.listen)
        question = _question(args.deck, args.ask)
        paper = _paper(args.deck) if args.at_leisure else ()
        barred = _list_of_words(args.barred)
    except ValueError as error:
        return _refuse(str(error))
    options = [f"--name={args.name}"] * bool(args.name) + ["--internet"] * args.internet
    options += [f"--barred={barred}"] * bool(barred)
    if args.host_key:
        options.append(f"--host-keys={args.host_key}")
    try:
        keep = speakers_settings(os.environ).values.quiz_keep
    except DeckErrors as errors:
        return _refuse(str(errors))
    state = places.state() / "quiz"
    here = Here(state, host, port, args.attendees, options, parse_keep(keep))
    serving = _serve(
        Audience(here),
        question,
        paper,
        as_json=args.format == "json",
        for_others=bool(args.host_key),
    )
    with suppress(KeyboardInterrupt):
        return asyncio.run(serving)
    return OK


def _question(deck: Path | None, wanted: str | None) -> AnyQuestion | None:
    """The question to ask. Raises ValueError with everything that is wrong."""
    if wanted is None:
        return None
    if deck is None:
        raise ValueError("podium quiz: --ask needs the DECK that holds the question")
    from slides.problems import did_you_mean

    questions = _questions(deck)
    if wanted not in questions:
        near = did_you_mean(wanted, questions)
        raise ValueError(f"podium quiz: {deck} has no question {wanted!r}{near}")
    return questions[wanted]


def _questions(deck: Path) -> dict[str, AnyQuestion]:
    """The questions of a deck or a bank. Raises ValueError with everything that is wrong."""
    from slides.bank import load_questions

    try:
        return load_questions(deck)
    except DeckErrors as errors:
        raise ValueError(str(errors)) from None


def _paper(deck: Path | None) -> tuple[AnyQuestion, ...]:
    """The questions to take at leisure. Raises ValueError when there are none."""
    if deck is None:
        raise ValueError("podium quiz: --at-leisure needs the DECK, or the bank, that it hands out")
    if questions := askable(tuple(_questions(deck).values())):
        return questions
    raise ValueError(f"podium quiz: {deck} has no questions that can be taken without a stage")


def _list_of_words(name: str) -> str:
    """The list as the server finds it. Raises ValueError when it cannot be read."""
    if name in ("", "none"):
        return name
    try:
        read_barred(name)
    except OSError as error:
        raise ValueError(f"podium quiz: {name}: {error.strerror or error}") from None
    return str(Path(name).resolve())


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return BAD_INPUT


async def _serve(
    audience: Audience,
    question: AnyQuestion | None,
    paper: Sequence[AnyQuestion],
    *,
    as_json: bool,
    for_others: bool,
) -> int:
    """Open the door and wait; a question that was asked is closed, shown and counted at the end.

    `for_others`: when a stage elsewhere has ended its quiz, there is a room for the next one.
    """
    if audience.exposed:
        print(audience.exposed, file=sys.stderr)
    if not await _open(audience, as_json):
        return BAD_INPUT
    changed = asyncio.Event()
    audience.subscribe(changed.set)
    asked = len(audience.state.runs) + 1 if question else None
    if paper and (audience.state.paper is None or not audience.state.paper.open):
        audience.hand_out(paper)
    if question:
        audience.open(question)
    try:
        await _follow(audience, changed, asked)
        while for_others and audience.stopped:
            print("That quiz is over; here is a room for the next one.", file=sys.stderr)
            if not await _open(audience, as_json):
                return BAD_INPUT
            await _follow(audience, changed, asked)
    finally:
        if question and audience.running:
            audience.reveal()
            await _revealed(audience, changed)
        await audience.stop()
        if question and audience.state.run:
            _report(audience.state.run, as_json)
    return OK if audience.problem is None or audience.stopped else BAD_INPUT


async def _open(audience: Audience, as_json: bool) -> bool:
    """Open the door and say where it is; if it cannot be, why."""
    if not await audience.start() or audience.listening is None:
        problem = audience.problem
        _refuse(f"podium quiz: {problem.message} {problem.hint}" if problem else "podium quiz")
        return False
    listening = audience.listening
    if as_json:
        print(listening.model_dump_json(), flush=True)
    else:
        print(f"{listening.command}\nhost key {listening.fingerprint}", flush=True)
    return True


async def _follow(audience: Audience, changed: asyncio.Event, asked: int | None) -> None:
    """Say who is there and how many have answered, until the server ends; or until the `asked`th
    question does, if this command asked one. Those of a stage elsewhere come and go."""
    said = ""
    while audience.running or audience.trying:
        run = audience.state.run
        answers = f", {len(run.answers):,} answers" if run else ""
        line = f"{len(audience.state.present):,} here{answers}{_done(audience)}"
        if audience.problem:
            line = f"{audience.problem.message} {audience.problem.hint}"
        if line != said:
            print(line, file=sys.stderr)
            said = line
        if run and run.number == asked and run.phase != "open":
            return
        changed.clear()
        await changed.wait()


def _done(audience: Audience) -> str:
    """How many have answered all of what was handed out."""
    paper, people = audience.state.paper, audience.state.attendees
    if paper is None:
        return ""
    done = sum(paper.place(attendee) == len(paper.runs) for attendee in people)
    return f", {done:,} of {len(people):,} done"


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
