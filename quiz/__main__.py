"""`python -m quiz`: the quiz server as its own process. Hosts speak JSON lines; see `quiz.wire`."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from quiz.rooms import KEEP
from quiz.server import Settings, serve


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quiz", description=__doc__)
    parser.add_argument("--listen", default="127.0.0.1", metavar="ADDRESS")
    parser.add_argument("--port", type=int, default=2222)
    parser.add_argument("--room-dir", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--key-dir", type=Path, metavar="DIR", help="where the host key is (default: the room's)"
    )
    parser.add_argument("--name", default="", help="the host name that attendees type")
    parser.add_argument("--barred", default="", help="a list of words, or none")
    parser.add_argument("--attendees", type=int, default=1000, help="how many may join")
    parser.add_argument(
        "--internet", action="store_true", help="few lines for each address: no hall shares one"
    )
    parser.add_argument(
        "--linger", type=float, default=600.0, help="seconds a room is kept without a host"
    )
    parser.add_argument(
        "--keep", type=float, default=KEEP, help="seconds that names and answers outlive the end"
    )
    parser.add_argument(
        "--host-keys", type=Path, metavar="FILE",
        help="public keys that may drive the room over SSH, as in authorized_keys",
    )  # fmt: skip
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the server; standard output belongs to the host, everything else goes to stderr."""
    args = _parser().parse_args(argv)
    stdout = os.dup(1)
    os.dup2(2, 1)
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s"
    )
    logging.getLogger("asyncssh").setLevel(logging.WARNING)
    settings = Settings(
        listen=args.listen,
        port=args.port,
        room_dir=args.room_dir,
        key_dir=args.key_dir or args.room_dir,
        name=args.name,
        barred=args.barred,
        attendees=args.attendees,
        internet=args.internet,
        linger=args.linger,
        keep=args.keep,
        host_keys=args.host_keys,
    )
    return asyncio.run(serve(settings, stdout))


if __name__ == "__main__":
    sys.exit(main())
