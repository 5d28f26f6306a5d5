"""`podium lab data`: labelled messages into the user's cache, whole and verified."""

import argparse
import csv
import json
from pathlib import Path

from presenter.commands.lab_progress import bar
from presenter.work.collection import ARCHIVE, get_collection, intact
from presenter.work.datasets import NAME, get_dataset
from presenter.work.messages import read_messages, spam_count
from presenter.work.sources import cached

OK = 0


def configure(parser: argparse.ArgumentParser) -> None:
    """Where the messages come from."""
    parser.epilog = (
        "examples:\n"
        "  podium lab data\n"
        "  podium lab data --from ~/Downloads/sms+spam+collection.zip\n"
        "  podium lab data --from ucirvine/sms_spam          a data set of the hub\n\n"
        "The SMS Spam Collection is kept only when it is the archive's own, byte for byte. A cut\n"
        "download goes on where it stopped. HF_DATASETS_SERVER names a mirror of the hub's rows.\n"
        "Files of your own need no fetching: podium lab train --data FILE"
    )
    parser.add_argument(
        "--from",
        dest="origin",
        metavar="URL, FILE OR DATA SET",
        default=ARCHIVE,
        help="where to get it: the public archive, a mirror, a zip, the plain file, or the hub",
    )
    parser.add_argument("--label", metavar="COLUMN", help="a data set's column of labels")


def run(args: argparse.Namespace) -> int:
    """Fetch what is not here, and say what it is. Raises Trouble."""
    path = cached()
    if NAME.fullmatch(args.origin) and not Path(args.origin).expanduser().exists():
        with bar("rows") as progress:
            path = get_dataset(args.origin, args.label, progress)
    elif args.origin != ARCHIVE or not intact():
        with bar() as progress:
            get_collection(args.origin, progress)
    messages = read_messages(path)
    facts = {"path": str(path), "messages": len(messages), "spam": spam_count(messages)}
    if args.format == "json":
        print(json.dumps(facts))
        return OK
    print(f"{len(messages):,} messages, {facts['spam']} of them spam: {path}")
    if (quoting := _rows_with_quoting(path)) != len(messages):
        print(
            f"A reader that gives quotes a meaning finds {quoting:,}: stray ones swallow line "
            "ends. Podium reads them all."
        )
    return OK


def _rows_with_quoting(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter="\t"))
