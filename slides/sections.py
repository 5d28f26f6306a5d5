"""Sections: what the budgets of the slides in each add up to. Pure."""

from itertools import groupby

from pydantic import BaseModel, ConfigDict

from slides.plan import Plan


class SectionSum(BaseModel):
    """One section of a talk. Times are in seconds."""

    model_config = ConfigDict(frozen=True)

    section: str
    """"" for what stands before the first section."""
    first: str
    """The slide it begins with."""
    slides: int
    budget: float
    words: int
    begins: float
    """When it is due to begin, counted from the start."""


def section_sums(plan: Plan) -> tuple[SectionSum, ...]:
    """The sections of a talk in order; none when the deck names none. Q&A and closing count too,
    with the section they stand in; the appendix does not."""
    if not any(planned.section for planned in plan.slides):
        return ()
    found: list[SectionSum] = []
    begins = 0.0
    for name, group in groupby(plan.slides, key=lambda planned: planned.section):
        members = [planned for planned in group if planned.part != "appendix"]
        if not members:
            continue
        budget = sum(planned.budget for planned in members)
        found.append(
            SectionSum(
                section=name,
                first=members[0].slide,
                slides=len(members),
                budget=budget,
                words=sum(planned.words for planned in members),
                begins=begins,
            )
        )
        begins += budget
    return tuple(found)
