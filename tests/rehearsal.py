"""A dry run of a talk's first draft on real terminals, stage and cockpit side by side."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slides.loader import load_deck
from slides.steps import step_count
from slides.talk import Opened, Started
from tests.giving import Act, give
from tests.stagehand import PODIUM, Stagehand, terminals

TALK = Path(__file__).parents[1] / "docs" / "first-draft.yaml"
"""More than its time allows, so that there is something to cut."""
SIZE, STAGE = (181, 40), 100
"""Of the terminal, and how many of the columns the stage has."""
SHARES = (1.0, 1.12, 0.94, 1.06, 1.2, 0.9)
"""Of their budgets, that the speaker takes for slides, over and over."""
QUESTION = 150.0
"""Seconds that somebody's question takes."""


@contextmanager
def side_by_side(home: Path, speed: float) -> Iterator[Stagehand]:
    """A rehearsal on the left and its cockpit on the right; both end with it."""
    with terminals(home, load_deck(TALK).shown(), SIZE, "takes") as on:
        stage = (*PODIUM, "rehearse", str(TALK), "--speed", f"{speed:g}")
        on.split("stage", "cockpit", "-h", "-b", "-l", str(STAGE), *stage)
        on.sees("stage", "● take")
        on.sees("cockpit", "? keys")
        kinds = [type(event) for event in on.events()]
        assert kinds == [Opened, Started], "nothing was pressed yet"
        yield on


def rehearse(on: Stagehand) -> None:
    """Give the whole talk: by clicker and from the cockpit, with a question, a cut, an answer,
    a black screen and a way back."""
    give(on, ACTS, SHARES)
    on.press("stage", "q", "q")
    on.sees("cockpit", "The talk has ended")


def question(on: Stagehand, seconds: float = QUESTION, made: bool = True) -> float:
    """Somebody asks; afterwards the fewest cuts are offered, and made, or the slides kept whole."""
    on.press("cockpit", "p")
    on.lights("‖ paused")
    on.passes(seconds)
    on.press("cockpit", "p")
    on.sees("cockpit", "y cuts · x keeps all")
    on.passes(20)
    on.press("cockpit", "y" if made else "x")
    on.sees("cockpit", "✂ cut to", "cannot be won back", "? keys")
    return seconds


def dark(on: Stagehand) -> float:
    """The eyes of the hall on the speaker for a moment."""
    on.press("cockpit", "b")
    on.sees("cockpit", "■ black")
    on.passes(15)
    on.press("cockpit", "b")
    on.sees("stage", " of ")
    return 0.0


def teleprompter(on: Stagehand) -> float:
    """The script scrolls by itself, is held, and goes away again."""
    on.press("cockpit", "t")
    on.sees("cockpit", "wpm to fit")
    on.passes(20)
    on.press("cockpit", "h")
    on.sees("cockpit", "held · h goes on")
    on.press("cockpit", "h", "t")
    on.sees("cockpit", "? keys")
    return 0.0


def way_back(on: Stagehand) -> float:
    """Back a slide for a look, and on again: its clock goes on where it stood."""
    slide = on.state.slide
    number = on.deck.index(slide) + 1
    on.press("cockpit", *str(number - 1), "Enter")
    on.sees("stage", f" {number - 1}/")
    on.passes(15)
    on.press("stage", *str(number), "Enter")
    on.sees("stage", f" {number}/")
    on.press("stage", *["NPage"] * step_count(on.deck.slides[number - 1]))
    return 0.0


def answer(on: Stagehand) -> float:
    """An answer out of the bank, found as one types, over the slide for everybody."""
    kept = on.deck.talk.answers[0]
    word = max(re.findall(r"\w+", kept.ask), key=len)
    on.press("cockpit", "a")
    on.sees("cockpit", "Questions and answers")
    on.press("cockpit", *word)
    on.sees("cockpit", f"▸ {kept.ask[:30]}")
    on.press("cockpit", "Enter")
    on.sees("cockpit", "■ on")
    on.sees("stage", kept.ask[:30])
    on.passes(60)
    on.press("cockpit", "Enter")
    on.misses("stage", kept.ask[:30])
    on.press("cockpit", "Escape")
    on.sees("cockpit", "? keys")
    return 0.0


ACTS: dict[str, Act] = {
    "myth-adding-knowledge": teleprompter,
    "myth-hallucinations": dark,
    "support-bot": way_back,
    "decision-framework": question,
    "questions": answer,
}
"""What happens once all of a slide is on."""
