"""`podium quiz rooms`: what is kept of audiences."""

import argparse
import json
import sys
import time
from typing import Any

from presenter import places
from quiz.archive import KeptRoom, kept_rooms
from quiz.core import State, fold
from quiz.store import StoreFailed

OK = 0
ABOUT = "which rooms are kept"
DESCRIPTION = "The rooms that are kept on this machine, oldest first."


def configure(parser: argparse.ArgumentParser) -> None:
    """In which form."""
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """List them."""
    rooms = kept_rooms(places.rooms())
    if args.format == "json":
        print(json.dumps({"rooms": [_row(room) for room in rooms]}, ensure_ascii=False))
        return OK
    if not rooms:
        print("No rooms are kept.")
    for row in map(_row, rooms):
        written = time.strftime("%d %b %Y, %H:%M", time.localtime(row["written"]))
        used = "  in use" if row["in_use"] else ""
        people, asked = row["attendees"], row["questions"]
        print(f"{row['number']}  {written}  {people:>5} attendees  {asked:>3} questions{used}")
    return OK


def _row(room: KeptRoom) -> dict[str, Any]:
    try:
        state = fold(room.events())
    except StoreFailed as failed:
        print(f"podium quiz: {failed}", file=sys.stderr)
        state = State()
    return {
        "number": room.number,
        "folder": room.path.name,
        "written": room.written,
        "attendees": len(state.attendees),
        "questions": len(state.runs),
        "in_use": room.in_use,
    }
