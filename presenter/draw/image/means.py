"""How a terminal shows pictures, told by its environment alone: nothing is asked of it, so no
answer can come late and be taken for typed keys."""

import fcntl
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from typing import Literal, get_args

Means = Literal["kitty", "sixel", "halves", "marks"]
"""kitty's placeholders, sixels, half blocks in colour, or dithered blocks without colour."""
SETTING = "PODIUM_IMAGES"
"""The environment variable that decides instead."""
KITTY = ("xterm-kitty", "xterm-ghostty")
SIXEL_TERMS = ("foot", "foot-extra", "mlterm", "contour", "yaft-256color")
SIXEL_PROGRAMS = ("WezTerm", "mintty", "iTerm.app", "rio", "contour")
KONSOLE_SIXEL = 220_400
"""Konsole has them from 22.04 on; KONSOLE_VERSION says it so."""
PATIENCE = 0.5
"""Seconds that tmux has to say what it lets through."""

Ask = Callable[[], tuple[str, str]]
"""tmux's `allow-passthrough`, and the TERM of the terminal that it is shown on."""


def ask_tmux() -> tuple[str, str]:
    """What the tmux server says; empty when it does not."""
    said = []
    for command in (
        ("tmux", "show", "-gAv", "allow-passthrough"),
        ("tmux", "display", "-p", "#{client_termname}"),
    ):
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            said.append(done.stdout.strip())
        except (OSError, subprocess.TimeoutExpired):
            said.append("")
    return said[0], said[1]


def means_of(environment: Mapping[str, str], ask: Ask = ask_tmux) -> Means:
    """The best that is certain to work. Blocking: inside tmux it starts a process."""
    chosen = environment.get(SETTING, "")
    if chosen in get_args(Means):
        return chosen  # type: ignore[return-value]
    if environment.get("NO_COLOR"):
        return "marks"
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return "halves"
    term = environment.get("TERM", "")
    if environment.get("TMUX"):
        passes, outer = ask()
        return "kitty" if passes in ("on", "all") and outer in KITTY else "halves"
    if environment.get("STY"):
        return "halves"
    if term in KITTY or environment.get("KITTY_WINDOW_ID"):
        return "kitty"
    konsole = environment.get("KONSOLE_VERSION", "")
    new_konsole = konsole.isdecimal() and int(konsole) >= KONSOLE_SIXEL
    if new_konsole or term in SIXEL_TERMS or environment.get("TERM_PROGRAM") in SIXEL_PROGRAMS:
        return "sixel"
    return "halves"


def cell_pixels() -> tuple[int, int]:
    """Pixels of a cell, across and down, as the terminal's driver knows them; zeros if not."""
    try:
        assert sys.__stdout__
        said = fcntl.ioctl(sys.__stdout__.fileno(), termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError, AssertionError):
        return 0, 0
    rows, columns, across, down = struct.unpack("HHHH", said)
    return (across // columns, down // rows) if rows and columns else (0, 0)
