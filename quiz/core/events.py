"""Everything that can happen in a room. The log and the wire hold nothing else."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from quiz.answers import Answer
from quiz.core.facts import (
    Arranged,
    AttendeeId,
    Ended,
    Fact,
    Joined,
    Kicked,
    Left,
    Locked,
    Muted,
    NamesHidden,
    Ranked,
    Renamed,
    Returned,
    Started,
    TeamTaken,
    Unlocked,
)
from quiz.question import AnyQuestion

Scoring = Literal["speed", "flat", "off"]
"""How right answers are paid: by speed, all the same, or not at all."""
Pace = Literal["too-fast", "too-slow", "fine"]
"""What an attendee thinks of the speaker's pace."""
Verdict = Literal["approved", "hidden", "answered"]
"""What became of an audience question."""
RemarkId = Annotated[str, Field(pattern=r"^r[1-9]\d{0,5}$")]
Number = Annotated[int, Field(ge=1)]
"""Which question: the first that was put to the room is 1."""
LONGEST_REMARK = 200
"""Characters of an audience question or a message to the speaker."""


# ---------------------------------------------------------------------------- questions


class Opened(Fact):
    """A question was put to the room: the `run`th, counted from 1."""

    kind: Literal["opened"] = "opened"
    run: Number
    question: AnyQuestion
    scoring: Scoring = "speed"


class Answered(Fact):
    """An attendee answered. `took` is the server's count of seconds since they saw the question."""

    kind: Literal["answered"] = "answered"
    attendee: AttendeeId
    run: Number
    answer: Answer
    took: float = Field(ge=0)


class Withdrawn(Fact):
    """An attendee took their answer back."""

    kind: Literal["withdrawn"] = "withdrawn"
    attendee: AttendeeId
    run: Number


class Extended(Fact):
    """The open question got more time."""

    kind: Literal["extended"] = "extended"
    run: Number
    seconds: float = Field(gt=0, le=3600)


class Closed(Fact):
    """No more answers: the host said so, or time was up."""

    kind: Literal["closed"] = "closed"
    run: Number
    by: Literal["host", "time"]


class Skipped(Fact):
    """The host passed over a question: it counts for nothing."""

    kind: Literal["skipped"] = "skipped"
    run: Number


class Revealed(Fact):
    """The right answer was shown, with the reasons."""

    kind: Literal["revealed"] = "revealed"
    run: Number


class Decided(Fact):
    """The model was run: its real output says which guesses were right."""

    kind: Literal["decided"] = "decided"
    run: Number
    output: str = Field(max_length=4000)
    right: tuple[Annotated[int, Field(ge=0, le=8)], ...] = Field(default=(), max_length=9)
    """Places of the options that it did; for written guesses none."""


class Compared(Fact):
    """The meanings of answers were compared with what a rubric looks for, from 0 to 1."""

    kind: Literal["compared"] = "compared"
    run: Number
    nearness: dict[AttendeeId, Annotated[float, Field(ge=0, le=1)]]


class Corrected(Fact):
    """The question was wrong: this is how it should have been. Points follow."""

    kind: Literal["corrected"] = "corrected"
    run: Number
    question: AnyQuestion


class TextHidden(Fact):
    """What somebody wrote for a question is not shown, or is again."""

    kind: Literal["text-hidden"] = "text-hidden"
    run: Number
    attendee: AttendeeId
    on: bool = True


# ---------------------------------------------------------------------------- remarks


class Asked(Fact):
    """An attendee asked something that others see, or told the speaker alone."""

    kind: Literal["asked"] = "asked"
    remark: RemarkId
    attendee: AttendeeId
    text: str = Field(min_length=1, max_length=LONGEST_REMARK)
    to: Literal["room", "speaker"] = "room"


class Upvoted(Fact):
    """An attendee would like a question answered, or would no longer."""

    kind: Literal["upvoted"] = "upvoted"
    remark: RemarkId
    attendee: AttendeeId
    on: bool = True


class Moderated(Fact):
    """The host let a question be seen, hid it, or has answered it."""

    kind: Literal["moderated"] = "moderated"
    remark: RemarkId
    verdict: Verdict


class Paced(Fact):
    """The speaker is too fast or too slow for somebody. Only the speaker learns of it."""

    kind: Literal["paced"] = "paced"
    attendee: AttendeeId
    pace: Pace


# ---------------------------------------------------------------------------- at one's own pace


class PaperOut(Fact):
    """Questions that everybody takes at their own pace, in order, without a clock."""

    kind: Literal["paper-out"] = "paper-out"
    questions: tuple[AnyQuestion, ...] = Field(min_length=1, max_length=200)
    scoring: Literal["flat", "off"] = "flat"


class PaperIn(Fact):
    """The paper is taken in: no more answers to it."""

    kind: Literal["paper-in"] = "paper-in"


class Filled(Fact):
    """An attendee answered the `number`th question of the paper."""

    kind: Literal["filled"] = "filled"
    attendee: AttendeeId
    number: Number
    answer: Answer
    took: float = Field(ge=0)


Event = (
    Started | Joined | Returned | Left | Renamed | Kicked | Muted | TeamTaken
    | Locked | Unlocked | Arranged | NamesHidden | Ranked | Ended
    | Opened | Answered | Withdrawn | Extended | Closed | Skipped | Revealed | Decided | Compared
    | Corrected | TextHidden
    | Asked | Upvoted | Moderated | Paced
    | PaperOut | PaperIn | Filled
)  # fmt: skip
EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])
"""Reads and writes events as JSON: the log and the wire use nothing else."""
