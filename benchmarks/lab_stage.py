"""The lab beside the stage: the first prediction after a start, and a training run while slides
change and an audience of real SSH clients plays the quiz.

`python -m benchmarks.lab_stage [--attendees 200] [--messages N] [--format json]`

Everything is the real program on a pseudo-terminal. Floors, in the same run: the same training
without a stage, key to frame of the least Textual app, and importing torch.
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TypeVar

from benchmarks.gates import compiled, told
from benchmarks.hall import QUESTION
from benchmarks.stage import HOME, NEXT, SLIDES, presses, write_decks
from benchmarks.terminal import Terminal
from presenter.work.sources import VARIABLE, find_source

TORCH = "import torch, tokenizers, safetensors"
FIRST = "first prediction, s"
RATIO = "training beside stage and quiz / alone"
KEYS = "key p99 while training above floor's, ms"
DOOR = 60.0
"""Seconds that the quiz server may take to open."""
Thing = TypeVar("Thing")
GATES = {FIRST: 2.0, RATIO: 2.0, KEYS: 33.0}
SECONDS = re.compile(r"unseen messages, (\d+) s")
MESSAGE = "Congratulations! You've won a one thousand dollar gift card!"
PRESENT = (sys.executable, "-m", "presenter", "present")


def p99(seconds: list[float]) -> float:
    """The 99th percentile, in milliseconds."""
    return statistics.quantiles(seconds, n=100)[-1] * 1000


def first_prediction(folder: Path, runs: int) -> dict[str, float]:
    """From the start of the program to the verdict on a message that was picked at once."""
    deck = folder / "judge.yaml"
    pane = f"- pane: spam-infer\n  messages: [{json.dumps(MESSAGE)}]"
    deck.write_text(f"talk: Judged\n---\nslide: judge\ntitle: Judge\nblocks:\n{pane}\n")
    found, floor = [], []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", TORCH], check=True)
        floor.append(time.perf_counter() - begun)
        terminal = Terminal([*PRESENT, str(deck)])
        terminal.until("goes in")
        terminal.press(b"\r", "Enter judges")
        terminal.type(b"1")
        found.append(terminal.until("% sure") - terminal.begun)
        terminal.close()
    return {FIRST: statistics.median(found), "importing torch, s": statistics.median(floor)}


def alone() -> float:
    """Seconds of the run that the pane will make, without a stage."""
    command = [sys.executable, "-m", "presenter", "lab", "train", "--format", "json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["seconds"])


def floor_keys(plain: Path, laps: int) -> list[float]:
    """Key to frame of the least Textual app."""
    terminal = Terminal([sys.executable, "-m", "benchmarks.minimal", str(plain)])
    terminal.until("Mark-00")
    try:
        return presses(terminal, laps, NEXT)
    finally:
        terminal.close()


@contextmanager
def hall(port: int, attendees: int, processes: int = 2) -> Iterator[list["subprocess.Popen[str]"]]:
    """Real SSH clients that have joined; a line to each process has them answer."""
    share = -(-attendees // processes)
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.hall", str(port), str(1 + n * share), str(share)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for n in range(processes)
    ]  # fmt: skip
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def heard_joined(worker: "subprocess.Popen[str]") -> int:
    """How many of a process's attendees are in, once it says so."""
    assert worker.stdout
    return int(json.loads(worker.stdout.readline())["joined"])


def beside(deck: Path, attendees: int) -> tuple[float, list[float]]:
    """Seconds of the pane's run, and key to frame of the stage all through it, while attendees see
    the question and answer it."""
    port = free_port()
    terminal = Terminal([*PRESENT, str(deck), "--quiz", f"127.0.0.1:{port}"])
    try:
        terminal.until("? help")
        meanwhile(terminal, lambda: knock(port))
        with hall(port, attendees) as workers:
            joined = meanwhile(terminal, lambda: sum(map(heard_joined, workers)))
            if joined < attendees:
                raise SystemExit(f"only {joined} of {attendees} attendees joined")
            terminal.press(f"{SLIDES + 1}\r".encode(), "Quiz time")
            terminal.press(b"\r", "")
            terminal.press(b"\r", "Enter closes")
            leave(terminal)
            terminal.press(b"G", "Live")
            terminal.press(b"\r", "trains")
            terminal.press(b"\r", "loss")
            leave(terminal)
            keys: list[float] = []
            for lap in count():
                terminal.press(HOME, "Mark-00")
                keys += presses(terminal, 1, HOME)
                if lap == 1:
                    for worker in workers:
                        worker.stdin.write("\n")  # type: ignore[union-attr]
                        worker.stdin.flush()  # type: ignore[union-attr]
                if seconds := finished(terminal):
                    return seconds, keys
    finally:
        terminal.type(b"qq")  # ends the quiz server too
        terminal.drain(1.0)
        terminal.close()
    raise AssertionError


def leave(terminal: Terminal) -> None:
    """Out of a pane; a key right behind Esc would make another key of both."""
    terminal.type(b"\x1b")
    terminal.drain(0.3)


def finished(terminal: Terminal) -> float | None:
    """Look at the pane: the seconds that it says its run took, once it is over."""
    terminal.drain()
    since = len(terminal.output)
    terminal.press(b"G", "Live")
    terminal.drain(0.2)
    found = SECONDS.search(terminal.text(since))
    return float(found[1]) if found else None


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def meanwhile(terminal: Terminal, wait: Callable[[], Thing]) -> Thing:
    """Wait for something and read the terminal all the while: a stage whose writing nobody reads
    comes to a stand."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(wait)
        while not waiting.done():
            terminal.listen(0.1)
        return waiting.result()


def knock(port: int) -> None:
    """Until the quiz server lets people in."""
    deadline = time.monotonic() + DOOR
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def write_deck(folder: Path) -> tuple[Path, Path]:
    """The stage benchmark's deck with a slide for the hall's question before its live pane."""
    deck, plain = write_decks(folder)
    question = {
        "question": QUESTION.question,
        "ask": QUESTION.ask,
        "options": [{"text": option.text} for option in QUESTION.options],
        "time": "10m",
    }
    quiz = "slide: ask\ntitle: Quiz time\nblocks:\n- quiz: " + json.dumps(question)
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("slide: live", f"{quiz}\n---\nslide: live"), encoding="utf-8")
    return deck, plain


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attendees", type=int, default=200)
    parser.add_argument("--messages", type=int, help="train on fewer, for a quick look")
    parser.add_argument("--runs", type=int, default=3, help="of the first prediction")
    parser.add_argument("--only", choices=("first", "training"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    compiled()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")  # no room or take of others
        if args.messages:
            few = find_source().messages[: args.messages]
            path = folder / "few.tsv"
            path.write_text("".join(f"{m.label}\t{m.text}\n" for m in few), encoding="utf-8")
            os.environ[VARIABLE] = str(path)
        if args.only != "training":
            figures |= first_prediction(folder, args.runs)
        if args.only != "first":
            deck, plain = write_deck(folder)
            floor, lone = floor_keys(plain, 4), alone()
            seconds, keys = beside(deck, args.attendees)
            floor += floor_keys(plain, 4)
            figures |= {
                "training alone, s": lone,
                "training beside stage and quiz, s": seconds,
                RATIO: seconds / lone,
                "floor key p99, ms": p99(floor),
                "key p99 while training, ms": p99(keys),
                "keys pressed while training": float(len(keys)),
                KEYS: p99(keys) - p99(floor),
            }
    return told(figures, GATES, args.format)


if __name__ == "__main__":
    sys.exit(main())
