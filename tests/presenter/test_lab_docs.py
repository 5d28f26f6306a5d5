"""docs/lab.md names every option of the commands it describes, and every key of their JSON."""

import argparse
import re
from pathlib import Path
from typing import get_args

import pytest

from presenter.commands import lab
from presenter.work.protocol import Keep, Method

DOCS = (Path(__file__).parents[2] / "docs" / "lab.md").read_text(encoding="utf-8")
PLAIN = {"--help", "--format", "--seed", "--split", "--base", "--save", "--method"}


def options(job: str) -> set[str]:
    parser = argparse.ArgumentParser()
    lab.configure(parser)
    jobs = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001
    return {flag for action in jobs.choices[job]._actions for flag in action.option_strings}  # noqa: SLF001


@pytest.mark.parametrize("job", ["train", "data"])
def test_every_option_is_described(job: str) -> None:
    long = {flag for flag in options(job) if flag.startswith("--")}
    assert not {flag for flag in long - PLAIN if flag not in DOCS}


def test_every_option_that_is_described_exists() -> None:
    every = options("train") | options("data") | options("classify") | {"--lab-memory", "--write"}
    assert set(re.findall(r"`?(--[a-z][a-z-]+)", DOCS)) - every <= {"--nproc-per-node"}


def test_methods_and_what_is_kept_are_those_of_the_wire() -> None:
    assert all(f"| `{method}` |" in DOCS for method in get_args(Method))
    assert all(f"`{keep}`" in DOCS or f"--keep {keep}" in DOCS for keep in get_args(Keep))


def test_every_key_of_a_runs_json_is_described() -> None:
    source = (Path(lab.__file__).parent / "lab_work.py").read_text(encoding="utf-8")
    facts = source[source.index("def _facts") : source.index("def _plain")]
    keys = set(re.findall(r'^        "(\w+)":', facts, re.MULTILINE))
    assert len(keys) > 20
    assert not {key for key in keys if f"`{key}`" not in DOCS}
