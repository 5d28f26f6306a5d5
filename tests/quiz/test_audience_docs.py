"""docs/audience.md: its tests exist, its commands parse, its limits are those in force."""

import re
import shlex
from pathlib import Path

import pytest

from presenter.cli import _parser  # the real command line
from quiz.findings import AttendeeReport, Cell, QuestionReport, RemarkReport, Report, Slice
from quiz.limits import Limits

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "audience.md").read_text(encoding="utf-8")
LIMITS = Limits()


def test_every_promise_rests_on_a_test_that_there_is() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)\(", code))
    assert len(named) > 40
    assert named <= there, named - there


def commands() -> list[str]:
    """The `podium` lines of the page's blocks, without what is said beside them."""
    blocks = re.findall(r"^```\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    return [re.split(r"\s{3,}", line)[0] for line in lines if line.startswith("podium ")]


@pytest.mark.parametrize("command", commands())
def test_every_command_is_one(command: str) -> None:
    words = shlex.split(command)[1:]
    _parser(words[0]).parse_args(words)


@pytest.mark.parametrize(
    "said",
    [
        f"{LIMITS.attendees:,} (`--attendees`)",
        f"{Limits(internet=True).per_address} for each address",
        f"{LIMITS.handshakes}; one that does nothing for {LIMITS.handshake_worth:g} seconds",
        f"{LIMITS.handshake_time:g} seconds; the person who reads the fingerprint has"
        f" {LIMITS.decide_time:g}",
        f"{LIMITS.naming_time:g} seconds",
        f"{LIMITS.longest_stay / 3600:g} hours",
        f"{LIMITS.typed_rate / 1024:g} KiB a second, {LIMITS.typed_burst / 1024:g} KiB at once",
        f"{LIMITS.raw_rate / 1024:g} KiB a second, {LIMITS.raw_burst / 1024:g} KiB at once",
        f"{LIMITS.wish_rate:g} a second, {LIMITS.wish_burst:g} at once",
        f"{LIMITS.rekeys} a minute",
        f"beyond {LIMITS.backlog // 1024} KiB, then the newest frame; after"
        f" {LIMITS.stall_time:g} seconds",
        f"| keys offered as the host's | {LIMITS.key_tries} |",
    ],
)
def test_every_limit_is_the_one_in_force(said: str) -> None:
    assert said in PAGE


def test_every_key_of_the_report_is_documented() -> None:
    reports = (Report, QuestionReport, Slice, AttendeeReport, Cell, RemarkReport)
    for model in reports:
        for key in model.model_fields:
            assert f"`{key}`" in PAGE, key
