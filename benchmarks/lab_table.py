"""The table of docs/lab.md: bases x methods x splits x seeds, beside the Trainer and the floor.

`python -m benchmarks.lab_table [--methods frozen full lora head] [--seeds 0 1 2] [--write]`

Each run is the real one, through the lab child. What is measured is kept in a file, so that a
table can be made in several sittings; `--fresh` measures again. `--write` puts the table into
docs/lab.md.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.lab_train import run
from benchmarks.lab_trainer import trainer
from presenter import places
from presenter.work.machine import this_machine

DOCS = Path(__file__).parents[1] / "docs" / "lab.md"
BEGIN, END = "<!-- made by benchmarks.lab_table -->", "<!-- end -->"
TRAINER = "Trainer"
Key = tuple[str, str, str, int]
"""Base, method, split and seed."""


def kept_file() -> Path:
    """Where results stay between sittings."""
    return places.cache() / "lab-table.json"


def load() -> dict[Key, dict[str, Any]]:
    """What was measured before."""
    if not kept_file().is_file():
        return {}
    rows: list[dict[str, Any]] = json.loads(kept_file().read_bytes())
    return {(r["base"], r["method"], r["split"], r["seed"]): r for r in rows}


def measure(key: Key) -> dict[str, Any]:
    """One run; the Trainer's goes to its end, for its F1."""
    base, method, split, seed = key
    if method == TRAINER:
        found = trainer(split, seed, 0, whole=True)
    else:
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(run(Path(folder), split, seed, method, None, base))  # type: ignore[arg-type]
    return {**found, "base": base, "method": method, "split": split, "seed": seed}


def table(rows: dict[Key, dict[str, Any]]) -> str:
    """In Markdown: a line for each base and method, medians over the seeds."""
    lines = [
        "| base | method | split | F1 by seed | median F1 (95 % interval) | seconds | processor s "
        "| steps/s | MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for base, method, split in dict.fromkeys(key[:3] for key in sorted(rows)):
        seeds = [r for key, r in sorted(rows.items()) if key[:3] == (base, method, split)]
        lines.append(_line(base, method, split, seeds))
    for split in dict.fromkeys(key[2] for key in sorted(rows)):
        floors = {
            k[3]: r["floor f1"]
            for k, r in sorted(rows.items())
            if k[2] == split and r.get("floor f1")
        }
        if floors:
            shown = ", ".join(f"{value:.3f}" for value in floors.values())
            median = statistics.median(floors.values())
            lines.append(f"| none | SVM floor | {split} | {shown} | {median:.3f} | | | | |")
    return "\n".join(lines)


def _line(base: str, method: str, split: str, rows: list[dict[str, Any]]) -> str:
    def middle(name: str, form: str) -> str:
        values = [row[name] for row in rows if row.get(name) is not None]
        return format(statistics.median(values), form) if values else ""

    scores = ", ".join(f"{row['f1']:.3f}" for row in rows)
    ordered = sorted(rows, key=lambda row: float(row["f1"]))
    low, high = ordered[len(ordered) // 2].get("f1 interval", (None, None))
    interval = f" ({low:.3f}-{high:.3f})" if low is not None else ""
    cells = [
        f"{middle('f1', '.3f')}{interval}",
        middle("seconds", ".0f"),
        middle("processor seconds", ".0f"),
        middle("steps per second", ".1f"),
        middle("MB", ".0f"),
    ]
    return f"| {base} | {method} | {split} | {scores} | {' | '.join(cells)} |"


def write(text: str) -> None:
    """Put the table between its marks in the docs."""
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCS.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure what is missing, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bases", nargs="*", default=["default"])
    parser.add_argument("--methods", nargs="*", default=["frozen", "full", "lora", "head", TRAINER])
    parser.add_argument("--splits", nargs="*", default=["random", "group"])
    parser.add_argument("--seeds", nargs="*", type=int, default=[0, 1, 2])
    parser.add_argument("--fresh", action="store_true", help="measure again what was measured")
    parser.add_argument("--write", action="store_true", help="write the table into docs/lab.md")
    args = parser.parse_args()
    rows = load()
    wanted = [
        (base, method, split, seed)
        for base in args.bases
        for method in args.methods
        for split in args.splits
        for seed in args.seeds
    ]
    for key in wanted:
        if key not in rows or args.fresh:
            rows[key] = measure(key)
            kept_file().parent.mkdir(parents=True, exist_ok=True)
            kept_file().write_text(json.dumps(list(rows.values()), indent=1))
            print(*key, f"F1 {rows[key]['f1']:.4f}, {rows[key]['seconds']:.0f} s", flush=True)
    print(table(rows))
    if args.write:
        loads = [row["load"] for row in rows.values() if "load" in row] or [0.0]
        busy = f"load of the machine {min(loads):.0f} to {max(loads):.0f}, of which a run makes 2"
        write(f"On {this_machine()}; {busy}.\n\n{table(rows)}")


if __name__ == "__main__":
    main()
