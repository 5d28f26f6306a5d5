"""What benchmarks end with: their figures beside the gates, as text or JSON."""

import compileall
import json
from collections.abc import Mapping


def compiled() -> None:
    """Compile the sources as `make` does: stale bytecode doubles a start."""
    for package in ("slides", "quiz", "presenter"):
        compileall.compile_dir(package, quiet=1)


def told(figures: Mapping[str, float], gates: Mapping[str, float], form: str) -> int:
    """Print figures and gates; 1 when a figure is above its gate, else 0."""
    missed = [name for name, gate in gates.items() if figures.get(name, 0) > gate]
    if form == "json":
        print(json.dumps({"figures": figures, "gates": gates, "missed": missed}, indent=2))
        return bool(missed)
    for name, value in figures.items():
        gate = f"  (at most {gates[name]:g})" if name in gates else ""
        print(f"{name:45} {value:9.3f}{gate}{'  MISSED' if name in missed else ''}")
    return bool(missed)
