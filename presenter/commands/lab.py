"""`podium lab`: models, data, training and classifying without a stage."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from presenter import places
from presenter.commands import lab_models, lab_record, lab_work
from presenter.commands.lab_progress import bar
from presenter.work.collection import ARCHIVE, get_collection, intact
from presenter.work.messages import read_messages, spam_count
from presenter.work.protocol import Train
from presenter.work.sources import VARIABLE, cached
from presenter.work.trouble import NO_LAB, Trouble

OK, USAGE = 0, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """The subcommands and their options."""
    parser.epilog = (
        "examples:\n"
        "  echo 'You won! Call now' | podium lab classify --format json\n"
        "  podium lab train --split group --seed 1\n"
        "  podium lab models get default"
    )
    jobs = parser.add_subparsers(dest="job", metavar="JOB", required=True)
    _configure_classify(_job(jobs, "classify", "judge the lines on stdin: spam or ham", _classify))
    _configure_train(_job(jobs, "train", "fine-tune a base and measure it", _train))
    data = _job(jobs, "data", "fetch the SMS Spam Collection into the cache", _data)
    data.add_argument(
        "--from",
        dest="origin",
        metavar="URL-OR-FILE",
        default=ARCHIVE,
        help="where to get it: the public archive, a mirror, a zip or the plain file",
    )
    models = _job(jobs, "models", "list, get, verify or remove base models", lab_models.run)
    lab_models.configure(models)
    recorded = _job(jobs, "record", "record what a deck's live panes show", _record)
    lab_record.configure(recorded)


def _job(
    jobs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    summary: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = jobs.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run_job=run)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def _configure_classify(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "examples:\n"
        "  echo 'Are we on for dinner?' | podium lab classify\n"
        "  podium lab classify --format json < messages.txt\n"
        "  podium lab classify --base my-classifier < messages.txt"
    )
    parser.add_argument(
        "--base", default="default", help="a classifier: the one that ships, or a saved folder"
    )


def _configure_train(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "examples:\n"
        "  podium lab train\n"
        "  podium lab train --split group --seed 2 --format json\n"
        "  podium lab train --data messages.tsv --method lora --save my-classifier"
    )
    parser.add_argument("--base", default="default", help="a model's name, or a folder")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="same seed, same run")
    parser.add_argument(
        "--split",
        choices=("random", "group"),
        default="random",
        help="group keeps near-duplicates of test messages out of training",
    )
    parser.add_argument(
        "--data", metavar="FILE", help=f"labelled messages (else ${VARIABLE}, cache, practice set)"
    )
    parser.add_argument(
        "--method",
        choices=("frozen", "lora"),
        default="frozen",
        help="train the upper layers, or low-rank additions to all",
    )
    parser.add_argument("--epochs", type=int, choices=range(1, 51), metavar="N")
    parser.add_argument("--save", metavar="FOLDER", help="write the classifier and its card there")


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**31:
        raise argparse.ArgumentTypeError("a seed is a whole number from 0")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Run the subcommand; known trouble is one line and exit code 2."""
    try:
        return int(args.run_job(args))
    except Trouble as trouble:
        print(f"podium lab: {trouble}", file=sys.stderr)
        return USAGE


def _need_lab() -> Path:
    """The child's log file, once it is clear that there can be a child. Raises Trouble."""
    if not all(map(find_spec, ("torch", "tokenizers", "safetensors", "numpy"))):
        raise NO_LAB
    return places.state() / "lab.log"


def _classify(args: argparse.Namespace) -> int:
    log = _need_lab()
    return asyncio.run(lab_work.classify(log, args.base, as_json=args.format == "json"))


def _train(args: argparse.Namespace) -> int:
    log = _need_lab()
    request = Train(
        base=args.base,
        split=args.split,
        seed=args.seed,
        data=args.data,
        method=args.method,
        epochs=args.epochs,
        save=args.save,
    )
    return asyncio.run(lab_work.train(log, request, as_json=args.format == "json"))


def _record(args: argparse.Namespace) -> int:
    return lab_record.record(args, _need_lab())


def _data(args: argparse.Namespace) -> int:
    if args.origin != ARCHIVE or not intact():
        with bar() as progress:
            get_collection(args.origin, progress)
    messages = read_messages(cached())
    facts = {"path": str(cached()), "messages": len(messages), "spam": spam_count(messages)}
    if args.format == "json":
        print(json.dumps(facts))
    else:
        print(f"{len(messages):,} messages, {facts['spam']} of them spam: {cached()}")
    return OK
