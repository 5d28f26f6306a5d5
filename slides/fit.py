"""Budgets fitted to takes: proposed from medians, and put into a deck's text. Pure.

The text is changed at the places where the budgets stand and nowhere else, so that comments, order
and formatting stay as their writer left them.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from pydantic import BaseModel, ConfigDict

from slides.deck import Deck, Slide
from slides.durations import parse_duration, spell
from slides.loader import Loaded
from slides.marks import read
from slides.sheet import Spot
from slides.take import TakeReport

GRAIN = 5.0
"""Seconds; budgets are proposed in steps of these."""
_TIME = r"[0-9][0-9hms.]*"
_END = r"(?=[ \t]*(?:[,}\r\n]|\Z)|[ \t]+\#)"
_VALUE = re.compile(rf"""(?:(?P<quote>["'])[ \t]*{_TIME}[ \t]*(?P=quote)|{_TIME}){_END}""")
"""A duration as it stands in a deck, quoted or not."""


class Unfit(Exception):
    """The takes do not fit the deck; says why, and the cure."""


class Proposal(BaseModel):
    """A new budget for a slide. Times are in seconds."""

    model_config = ConfigDict(frozen=True)

    slide: str
    title: str
    before: float
    after: float
    takes: int
    """How many takes the median is of."""


class Kept(BaseModel):
    """A slide whose budget stays, and why."""

    model_config = ConfigDict(frozen=True)

    slide: str
    why: str


class Fit(BaseModel):
    """What is proposed for a deck."""

    model_config = ConfigDict(frozen=True)

    takes: int
    """How many takes were looked at."""
    proposals: tuple[Proposal, ...]
    kept: tuple[Kept, ...]
    """Only slides that could have another budget, but for the reason given."""


def propose(deck: Deck, takes: Sequence[TakeReport]) -> Fit:
    """Budgets that are the medians of the takes, which come oldest first.

    Raises Unfit when there are none, or when the newest knows slides that the deck does not have:
    its times may be those of other slides. Older takes of that kind are left out.
    """
    names = {slide.slide for slide in deck.slides}
    if not takes:
        raise Unfit("there are no takes of this talk yet; `podium rehearse` keeps one")
    if gone := [row.slide for row in takes[-1].slides if row.slide not in names]:
        raise Unfit(
            f"the last take has slides that the deck does not: {', '.join(gone)}; rehearse the "
            "deck as it is now, then fit it"
        )
    used = [take for take in takes if all(row.slide in names for row in take.slides)]
    times: dict[str, list[float]] = {}
    for row in (row for take in used for row in take.slides):
        if row.over is not None and row.whole:
            times.setdefault(row.slide, []).append(row.taken)
    fitted = [_fitted(slide, times.get(slide.slide, [])) for slide in deck.shown().slides]
    return Fit(
        takes=len(used),
        proposals=tuple(found for found in fitted if isinstance(found, Proposal)),
        kept=tuple(found for found in fitted if isinstance(found, Kept)),
    )


def _fitted(slide: Slide, times: Sequence[float]) -> Proposal | Kept | None:
    """What becomes of one slide's budget; None when it agrees with the takes."""
    name = slide.slide
    if slide.part == "appendix":
        return None
    if slide.part == "qa":
        return Kept(slide=name, why="questions take what the programme gives")
    if not times:
        return Kept(slide=name, why="no take shows all of it")
    if slide.budget is None:
        return Kept(slide=name, why="the deck leaves its budget open")
    after = _rounded(median(times))
    if after == slide.budget:
        return None
    return Proposal(
        slide=name, title=slide.title, before=slide.budget, after=after, takes=len(times)
    )


def _rounded(seconds: float) -> float:
    return max(GRAIN, round(seconds / GRAIN) * GRAIN)


def refit(
    loaded: Loaded, proposals: Sequence[Proposal], texts: Mapping[Path, str]
) -> tuple[dict[Path, str], tuple[Kept, ...]]:
    """The changed texts of a deck's files, and the slides whose budget cannot be written.

    `texts` are its files as they are now. Raises Unfit when they are not those of `loaded`.
    """
    edits: dict[Path, list[tuple[Spot, str]]] = {}
    kept: list[Kept] = []
    numbers = {slide.slide: number for number, slide in enumerate(loaded.deck.slides, start=1)}
    for proposal in proposals:
        spot = loaded.sheet.place((numbers[proposal.slide], "budget"))
        line = spot.source.lines[spot.line - 1]
        if _VALUE.match(line, spot.column - 1):
            edits.setdefault(spot.source.path, []).append((spot, spell(proposal.after)))
        else:
            why = f"its budget is not a plain duration; write {spell(proposal.after)} by hand"
            kept.append(Kept(slide=proposal.slide, why=why))
    changed = {path: _edited(texts[path], made) for path, made in edits.items()}
    for path, made in edits.items():
        _only_budgets(texts[path], changed[path], path, len(made))
    return changed, tuple(kept)


def _edited(text: str, edits: Sequence[tuple[Spot, str]]) -> str:
    """The text with other durations at some places, each in the quotes it had."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).splitlines(keepends=True)
    for spot, value in edits:
        place = spot.line - 1
        same = place < len(lines) and lines[place].rstrip("\r\n") == spot.source.lines[place]
        found = _VALUE.match(lines[place], spot.column - 1) if same else None
        if found is None:
            raise Unfit(f"{spot.source.path} was changed just now; try again")
        quote = found["quote"] or ""
        new = f"{quote}{value}{quote}"
        lines[place] = lines[place][: found.start()] + new + lines[place][found.end() :]
    return mark + "".join(lines)


def _only_budgets(before: str, after: str, path: Path, count: int) -> None:
    """Make sure, by reading both again, that budgets and nothing else have changed."""
    differences = list(_differences(read(before).documents, read(after).documents))
    if len(differences) != count or any(not _is_budget(*found) for found in differences):
        raise Unfit(f"the budgets of {path} cannot be changed alone; write them by hand")


def _is_budget(key: str, value: str) -> bool:
    try:
        return key == "budget" and parse_duration(value) > 0
    except ValueError:
        return False


def _differences(before: Any, after: Any, key: str = "") -> list[tuple[str, str]]:
    """Keys, and new values, of the texts that are not the same in two trees."""
    if isinstance(before, dict) and isinstance(after, dict) and list(before) == list(after):
        pairs = [(before[name], after[name], name) for name in before]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = [(old, new, key) for old, new in zip(before, after, strict=True)]
    else:
        return [] if before == after else [(key, str(after))]
    return [found for old, new, name in pairs for found in _differences(old, new, name)]
