"""What the user name of an `ssh` line says: a mode, a room, a code that brings one back. Pure.

It is never shown: OpenSSH sends the local user name unless told otherwise.
"""

import re
from dataclasses import dataclass
from typing import Literal

from quiz.names import CODE_LETTERS

HOST = "host"
"""Who drives the room from another machine, with a key."""
HOST_SUBSYSTEM = "podium-host"
Mode = Literal["play", "plain", "watch"]

_USER = re.compile(rf"(?:(plain|watch)(?:-|$))?(?:(\d{{4}})(?:-|$))?([{CODE_LETTERS}]{{6}})?")


@dataclass(frozen=True)
class Visit:
    """What somebody came for."""

    mode: Mode = "play"
    room: str = ""
    """Four digits; "" is whatever room there is."""
    code: str = ""


def visit_of(user: str) -> Visit:
    """`4821`, `4821-k7x2p9`, `k7x2p9`, `plain`, `plain-4821-k7x2p9`, `watch`; any other name says
    nothing."""
    said = _USER.fullmatch(user)
    if not said or user.endswith("-"):
        return Visit()
    mode: Mode = "plain" if said[1] == "plain" else "watch" if said[1] == "watch" else "play"
    return Visit(mode, said[2] or "", said[3] or "")


def user_of(visit: Visit) -> str:
    """The user name that says `visit`."""
    mode = "" if visit.mode == "play" else visit.mode
    return "-".join(part for part in (mode, visit.room, visit.code) if part)
