"""A talk on real terminals, side by side in tmux, and the hands that press the keys."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from slides.deck import Deck
from slides.logs import LogError, logs_in, read_log
from slides.talk import Event, Opened, Sped, Started, TalkState, replay
from tests.tty import Tty

SETTINGS = """\
set -g status off
set -g escape-time 0
set -g default-terminal tmux-256color
set -ga terminal-overrides ',*:Tc'
set -g pane-border-style fg=colour240
set -g pane-active-border-style fg=colour240
"""
NAMED = """\
set -g pane-border-status top
set -g pane-border-format ' #[fg=colour250]#{@name}#[default] '
"""
"""Every pane under a line with its name."""
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


@dataclass(frozen=True)
class Pane:
    """A part of the terminal: tmux's name for it, and its cells."""

    pane: str
    columns: slice
    rows: slice


@dataclass
class Stagehand:
    """The terminals of a talk, by name: `stage` and `cockpit`, and whoever else there is."""

    tty: Recorded
    server: str
    logs: Path
    """The folder in which the talk's log will be."""
    deck: Deck
    panes: dict[str, Pane] = field(default_factory=dict)
    _read: tuple[int, tuple[Event, ...]] = (-1, ())
    """The log's size when it was last read, and what was in it."""
    _stood: tuple[tuple[Event, ...], TalkState] | None = None
    """The events last looked at, and where they led."""

    # ------------------------------------------------------------------------ the terminals

    def tmux(self, *words: str) -> str:
        """Have the tmux of this talk do something."""
        return _tmux(self.server, *words)

    def split(self, name: str, beside: str, *words: str) -> None:
        """A pane more, split from another one."""
        target = ("-t", self.panes[beside].pane) if beside else ()
        made = self.tmux("split-window", "-P", "-F", "#{pane_id}", *target, *words).strip()
        self.find({made: name})

    def label(self, name: str, words: str) -> None:
        """What the line over a pane says."""
        self.tmux("set-option", "-p", "-t", self.panes[name].pane, "@name", words)

    def find(self, named: Mapping[str, str]) -> None:
        """Where the panes are now; `named` has names of new ones by their ids."""
        places = "#{pane_id} #{pane_left} #{pane_top} #{pane_width} #{pane_height}"
        names = {kept.pane: name for name, kept in self.panes.items()} | dict(named)
        for line in self.tmux("list-panes", "-F", places).splitlines():
            pane, *numbers = line.split()
            left, top, width, height = map(int, numbers)
            cells = slice(left, left + width), slice(top, top + height)
            self.panes[names[pane]] = Pane(pane, *cells)

    def press(self, name: str, *keys: str) -> None:
        """Press keys, as tmux calls them."""
        self.tmux("send-keys", "-t", self.panes[name].pane, *keys)

    def types(self, name: str, text: str) -> None:
        """Type a text and Enter."""
        self.tmux("send-keys", "-t", self.panes[name].pane, "-l", text)
        self.press(name, "Enter")

    def screen(self, name: str) -> str:
        """What a pane shows, one line a row."""
        pane = self.panes[name]
        rows = self.tty.screen.split("\n")[pane.rows]
        return "\n".join(row[pane.columns].rstrip() for row in rows)

    def sees(self, name: str, *wanted: str, seconds: float = 60) -> None:
        """Wait until a pane shows one of these, however it is broken into lines."""
        self._waits(name, lambda shown: any(one in shown for one in wanted), wanted, seconds)

    def misses(self, name: str, gone: str) -> None:
        """Wait until a pane does not show this any more."""
        self._waits(name, lambda shown: gone not in shown, f"the end of {gone!r}", 60)

    def _waits(self, name: str, met: Callable[[str], bool], wanted: object, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not met(f" {' '.join(self.screen(name).split())} "):
            assert time.monotonic() < deadline, f"{name} never saw {wanted}:\n{self.tty.screen}"
            self.tty.listens(0.05)

    # ------------------------------------------------------------------------ the talk

    @property
    def log(self) -> Path:
        """The log that is being written."""
        return logs_in(self.logs)[-1]

    def events(self) -> tuple[Event, ...]:
        """What happened so far."""
        try:
            size = self.log.stat().st_size
            if size != self._read[0]:
                self._read = size, read_log(self.log).events
        except (LogError, IndexError):
            return ()
        return self._read[1]

    @property
    def state(self) -> TalkState:
        """Where the talk stands."""
        events = self.events()
        if self._stood is None or self._stood[0] is not events:
            state = replay(events)
            assert state
            self._stood = events, state
        return self._stood[1]

    @property
    def elapsed(self) -> float:
        """Seconds of the talk's own time since its start."""
        return talk_time(self.events(), time.time())[0]

    @property
    def live(self) -> float:
        """How many of them went by the clock, since something was live."""
        return talk_time(self.events(), time.time())[1]

    def passes(self, seconds: float) -> None:
        """So many seconds of the talk go by."""
        self.reaches(self.elapsed + seconds)

    def reaches(self, seconds: float) -> None:
        """The talk is so many seconds old, or older."""
        while (left := seconds - self.elapsed) > 0:
            self.tty.listens(min(0.2, left / self.state.speed))

    def stands(self, slide: str, step: int) -> None:
        """Wait until the talk is there."""
        deadline = time.monotonic() + 60
        while (self.state.slide, self.state.step) != (slide, step):
            assert time.monotonic() < deadline, f"never on {slide}, {step}:\n{self.tty.screen}"
            self.tty.listens(0.03)

    def leaves(self) -> None:
        """Out of a pane, and no key after it before a terminal knows that Esc was all."""
        self.press("stage", "Escape")
        self.tty.listens(0.3)

    def place(self, slide: str) -> str:
        """What the footer says of where a slide is, as ` 3/41 `."""
        return f" {self.state.plan.number(slide)} "

    def lights(self, what: str) -> None:
        """Wait for words in the stage's or the cockpit's own line of the slide."""
        self.sees("stage", what)
        self.sees("cockpit", what)


def talk_time(events: Sequence[Event], at: float) -> tuple[float, float]:
    """Seconds of the talk's own time since its start, when a clock says `at`, and how many of them
    went by the clock: a dry run's time runs fast, unless something is live."""
    clock, shown, speed, started, live = 0.0, 0.0, 1.0, at, 0.0
    for event in events:
        if isinstance(event, Opened):
            clock = shown = event.at
            speed = event.speed
        elif isinstance(event, Sped):
            live += event.at - shown if speed == 1 else 0.0
            clock += (event.at - shown) / speed
            shown, speed = event.at, event.speed
        elif isinstance(event, Started):
            started, live = event.at, shown - event.at
    live += at - clock if speed == 1 else 0.0
    return shown + (at - clock) * speed - started, live


def _tmux(server: str, *words: str) -> str:
    command = ["tmux", "-L", server, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


@contextmanager
def terminals(
    home: Path, deck: Deck, size: tuple[int, int], folder: str, settings: str = SETTINGS, **env: str
) -> Iterator[Stagehand]:
    """A terminal with the cockpit in its one pane, which waits for a talk. Its state lies below
    `home`, the logs in `folder` of that; everything ends with it."""
    env |= {"XDG_STATE_HOME": str(home / "state"), "XDG_RUNTIME_DIR": str(home)}
    server = f"podium-{os.getpid()}"
    conf = home / "tmux.conf"
    conf.write_text(settings)
    command = ("tmux", "-L", server, "-f", str(conf), "new-session", "-s", "talk")
    tty = Recorded((*command, *PODIUM, "speaker"), size, **env)
    on = Stagehand(tty, server, home / "state" / "podium" / folder, deck)
    try:
        tty.sees("Waiting for a talk")
        first = on.tmux("display-message", "-p", "-t", "talk", "#{pane_id}").strip()
        on.find({first: "cockpit"})
        yield on
    finally:
        subprocess.run(["tmux", "-L", server, "kill-server"], check=False, timeout=30)
        tty.close()
