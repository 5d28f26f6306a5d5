"""The load benchmark itself, with a small hall: it must be able to say that nothing was lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.slow
def test_a_small_hall_loses_nothing() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.attendees",
            "--attendees",
            "40",
            "--countdown",
            "1",
            "--format",
            "json",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["joined"] == report["question_seen"] == report["on_disk"] == 40
    assert report["lost"] == 0
    assert report["memory_kb_each"] < 200
