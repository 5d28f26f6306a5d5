"""`podium quiz forget`: the end of what is kept of an audience."""

import argparse
import sys

from presenter import places
from quiz.archive import KeptRoom, find_room, kept_rooms

OK, PROBLEMS, BAD_INPUT = 0, 1, 2
ABOUT = "delete a room: names, answers and all"
DESCRIPTION = "Delete what is kept of a room, now and for good: names, answers, questions, log."


def configure(parser: argparse.ArgumentParser) -> None:
    """Which room."""
    parser.add_argument(
        "room", metavar="ROOM", help="its four digits, its folder's name, `last` or `all`"
    )


def run(args: argparse.Namespace) -> int:
    """Delete it, unless a server has it."""
    folder = places.rooms()
    try:
        rooms = kept_rooms(folder) if args.room == "all" else [find_room(folder, args.room)]
    except LookupError as error:
        print(f"podium quiz forget: {error.args[0]}", file=sys.stderr)
        return BAD_INPUT
    return max([_forget(room) for room in rooms], default=OK)


def _forget(room: KeptRoom) -> int:
    if room.in_use:
        print(f"Room {room.number} is in use: end its quiz first.", file=sys.stderr)
        return PROBLEMS
    try:
        room.forget()
    except OSError as error:
        print(f"Room {room.number} cannot be deleted: {error}", file=sys.stderr)
        return PROBLEMS
    print(f"Room {room.number} is forgotten.")
    return OK
