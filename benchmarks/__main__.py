"""Every benchmark in turn: `python -m benchmarks [NAME ...]`, or `make bench`.

Each can be run alone, as `python -m benchmarks.stage --help` says. One that misses its gate makes
this exit with 1.
"""

import argparse
import subprocess
import sys
from pathlib import Path

TOOLS = {
    "__init__", "__main__", "gates", "terminal", "minimal",
    "hall", "mob", "on_stage", "quiz_server",
}  # fmt: skip
EXTRA = {
    "stage": ["--training"],
    "attendees": ["--attendees", "1000", "--stage", "--restart", "--gates"],
}
"""What a benchmark is asked beyond its defaults."""


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in TOOLS)


def main() -> int:
    """Run those named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}")
    chosen = parser.parse_args().names or names()
    if unknown := set(chosen) - set(names()):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    missed = []
    for name in chosen:
        print(f"\n== {name} ==", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", *EXTRA.get(name, [])]
        if subprocess.run(command, check=False).returncode:
            missed.append(name)
    if missed:
        print(f"\nmissed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
