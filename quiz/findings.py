"""What a report tells of a quiz, as values: of the room, its questions, its attendees. Pure.

Programs read them as JSON: docs/audience.md has every key.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class Row(BaseModel):
    """A part of the report."""

    model_config = ConfigDict(frozen=True)


class Slice(Row):
    """One bar of a distribution."""

    label: str
    count: int
    share: float
    """Of those who answered, from 0 to 1; where several may be chosen they add up to more."""
    right: bool


class QuestionReport(Row):
    """One asking of one question. Times are in seconds from the moment it was seen."""

    number: int
    question: str
    """Its id."""
    kind: str
    ask: str
    own_pace: bool
    """Taken at everybody's own pace, not with the room."""
    phase: str
    reached: int
    """How many were in the room or came before it was over."""
    answered: int
    right: int | None
    """None where nothing is right."""
    difficulty: float | None
    """The share of the answers that were right: 0 nobody's, 1 everybody's."""
    credit: float | None
    """The mean credit of the answers, from 0 to 1, partial credit included."""
    discrimination: float | None
    """Correlation of the credit for this question with that for all others, from −1 to 1: below
    0.2 it hardly tells those who know from those who do not. None for few attendees, a lone
    question, or when all answers earn the same."""
    times: tuple[float, float, float] | None
    """A tenth, half and nine tenths of the answers came by then."""
    slices: tuple[Slice, ...]
    said: str
    """The middle of it in a sentence, where there is one."""
    explanation: str


class Cell(Row):
    """One answer of one attendee."""

    number: int
    """Of the question."""
    answer: str
    right: bool | None
    credit: float
    points: int
    """Without bonus for streaks."""
    took: float


class AttendeeReport(Row):
    """One attendee."""

    attendee: str
    """P001, or their name."""
    team: str
    place: int | None
    points: int
    right: int
    answered: int
    took: float | None
    """The median of their answers, in seconds."""
    sent_out: bool
    cells: tuple[Cell, ...]


class RemarkReport(Row):
    """One question from the audience."""

    attendee: str
    text: str
    to: str
    votes: int
    verdict: str


class Report(Row):
    """One room."""

    room: str
    begun: float | None
    """When the first attendee joined, in epoch seconds."""
    ended: bool
    named: bool
    questions: tuple[QuestionReport, ...]
    attendees: tuple[AttendeeReport, ...]
    remarks: tuple[RemarkReport, ...]
    paces: Mapping[str, int] = Field(default_factory=dict)
    """How many last found the pace too fast, too slow or fine."""
