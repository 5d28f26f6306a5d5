"""Twenty ways to ask for a loan's instalment: how many calls are valid, how many answers exact.

`python -m benchmarks.tool_calls` asks the model alone, has it fill in the tool's form, and lets it
answer from what the tool computed. Decoding is greedy, so the counts repeat on the same machine.
`--details` shows every form.
"""

import argparse
import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from presenter.panes.tools_look import says
from presenter.work.child import Lab
from presenter.work.protocol import Called, UseTool, Written
from presenter.work.tools import TOOLS, call

QUESTIONS: tuple[tuple[str, float, float, float], ...] = (
    ("What is the EMI for a loan of 500,000 at 8.5% for 20 years?", 500_000, 8.5, 20),
    ("I borrow 200000 at 7 percent for 5 years. What do I pay each month?", 200_000, 7, 5),
    ("How much is the monthly payment on 1,000,000 over 15 years at 9%?", 1_000_000, 9, 15),
    ("Loan: 300000, interest 10% a year, 3 years. Monthly instalment?", 300_000, 10, 3),
    ("A bank lends me 750,000 at an annual rate of 8.25% for 10 years. EMI?", 750_000, 8.25, 10),
    ("At 6.5% interest, what are the instalments for 400000 over 8 years?", 400_000, 6.5, 8),
    ("My car costs 900,000. I finance it at 9.5% for 7 years. Monthly EMI?", 900_000, 9.5, 7),
    ("Tell me the EMI: principal 250000, rate 12, tenure 4 years.", 250_000, 12, 4),
    (
        "For 25 years at 7.75 percent, what does a loan of 5000000 cost a month?",
        5_000_000,
        7.75,
        25,
    ),
    ("We want to take 150,000 for 2 years. The bank asks 11%. EMI please.", 150_000, 11, 2),
    ("Compute the monthly instalment of a 60000 loan at 5% for 1 year.", 60_000, 5, 1),
    ("Home loan of 3,500,000, twenty years, 8.4% interest: what is the EMI?", 3_500_000, 8.4, 20),
    ("If I repay 800000 in 12 years with 9.25% interest, what is due monthly?", 800_000, 9.25, 12),
    ("What would I owe per month on 45,000 at 6% for 3 years?", 45_000, 6, 3),
    ("A 10 year loan of 1200000 at 7.9% - what is the EMI?", 1_200_000, 7.9, 10),
    (
        "The interest is 13.5% per year, I need 100000, and I pay for 5 years. EMI?",
        100_000,
        13.5,
        5,
    ),
    ("Please work out the EMI on Rs. 2,000,000 for 30 years at 8%.", 2_000_000, 8, 30),
    ("Education loan 650000, 6 years, 10.5 percent. What is one instalment?", 650_000, 10.5, 6),
    ("I can get 85,000 at 14% for 2 years. How much every month?", 85_000, 14, 2),
    ("EMI of 999,999 at 9.99% for 9 years?", 999_999, 9.99, 9),
)
FIELDS = ("principal", "annual_rate_percent", "years")


@dataclass(frozen=True)
class Outcome:
    """What came of one question."""

    valid: bool
    right: tuple[bool, ...]
    """Each field of the form."""
    alone: bool
    """The model alone said the exact value."""
    answer: bool
    """Its answer with the tool did."""


async def ask(lab: Lab, question: str, right: dict[str, str | float], details: bool) -> Outcome:
    """One question, all three parts."""
    exact = call(TOOLS["emi"], dict(right))[1]
    texts: dict[int, str] = {}
    called = Called(tool="emi", failed="there was none")
    async for reply in lab.ask(UseTool(question=question, tool="emi")):
        if isinstance(reply, Written):
            texts[reply.part] = reply.text
        elif isinstance(reply, Called):
            called = reply
    if details:
        print(f"{question}\n  {called.arguments or called.failed}  exact {exact}")
    return Outcome(
        valid=not called.failed,
        right=tuple(called.arguments.get(name) == right[name] for name in FIELDS),
        alone=says(texts.get(0, ""), exact),
        answer=not called.failed and called.result == exact and says(texts.get(2, ""), exact),
    )


async def measure(details: bool) -> list[Outcome]:
    """Every question in turn, on one lab."""
    with tempfile.TemporaryDirectory() as folder:
        async with Lab(Path(folder) / "lab.log") as lab:
            found = []
            for question, *values in QUESTIONS:
                right: dict[str, str | float] = dict(zip(FIELDS, values, strict=True))
                found.append(await ask(lab, question, right, details))
            return found


def main() -> int:
    """Print the counts; 1 when a call was not valid, which the grammar should see to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--details", action="store_true", help="show every form")
    outcomes = asyncio.run(measure(parser.parse_args().details))
    total = len(outcomes)
    rows = {
        "valid calls": sum(o.valid for o in outcomes),
        **{
            f"{name} right": sum(o.right[place] for o in outcomes)
            for place, name in enumerate(FIELDS)
        },
        "whole form right": sum(all(o.right) for o in outcomes),
        "exact answer with the tool": sum(o.answer for o in outcomes),
        "exact answer alone (the floor)": sum(o.alone for o in outcomes),
    }
    for name, count in rows.items():
        print(f"{name:32} {count:2} of {total}")
    return 0 if rows["valid calls"] == total else 1


if __name__ == "__main__":
    raise SystemExit(main())
