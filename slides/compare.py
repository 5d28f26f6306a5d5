"""Takes held against each other: two of them slide by slide, or one among all. Pure."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal

from pydantic import BaseModel, ConfigDict

from slides.take import SlideTake, TakeReport
from slides.takes import NEAR, NEAR_SHARE

Change = Literal["better", "worse", "same", "only before", "only after", "in neither"]


class Standing(BaseModel):
    """A slide, or a section, among all takes that showed it. Times are in seconds."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    takes: int
    taken: float | None
    """In the take looked at; None when it was not shown."""
    best: float
    """The time nearest to the budget."""
    median: float
    spread: tuple[float, float]
    """The shortest time and the longest."""


class Difference(BaseModel):
    """One slide in two takes. Times are in seconds; None where it was not shown."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    slide: str
    title: str
    budget: float
    """As the later take has it."""
    before: float | None
    after: float | None
    difference: float | None
    """Later less earlier; negative when it took less time."""
    change: Change
    """Whether the time came nearer to the budget of its take."""


class Comparison(BaseModel):
    """Two takes. Times are in seconds."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    talk: tuple[float, float]
    drift: tuple[float, float]
    words_per_minute: tuple[float | None, float | None]
    verdicts: tuple[str, str]
    slides: tuple[Difference, ...]
    better: tuple[str, ...]
    """Slides that came nearer to their budget, most first."""
    worse: tuple[str, ...]


def compare(before: TakeReport, after: TakeReport) -> Comparison:
    """What changed from one take to another, slide by slide in the order of the later one."""
    earlier, later = _by_slide(before), _by_slide(after)
    names = [*later, *(name for name in earlier if name not in later)]
    slides = tuple(_difference(name, earlier.get(name), later.get(name)) for name in names)
    return Comparison(
        talk=(before.talk, after.talk),
        drift=(before.drift, after.drift),
        words_per_minute=(before.words_per_minute, after.words_per_minute),
        verdicts=(before.verdict, after.verdict),
        slides=slides,
        better=_most_changed(slides, "better"),
        worse=_most_changed(slides, "worse"),
    )


def _by_slide(take: TakeReport) -> dict[str, SlideTake]:
    return {row.slide: row for row in take.slides}


def _difference(name: str, before: SlideTake | None, after: SlideTake | None) -> Difference:
    row = after or before
    assert row is not None
    old = before.taken if before and before.over is not None else None
    new = after.taken if after and after.over is not None else None
    return Difference(
        slide=name,
        title=row.title,
        budget=row.budget,
        before=old,
        after=new,
        difference=None if old is None or new is None else new - old,
        change=_change(before, after),
    )


def _change(before: SlideTake | None, after: SlideTake | None) -> Change:
    was = before.over if before else None
    now = after.over if after else None
    if was is None or now is None:
        if was is None and now is None:
            return "in neither"
        return "only before" if now is None else "only after"
    assert after is not None
    nearer = abs(was) - abs(now)
    if abs(nearer) <= max(NEAR, after.budget * NEAR_SHARE) / 2:
        return "same"
    return "better" if nearer > 0 else "worse"


def _most_changed(slides: Iterable[Difference], change: Change) -> tuple[str, ...]:
    found = [row for row in slides if row.change == change]
    found.sort(key=lambda row: -abs(row.difference or 0.0))
    return tuple(row.slide for row in found)


def slide_standings(take: TakeReport, takes: Sequence[TakeReport]) -> tuple[Standing, ...]:
    """Every slide of a take among `takes`, itself one of them; slides that none of them showed
    are left out, and so is the slide on which one broke off."""
    times: dict[str, list[float]] = {}
    for other in takes:
        for row in other.slides:
            if row.over is not None and row.whole:
                times.setdefault(row.slide, []).append(row.taken)
    return tuple(
        _standing(row.slide, row.taken if row.over is not None else None, row.budget, found)
        for row in take.slides
        if (found := times.get(row.slide))
    )


def section_standings(take: TakeReport, takes: Sequence[TakeReport]) -> tuple[Standing, ...]:
    """Every section of a take among those `takes` that showed the whole of it."""
    times: dict[str, list[float]] = {}
    for other in takes:
        for name in _whole_sections(other):
            members = [row for row in other.slides if row.section == name]
            times.setdefault(name, []).append(sum(row.taken for row in members))
    whole = _whole_sections(take)
    return tuple(
        _standing(row.section, row.taken if row.section in whole else None, row.budget, found)
        for row in take.sections
        if (found := times.get(row.section))
    )


def _whole_sections(take: TakeReport) -> set[str]:
    """Sections of which every slide was shown, and to its end."""
    names = {row.section for row in take.slides}
    broken = {row.section for row in take.slides if row.over is None or not row.whole}
    return names - broken


def _standing(name: str, taken: float | None, budget: float, times: Sequence[float]) -> Standing:
    return Standing(
        name=name,
        takes=len(times),
        taken=taken,
        best=min(times, key=lambda time: abs(time - budget)),
        median=median(times),
        spread=(min(times), max(times)),
    )
