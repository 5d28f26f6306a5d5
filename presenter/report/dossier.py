"""All that is told of one take: itself, and where it stands among the others of its talk."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from presenter.shelf import Take, kin, reports
from slides.compare import Standing, section_standings, slide_standings
from slides.rate import OwnRate, own_rate
from slides.take import TakeReport
from slides.trend import TrendPoint


class Dossier(BaseModel):
    """One take among the last ones of its talk. All times are in seconds."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    path: str
    damage: str
    """What is wrong with its log, if anything."""
    take: TakeReport
    among: int
    """How many takes of the talk it is held against, itself included."""
    slides: dict[str, Standing]
    """By slide: this take, the best, the median and the spread."""
    sections: dict[str, Standing]
    """The same by section, over takes that showed all of it."""
    trend: tuple[TrendPoint, ...]
    """The takes, oldest first."""
    own_rate: OwnRate | None
    """None when too few takes tell one."""


def dossier(take: Take, folder: Path) -> Dossier:
    """What is told of a take, held against those of its talk that are kept in `folder`."""
    near = kin(folder, take.report.title, take.report.deck)
    others = reports(folder, [summary for summary in near if summary.name != take.path.stem])
    takes = [*others, take.report]
    return Dossier(
        name=take.path.stem,
        path=str(take.path),
        damage=take.damage,
        take=take.report,
        among=len(takes),
        slides={row.name: row for row in slide_standings(take.report, takes)},
        sections={row.name: row for row in section_standings(take.report, takes)},
        trend=tuple(summary.point for summary in near),
        own_rate=own_rate(takes if take.report.speed == 1 else others),
    )
