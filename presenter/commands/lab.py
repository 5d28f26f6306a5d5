"""`podium lab`: models, data, training and classifying without a stage."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from presenter import places
from presenter.commands import lab_data, lab_models, lab_record, lab_train, lab_work
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
    lab_train.configure(_job(jobs, "train", "fine-tune a base and measure it", _train))
    lab_data.configure(_job(jobs, "data", "fetch labelled messages into the cache", lab_data.run))
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
    asked = (log, lab_train.request_of(args), args.launch)
    return asyncio.run(lab_work.train(*asked, as_json=args.format == "json"))


def _record(args: argparse.Namespace) -> int:
    return lab_record.record(args, _need_lab())
