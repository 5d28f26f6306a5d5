"""What this machine is, in the few words that stand beside figures measured on it."""

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

WAITING = {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "1000"}
"""Environment of processes that compute beside a stage. Threads that wait for each other sleep,
since what spins takes its time from the stage; but only after some 20 microseconds, for a model
that writes has them meet a thousand times a token, and waking up takes longer than most waits."""
LIBRARIES = ("podium", "torch", "tokenizers", "safetensors", "numpy", "xllamacpp", "transformers")
_NOISE = re.compile(r"\((R|TM|C)\)|\b\d+-Core\b|\b(CPU|Processor|Virtual)\b|@.*$", re.IGNORECASE)


def processor() -> str:
    """The processor's name without its maker's decoration; the architecture if it has none."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        told = ""
    found = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    name = " ".join(_NOISE.sub(" ", found[1] if found else platform.processor()).split())
    return name or platform.machine()


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def this_machine() -> str:
    """As `AMD EPYC 9R14, 2 cores`."""
    count = cores()
    return f"{processor()}, {count} core{'' if count == 1 else 's'}"


def versions() -> dict[str, str]:
    """Of Podium and of the libraries whose figures depend on them, those that are installed."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
