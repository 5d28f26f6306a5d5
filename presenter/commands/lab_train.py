"""`podium lab train`: its options, and the request that they make."""

import argparse
import re

from presenter.work.protocol import Train
from presenter.work.sources import VARIABLE

DURATION = re.compile(r"(?:(\d+)m)?(?:(\d+)s)?")
EXAMPLES = (
    "examples:\n"
    "  podium lab train\n"
    "  podium lab train --split group --seed 2 --format json\n"
    "  podium lab train --data messages.csv --label verdict --method lora --save my-classifier\n"
    "  podium lab train --base distilgpt2 --method full --time-limit 4m\n"
    "  podium lab train --method full --epochs 6 --early-stop 2 --keep best --resume my-run\n"
    "  podium lab train --base distilgpt2 --launch 'torchrun --nproc-per-node 2'\n\n"
    "A run that --resume names goes on where it was cut. --launch takes the command that starts\n"
    "the processes of a data-parallel run: torchrun or accelerate launch, with their options."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """What is trained, on what, how long, and what is kept."""
    parser.epilog = EXAMPLES
    parser.add_argument("--base", default="default", help="a model's name, or a folder")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="same seed, same run")
    data = parser.add_argument_group("data")
    data.add_argument(
        "--data",
        metavar="FILE",
        help=f"labelled messages: lines, CSV, zip, or a fetched data set of the hub "
        f"(else ${VARIABLE}, cache, practice set)",
    )
    data.add_argument("--label", metavar="COLUMN", help="a CSV's column of labels (else found)")
    data.add_argument(
        "--split",
        choices=("random", "group"),
        default="random",
        help="group keeps near-duplicates of test messages out of training",
    )
    _configure_training(parser.add_argument_group("training"))
    kept = parser.add_argument_group("what is kept")
    kept.add_argument(
        "--keep",
        choices=("average", "last", "best"),
        default="average",
        help="weights: the second half's average, the last, or those of the best F1",
    )
    kept.add_argument(
        "--threshold",
        choices=("half", "chosen"),
        default="half",
        help="from where a message is spam: one half, or chosen on validation",
    )
    kept.add_argument("--save", metavar="FOLDER", help="write the classifier and its card there")
    kept.add_argument(
        "--resume", metavar="FOLDER", help="keep the run's state there; go on from it"
    )


def _configure_training(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--method",
        choices=("full", "frozen", "lora", "head"),
        default="frozen",
        help="train all weights, the upper layers, low-rank additions, or the head alone",
    )
    group.add_argument("--epochs", type=int, choices=range(1, 51), metavar="N")
    group.add_argument(
        "--time-limit",
        type=seconds,
        metavar="TIME",
        help="as 3m or 90s: plan the steps that fit, test included",
    )
    group.add_argument(
        "--validate-every", type=_positive, metavar="STEPS", help="else after each epoch"
    )
    group.add_argument(
        "--early-stop",
        type=_positive,
        metavar="N",
        help="stop after N validations without a better F1",
    )
    group.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto")
    group.add_argument("--launch", metavar="COMMAND", help="start several processes with this")


def request_of(args: argparse.Namespace) -> Train:
    """The run that was asked for."""
    return Train(
        **{name: getattr(args, name) for name in Train.model_fields if hasattr(args, name)}
    )


def seconds(text: str) -> float:
    """`3m`, `90s` or `1m30s`."""
    found = DURATION.fullmatch(text.strip())
    total = 60 * int(found[1] or 0) + int(found[2] or 0) if found else 0
    if not total:
        raise argparse.ArgumentTypeError("write a time as 3m, 90s or 1m30s")
    return float(total)


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("a whole number from 1")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**31:
        raise argparse.ArgumentTypeError("a seed is a whole number from 0")
    return int(text)
