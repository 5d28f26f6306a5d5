"""Takes in a folder, as rehearsals leave them."""

from collections.abc import Sequence
from pathlib import Path

from slides.logs import LogWriter
from slides.plan import Plan, Planned
from slides.talk import Ended, Event, Moved, Opened, Started

PLAN = Plan(
    slides=(
        Planned(slide="one", title="One", budget=60, words=150, section="Begin"),
        Planned(slide="two", title="=Two|<b>", budget=120, words=250, section="End"),
        Planned(slide="demo", title="Demo", budget=60, words=50, section="End", live=True),
    ),
    duration=(200.0, 240.0),
)


def keep_take(
    folder: Path,
    name: str,
    seconds: Sequence[float],
    *,
    plan: Plan = PLAN,
    title: str = "A talk",
    deck: str = "talk.yaml",
    ended: bool = True,
    speed: float = 1.0,
) -> Path:
    """A take that spent so many seconds on each of the plan's first slides."""
    at = 1e9
    first = Opened(
        at=at,
        deck=deck,
        title=title,
        plan=plan,
        rehearsal=True,
        slide=plan.slides[0].slide,
        speed=speed,
    )
    events: list[Event] = [first, Started(at=at)]
    for planned, spent in zip(plan.slides, seconds, strict=False):
        events.append(Moved(at=at, slide=planned.slide))
        at += spent
    if ended:
        events.append(Ended(at=at))
    writer = LogWriter(folder / f"{name}.jsonl")
    for event in events:
        writer.write(event)
    writer.close()
    return writer.path
