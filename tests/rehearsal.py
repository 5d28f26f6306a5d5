"""A full rehearsal of the talk in a real terminal: tmux with stage and cockpit side by side."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from slides.deck import Deck
from slides.loader import load_deck
from slides.logs import LogError, logs_in, read_log
from slides.planning import plan_of
from slides.steps import step_count
from slides.talk import Event, Opened, Started
from tests.tty import Tty

TALK = Path(__file__).parents[1] / "docs" / "first-draft.yaml"
"""More than its time allows, so that there is something to cut."""
COLUMNS, ROWS, STAGE = 181, 40, 100
"""Of the terminal, and how many of the columns the stage has."""
SLOWER = (1.0, 1.12, 0.94, 1.06, 1.2, 0.9)
"""Shares of their budgets that the speaker takes for slides, over and over."""
QUESTION = 150.0
"""Seconds that somebody's question takes."""
SETTINGS = """\
set -g status off
set -g escape-time 0
set -g default-terminal tmux-256color
set -ga terminal-overrides ',*:Tc'
set -g pane-border-style fg=colour240
set -g pane-active-border-style fg=colour240
"""
PODIUM = (sys.executable, "-m", "presenter")


class Recorded(Tty):
    """A terminal that keeps when it was written to. `heard` has seconds and what came."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], **env: str) -> None:
        self.heard: list[tuple[float, bytes]] = []
        self._begun = time.monotonic()
        super().__init__(command, size, **env)

    def _read(self, seconds: float) -> bool:
        before = len(self.output)
        came = super()._read(seconds)
        if came:
            self.heard.append((time.monotonic() - self._begun, self.output[before:]))
        return came

    def listens(self, seconds: float) -> None:
        """Read whatever comes for so long."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._read(left)


@dataclass
class Rehearsal:
    """Stage and cockpit in one terminal, and the hands of the speaker."""

    tty: Recorded
    server: str
    takes: Path
    speed: float
    deck: Deck = field(default_factory=lambda: load_deck(TALK).shown())
    began: float = 0.0
    """By our clock, in seconds since the epoch."""

    def press(self, pane: int, *keys: str) -> None:
        """Press keys on the stage (0) or in the cockpit (1)."""
        tmux(self.server, "send-keys", "-t", f"talk.{pane}", *keys)

    def on_stage(self, wanted: str) -> None:
        """Wait until the stage shows it."""
        self._sees(slice(0, STAGE), wanted)

    def in_cockpit(self, wanted: str) -> None:
        """Wait until the cockpit shows it."""
        self._sees(slice(STAGE + 1, None), wanted)

    def _sees(self, columns: slice, wanted: str, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while wanted not in "\n".join(row[columns] for row in self.tty.screen.split("\n")):
            assert time.monotonic() < deadline, f"{wanted!r} never came:\n{self.tty.screen}"
            self.tty.listens(0.05)

    def passes(self, seconds: float) -> None:
        """So many seconds of the talk go by."""
        self.tty.listens(seconds / self.speed)

    def reaches(self, seconds: float) -> None:
        """The talk is so many seconds old, or older."""
        self.passes(seconds - (time.time() - self.began) * self.speed)

    @property
    def log(self) -> Path:
        """The take that is being written."""
        return logs_in(self.takes)[-1]

    def events(self) -> tuple[Event, ...]:
        """What happened so far."""
        try:
            return read_log(self.log).events
        except (LogError, IndexError):
            return ()


def tmux(server: str, *words: str) -> None:
    """Have a tmux of our own do something."""
    subprocess.run(["tmux", "-L", server, *words], check=True, timeout=30)


@contextmanager
def side_by_side(home: Path, speed: float) -> Iterator[Rehearsal]:
    """A rehearsal on the left and its cockpit on the right; both end with it."""
    env = {"XDG_STATE_HOME": str(home / "state"), "XDG_RUNTIME_DIR": str(home)}
    server = f"podium-{os.getpid()}"
    settings = home / "tmux.conf"
    settings.write_text(SETTINGS)
    cockpit = ("new-session", "-s", "talk", *PODIUM, "speaker")
    tty = Recorded(("tmux", "-L", server, "-f", str(settings), *cockpit), (COLUMNS, ROWS), **env)
    rehearsal = Rehearsal(tty, server, home / "state" / "podium" / "takes", speed)
    try:
        tty.sees("Waiting for a talk")
        stage = (*PODIUM, "rehearse", str(TALK), "--speed", f"{speed:g}")
        tmux(server, "split-window", "-h", "-b", "-l", str(STAGE), "-t", "talk", *stage)
        rehearsal.on_stage("● take")
        rehearsal.in_cockpit("? keys")
        rehearsal.began = rehearsal.log.stat().st_mtime
        kinds = [type(event) for event in rehearsal.events()]
        assert kinds == [Opened, Started], "nothing was pressed yet: the log is as old as the talk"
        yield rehearsal
    finally:
        subprocess.run(["tmux", "-L", server, "kill-server"], check=False, timeout=30)
        tty.close()


def rehearse(on: Rehearsal) -> None:
    """Give the whole talk: by clicker and from the cockpit, with a question, a cut, an answer,
    a black screen and a way back."""
    plan = plan_of(on.deck)
    due = 0.0
    for number, slide in enumerate(on.deck.slides, start=1):
        place = f" {number}/{len(on.deck.slides)} "
        on.on_stage(place)
        on.in_cockpit(place)
        steps = step_count(slide)
        share = plan.slides[number - 1].budget * SLOWER[number % len(SLOWER)] / (steps + 1)
        for step in range(steps):
            due += share
            on.reaches(due)
            on.press(step % 2, "Space" if step % 2 else "NPage")
        if act := ACTS.get(number):
            due += act(on)
        due += share
        on.reaches(due)
        if number < len(on.deck.slides):
            on.press(number % 2, "Space" if number % 2 else "NPage")
    on.press(0, "q", "q")
    on.in_cockpit("The talk has ended")


def _question(on: Rehearsal) -> float:
    """Somebody asks; afterwards the fewest cuts are offered, and made."""
    on.press(1, "p")
    on.on_stage("‖ paused")
    on.in_cockpit("‖ paused")
    on.passes(QUESTION)
    on.press(1, "p")
    on.in_cockpit("y cuts · x keeps all")
    on.passes(20)
    on.press(1, "y")
    on.in_cockpit("cannot be won back")
    return QUESTION


def _dark(on: Rehearsal) -> float:
    """The eyes of the hall on the speaker for a moment."""
    on.press(1, "b")
    on.in_cockpit("■ black")
    on.passes(15)
    on.press(1, "b")
    on.on_stage(" of ")
    return 0.0


def _teleprompter(on: Rehearsal) -> float:
    """The script scrolls by itself, is held, and goes away again."""
    on.press(1, "t")
    on.in_cockpit("wpm to fit")
    on.passes(20)
    on.press(1, "h")
    on.in_cockpit("held · h goes on")
    on.press(1, "h", "t")
    on.in_cockpit("? keys")
    return 0.0


def _way_back(on: Rehearsal) -> float:
    """Back a slide for a look, and on again: its clock goes on where it stood."""
    number = next(n for n, act in ACTS.items() if act is _way_back)
    on.press(1, *str(number - 1), "Enter")
    on.on_stage(f" {number - 1}/")
    on.passes(15)
    on.press(0, *str(number), "Enter")
    on.on_stage(f" {number}/")
    on.press(0, *["NPage"] * step_count(on.deck.slides[number - 1]))
    return 0.0


def _answer(on: Rehearsal) -> float:
    """An answer out of the bank, found as one types, over the slide for everybody."""
    kept = on.deck.talk.answers[0]
    word = max(re.findall(r"\w+", kept.ask), key=len)
    on.press(1, "a")
    on.in_cockpit("Questions and answers")
    on.press(1, *word)
    on.in_cockpit(f"▸ {kept.ask[:30]}")
    on.press(1, "Enter")
    on.in_cockpit("■ on the stage")
    on.on_stage(kept.ask[:30])
    on.passes(60)
    on.press(1, "Enter", "Escape")
    on.in_cockpit("? keys")
    return 0.0


ACTS = {3: _teleprompter, 6: _dark, 8: _way_back, 10: _question, 23: _answer}
"""What happens on the last step of a slide, by its number, and the seconds that it adds."""
