"""The speaker's own pace: learnt from the takes that are kept, and put to use."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from presenter import shelf
from slides.durations import clock
from slides.plan import Plan
from slides.rate import FEWEST_TAKES, OwnRate, at_own_rate, own_rate

if TYPE_CHECKING:
    from slides.deck import Deck  # what only tells of a rate reads no deck

NOT_YET = f"Your own pace needs {FEWEST_TAKES} takes; the finish goes by the budgets."
TOO_FEW = (
    f"Your own pace is not known yet: that takes {FEWEST_TAKES} takes with a minute of speech "
    "each. The deck's pace is used."
)


def learnt(folder: Path, deck: "Deck", path: Path) -> OwnRate | None:
    """The rate in the last takes of a talk; None when there are too few to tell."""
    near = shelf.kin(folder, deck.talk.talk, str(path.absolute()))
    return own_rate(shelf.reports(folder, near))


def in_short(own: OwnRate) -> str:
    """The same for the stage, where a line has to do."""
    return f"Finish at your own pace: {own.middle:.0f} words a minute, by {own.takes} takes."


def rests_on(own: OwnRate) -> str:
    """A rate in words, and on what it rests."""
    low, high = (f"{rate:.0f}" for rate in own.spread)
    half = f" (half of the takes: {low}–{high})" if low != high else ""
    speech = clock(round(own.seconds))
    rate = f"{own.middle:.0f} words a minute{half}"
    return f"{rate}, learnt from {own.takes} takes with {speech} of speech"


def planner(own: OwnRate | None) -> Callable[["Deck"], Plan]:
    """What makes a deck's plan, at the speaker's own rate if one is given."""
    from slides.planning import plan_of

    if own is None:
        return plan_of
    return lambda deck: at_own_rate(plan_of(deck), own)
