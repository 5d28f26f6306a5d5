"""`podium doctor`: is this machine, terminal and deck ready?"""

import argparse
import json
import sys

from presenter.commands.present import add_deck_argument
from presenter.commands.printing import console
from presenter.examine import Finding, examine
from presenter.report.words import plain

SIGNS = {"ready": "✓", "note": "·", "missing": "✗"}


def configure(parser: argparse.ArgumentParser) -> None:
    """The deck to be ready for."""
    add_deck_argument(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.epilog = (
        "examples:\n"
        "  podium doctor                    for the talk that ships with Podium\n"
        "  podium doctor talk.yaml\n"
        "  podium doctor talk.yaml --format json\n\n"
        "every live pane of the deck is loaded as it will be in the talk, and timed\n"
        "exit codes: 0 ready, 1 something is missing"
    )


def run(args: argparse.Namespace) -> int:
    """Examine and report."""
    findings = list(examine(args.deck, _progress))
    if args.format == "json":
        print(json.dumps({"findings": [finding.model_dump() for finding in findings]}, indent=2))
    else:
        _print(findings)
    return 1 if any(finding.state == "missing" for finding in findings) else 0


def _progress(said: str) -> None:
    if sys.stderr.isatty():
        print(said, file=sys.stderr)


def _print(findings: list[Finding]) -> None:
    out = console()
    wide = max(len(finding.what) for finding in findings)
    for finding in findings:
        out.print(
            f"{SIGNS[finding.state]} {finding.what:{wide}}  {plain(finding.said)}", soft_wrap=True
        )
        if finding.cure:
            out.print(f"  {'':{wide}}  → {plain(finding.cure)}", soft_wrap=True)
