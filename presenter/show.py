"""Opening a deck on this terminal: the title frame first, then everything else.

What this file imports at its head is on screen's critical path; the rest is imported below.
"""

import gc
import os
import sys

from presenter import first_paint
from presenter.request import Refused, Request

COLUMNS, ROWS = 40, 12
"""The smallest terminal a talk is opened on."""
USAGE = 2


def show(request: Request) -> int:
    """Show a deck until its speaker ends it; returns the exit code."""
    if complaint := unfit_terminal():
        return _refuse(f"podium: {complaint}")
    # pydantic looks through every installed package for plug-ins of its own; a deck needs none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # nothing of what start-up makes is garbage; the stage switches it on again
    try:
        with first_paint.quiet_keys():
            colours = first_paint.peek_colours(request.deck, request.theme)
            with first_paint.title_frame(first_paint.peek_title(request.deck), colours):
                from presenter.opening import open_talk

                talk = open_talk(request)
            code = talk.run()
        if farewell := talk.farewell():
            print(farewell, file=sys.stderr)  # noqa: T201 - the stage has left the terminal
    except Refused as refused:
        return _refuse(str(refused))
    return code


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201 - there is no stage to say it on
    return USAGE


def unfit_terminal() -> str:
    """Why no talk can be shown here, with the cure; "" when one can."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return (
            "a talk needs a terminal, and this is a pipe or a file; run it in a terminal window, "
            "or see `podium check` and `podium takes` for what works without one"
        )
    if os.environ.get("TERM", "dumb") in ("dumb", ""):
        return "this terminal cannot place text (TERM=dumb); try TERM=xterm-256color"
    size = os.get_terminal_size()
    if size.columns < COLUMNS or size.lines < ROWS:
        return (
            f"this terminal is {size.columns}×{size.lines}, and a slide needs {COLUMNS}×{ROWS}; "
            "enlarge the window or make its font smaller"
        )
    return ""
