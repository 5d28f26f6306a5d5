"""Takes for tests: slides of a plan, and the seconds that were spent on each."""

from collections.abc import Sequence

from slides.plan import Plan, Planned
from slides.take import TakeReport
from slides.takes import report
from slides.talk import Ended, Event, Moved, Opened, Started


def plan_with(*slides: Planned) -> Plan:
    """A plan of these slides."""
    return Plan(slides=slides)


def spoken(name: str, budget: float = 60, words: int = 120, section: str = "") -> Planned:
    """A slide of speech alone."""
    return Planned(slide=name, title=name.title(), budget=budget, words=words, section=section)


def taken(
    plan: Plan, seconds: Sequence[float], *, ended: bool = True, excerpt: bool = False
) -> TakeReport:
    """The report of a take that gave the first slides of a plan so many seconds each."""
    names = [planned.slide for planned in plan.slides]
    first = Opened(
        at=0, deck="talk.yaml", title="A talk", plan=plan, slide=names[0], excerpt=excerpt
    )
    events: list[Event] = [first, Started(at=0)]
    at = 0.0
    for name, spent in zip(names, seconds, strict=False):
        events.append(Moved(at=at, slide=name))
        at += spent
    events.append(Ended(at=at) if ended else Moved(at=at, slide=names[len(seconds) - 1], step=1))
    return report(events)
