"""`podium lab record`: what a deck's live panes ask, answered once and kept."""

import argparse
import asyncio
import datetime
import json
import sys
import time
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from presenter.commands.present import add_deck_argument
from presenter.panes.warming import warm_ups
from presenter.work.asks import asks, once, placed
from presenter.work.child import Lab
from presenter.work.machine import this_machine, versions
from presenter.work.protocol import Done, Failed, Reply, Stage, Step, Task
from presenter.work.recordings import SUFFIX, Header, Recordings, Timed, key, write
from presenter.work.runs import Run
from presenter.work.trouble import Trouble
from slides.deck import Deck
from slides.loader import load_deck
from slides.problems import DeckErrors

OK, PROBLEMS = 0, 1


@dataclass(frozen=True)
class Pane:
    """A live pane of the deck, and what it asks."""

    slide: str
    name: str
    """Its slide and kind: the name of its file."""
    kind: str
    requests: tuple[Task, ...]


def configure(parser: argparse.ArgumentParser) -> None:
    """Which deck, which of its panes, and where to."""
    parser.epilog = (
        "examples:\n"
        "  podium lab record talk.yaml                    every pane, into talk.recordings/\n"
        "  podium lab record talk.yaml --pane spam-train  panes of one kind only\n"
        "  podium lab record talk.yaml --missing          what has no recording yet\n\n"
        "On stage a pane offers its recording when the lab cannot answer; `podium present\n"
        "--recorded` plays recordings only. Every pane says which of the two it shows."
    )
    add_deck_argument(parser)
    parser.add_argument(
        "--pane", action="append", metavar="KIND", help="only panes of this kind; repeatable"
    )
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="default: DECK.recordings")
    parser.add_argument(
        "--missing", action="store_true", help="leave panes alone that are recorded already"
    )


def panes(deck: Deck) -> Iterator[Pane]:
    """The deck's panes that ask something, in reading order, each under a name of its own."""
    taken: dict[str, int] = {}
    questions = deck.questions()
    for slide in deck.slides:
        for block in slide.walk():
            if requests := asks(block, questions):
                kind = str(getattr(block, "pane", "quiz"))
                name = f"{slide.slide}.{kind}"
                taken[name] = taken.get(name, 0) + 1
                numbered = f"{name}-{taken[name]}" if taken[name] > 1 else name
                yield Pane(slide.slide, numbered, kind, tuple(once(requests)))


def record(args: argparse.Namespace, log: Path) -> int:
    """Record and say what was; exit code 1 when a pane could not be. Raises Trouble."""
    try:
        deck = load_deck(args.deck)
    except DeckErrors as errors:
        raise Trouble(str(errors)) from None
    folder = args.into or args.deck.with_suffix(SUFFIX)
    chosen = [pane for pane in panes(deck) if not args.pane or pane.kind in args.pane]
    if not chosen:
        kinds = sorted({pane.kind for pane in panes(deck)})
        has = f"it has {', '.join(kinds)}" if kinds else "it has no live panes"
        raise Trouble(f"Nothing in {args.deck} to record.", f"Of kinds that can be, {has}.")
    if args.missing:
        there = Recordings([folder])
        chosen = [pane for pane in chosen if not all(map(there.find, pane.requests))]
    outcomes = asyncio.run(_record(log, deck, args.deck.absolute().parent, chosen, folder))
    if args.format == "json":
        print(json.dumps(outcomes))
    elif not outcomes:
        print(f"Every pane has its recording in {folder}.")
    return PROBLEMS if any(outcome["failed"] for outcome in outcomes) else OK


async def _record(
    log: Path, deck: Deck, beside: Path, chosen: list[Pane], folder: Path
) -> list[dict[str, object]]:
    outcomes: list[dict[str, object]] = []
    async with Lab(log) as lab:
        if chosen:
            _tell("loading models ...")
        slides = [one for one in deck.slides if one.slide in {pane.slide for pane in chosen}]
        for ask in warm_ups(slides, beside, deck.questions()):
            async with aclosing(lab.ask(ask)) as replies:
                async for _ in replies:
                    pass
        for pane in chosen:
            path, begun = folder / f"{pane.name}.jsonl", time.monotonic()
            kept: list[tuple[Header, list[Timed]]] = []
            try:
                for each in pane.requests:  # written each time: long runs may be cut short
                    kept.append(await _one(lab, pane, placed(each, beside)))
                    size = write(path, kept)
            except Trouble as trouble:
                _tell(f"{pane.name}: {trouble}", end=True)
                outcomes.append({"pane": pane.name, "file": None, "failed": str(trouble)})
            except OSError as error:
                raise Trouble(f"{path} cannot be written: {error.strerror}.") from None
            else:
                seconds = time.monotonic() - begun
                said = f"{len(pane.requests)} recorded, {seconds:.0f} s, {size / 1000:.0f} kB"
                _tell(f"{pane.name}: {said}: {path}", end=True)
                outcomes.append({"pane": pane.name, "file": str(path), "failed": None})
    return outcomes


async def _one(lab: Lab, pane: Pane, request: Task) -> tuple[Header, list[Timed]]:
    """Ask once, live. Raises Trouble when it is not answered in full."""
    run = Run(lab)
    run.listeners.append(lambda reply: _progress(pane, reply))
    run.start(request)
    await run.wait()
    match run.replies[-1]:
        case Done():
            today = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
            header = Header(
                date=today, machine=this_machine(), versions=versions(), request=request
            )
            return header, run.log
        case Failed(message=message, hint=hint):
            raise Trouble(message, hint)
        case _:
            raise Trouble(f"{key(request)} was not answered in full.")


def _progress(pane: Pane, reply: Reply) -> None:
    match reply:
        case Stage(name=name):
            _tell(f"{pane.name}: {name} ...")
        case Step(step=step, steps=steps):
            _tell(f"{pane.name}: step {step} of {steps}")
        case _:
            return


def _tell(said: str, end: bool = False) -> None:
    """A line on stderr; on a terminal, one that the next takes the place of."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{said}", end="\n" if end else "", file=sys.stderr, flush=True)
    elif end:
        print(said, file=sys.stderr, flush=True)
