"""Podium beside the tools people use today, on one equivalent deck of twelve slides.

    python -m benchmarks.peers                        those of the tools that are installed
    python -m benchmarks.peers --path /opt/peers/bin  look for them there first
    python -m benchmarks.peers --write FOLDER         only write the decks and a suite file, which
                                                      names for each tool its command and keys

Start and key times are from a pseudo-terminal, without the real terminal's own painting.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.stage import BODY, SLIDES, idle_costs, p95
from benchmarks.terminal import Terminal

MARKS = ["".join(chr(65 + (3 * n + 5 * i) % 26) for i in range(8)) for n in range(SLIDES)]
"""Titles of which no two neighbours have a letter in the same place: a tool that writes only what
changed writes all of the next one."""
RIGHT, SPACE = b"\x1b[C", b" "


@dataclass(frozen=True)
class Tool:
    """A program, how it is asked, and the deck in its own language."""

    name: str
    arguments: tuple[str, ...]
    deck: str
    write: Callable[[], str]
    key: bytes = RIGHT
    """To the next slide."""


def podium_deck() -> str:
    """The deck in YAML."""
    body = "\n".join(f"  {line}" for line in BODY.splitlines())
    slides = [f"slide: s{n}\ntitle: {mark}\nbody: |\n{body}" for n, mark in enumerate(MARKS)]
    return "\n---\n".join(["talk: Measured", *slides]) + "\n"


def markdown_deck() -> str:
    """The same slides in Markdown, divided by rules."""
    return "\n\n---\n\n".join(f"# {mark}\n\n{BODY}" for mark in MARKS) + "\n"


def plain_deck() -> str:
    """The same slides without the table, for a tool that has none."""
    return "\n\n---\n\n".join(f"# {mark}\n\n{BODY.partition('|')[0]}" for mark in MARKS) + "\n"


def spiel_deck() -> str:
    """The same slides as the Python that spiel executes."""
    return (
        "from rich.markdown import Markdown\nfrom spiel import Deck, present\n"
        f"deck = Deck(name='Measured')\nBODY = {BODY!r}\nMARKS = {MARKS!r}\n"
        "for mark in MARKS:\n"
        "    def content(mark=mark):\n"
        "        return Markdown(f'# {mark}\\n\\n{BODY}')\n"
        "    deck.slide(title=mark)(content)\n"
    )


TOOLS = (
    Tool("podium", ("present",), "podium.yaml", podium_deck),
    Tool("prezo", (), "prezo.md", markdown_deck),
    Tool("spiel", ("present",), "spiel_deck.py", spiel_deck),
    Tool("lookatme", (), "lookatme.md", markdown_deck),
    Tool("mdp", ("-f",), "mdp.md", plain_deck, SPACE),
    Tool("patat", (), "patat.md", markdown_deck),
)


def commands(folder: Path, path: str) -> dict[str, list[str]]:
    """The command of every tool that is installed; its deck is written into `folder`."""
    found = {}
    for tool in TOOLS:
        deck = folder / tool.deck
        deck.write_text(tool.write(), encoding="utf-8")
        program = shutil.which(tool.name, path=path)
        if tool.name == "podium":
            found[tool.name] = [sys.executable, "-m", "presenter", *tool.arguments, str(deck)]
        elif program:
            found[tool.name] = [program, *tool.arguments, str(deck)]
    return found


@dataclass(frozen=True)
class Figures:
    """Milliseconds; `idle` is a share of one core, `kilobytes` are written per slide."""

    start: float
    key_p50: float
    key_p95: float
    kilobytes: float
    idle: float


def measure(command: list[str], key: bytes, runs: int) -> Figures:
    """One tool, started `runs` times and walked through once each."""
    starts, keys, written, idle = [], [], [], 0.0
    for run in range(runs):
        terminal = Terminal(command)
        starts.append(terminal.until(MARKS[0]) - terminal.begun)
        terminal.drain(0.5)
        before = len(terminal.output)
        keys += [terminal.press(key, mark) for mark in MARKS[1:]]
        terminal.drain(0.3)
        written.append((len(terminal.output) - before) / (SLIDES - 1) / 1000)
        if run == 0:
            idle, _ = idle_costs(terminal, 5.0)
        terminal.close()
    start, middle = statistics.median(starts), statistics.median(keys)
    return Figures(
        start=start * 1000,
        key_p50=middle * 1000,
        key_p95=p95(keys) * 1000,
        kilobytes=statistics.median(written),
        idle=idle,
    )


def suite(found: dict[str, list[str]]) -> dict[str, Any]:
    """The tools in the form that a terminal harness reads."""
    keys = {tool.name: "space" if tool.key == SPACE else "right" for tool in TOOLS}
    programs = [
        {
            "name": name,
            "command": command,
            "step": [f"{keys[name]}={mark}" for mark in MARKS[1:]],
        }
        for name, command in found.items()
    ]
    return {"defaults": {"ready": MARKS[0], "quit": ""}, "programs": programs}


def main() -> int:
    """Measure and print a table, or write the decks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--path", default="", help="folders to look in first, divided by colons")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    path = os.pathsep.join(filter(None, [args.path, os.environ.get("PATH", "")]))
    if args.write:
        args.write.mkdir(parents=True, exist_ok=True)
        found = commands(args.write.absolute(), path)
        (args.write / "suite.json").write_text(json.dumps(suite(found), indent=2))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = commands(Path(folder), path)
        figures, failed = {}, {}
        keys = {tool.name: tool.key for tool in TOOLS}
        for name, command in found.items():
            try:
                figures[name] = measure(command, keys[name], args.runs)
            except TimeoutError as error:
                failed[name] = str(error)
    if args.format == "json":
        print(json.dumps({name: asdict(row) for name, row in figures.items()}, indent=2))
        return 0
    print(f"{'':10} {'start':>7} {'key p50':>8} {'p95':>7} {'kB/slide':>9} {'idle':>7}")
    for name, row in figures.items():
        times = f"{row.start:7.0f} {row.key_p50:8.1f} {row.key_p95:7.1f}"
        print(f"{name:10} {times} {row.kilobytes:9.1f} {row.idle:7.1%}")
    for name, why in failed.items():
        print(f"{name:10} failed: {why[:200]}")
    missing = [tool.name for tool in TOOLS if tool.name not in found]
    if missing:
        print(f"not installed: {', '.join(missing)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
