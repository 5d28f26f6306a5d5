"""Everything that can happen in a room. The log and the wire hold nothing else."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quiz.answers import Answer
from quiz.question import AnyQuestion

Scoring = Literal["speed", "flat", "off"]
"""How right answers are paid: by speed, all the same, or not at all."""
Pace = Literal["too-fast", "too-slow", "fine"]
"""What an attendee thinks of the speaker's pace."""
Verdict = Literal["approved", "hidden", "answered"]
"""What became of an audience question."""
AttendeeId = Annotated[str, Field(pattern=r"^p[1-9]\d{0,5}$")]
RemarkId = Annotated[str, Field(pattern=r"^r[1-9]\d{0,5}$")]
Name = Annotated[str, Field(min_length=1, max_length=64)]
Number = Annotated[int, Field(ge=1)]
"""Which question: the first that was put to the room is 1."""
LONGEST_REMARK = 200
"""Characters of an audience question or a message to the speaker."""
MOST_TEAMS = 8


class Fact(BaseModel):
    """Something that happened at a time, in epoch seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: float


# ---------------------------------------------------------------------------- people


class Started(Fact):
    """The server began, for the first time or again: whoever was connected no longer is."""

    kind: Literal["started"] = "started"


class Joined(Fact):
    """Somebody new took a name. `code` is a hash of the code that brings them back."""

    kind: Literal["joined"] = "joined"
    attendee: AttendeeId
    name: Name
    code: str = Field(max_length=64)


class Returned(Fact):
    """An attendee came back after a dropped line, or from another device."""

    kind: Literal["returned"] = "returned"
    attendee: AttendeeId


class Left(Fact):
    """An attendee's line ended. Their answers stay."""

    kind: Literal["left"] = "left"
    attendee: AttendeeId


class Renamed(Fact):
    """An attendee took another name, which they may do once; or the host gave them one."""

    kind: Literal["renamed"] = "renamed"
    attendee: AttendeeId
    name: Name
    by: Literal["self", "host"] = "self"


class Kicked(Fact):
    """The host sent somebody out, who cannot come back and takes no place in the ranking."""

    kind: Literal["kicked"] = "kicked"
    attendee: AttendeeId


class Muted(Fact):
    """The host takes no texts from somebody any more, or does again."""

    kind: Literal["muted"] = "muted"
    attendee: AttendeeId
    on: bool = True


class TeamTaken(Fact):
    """An attendee went over to a team."""

    kind: Literal["team-taken"] = "team-taken"
    attendee: AttendeeId
    team: str = Field(min_length=1, max_length=24)


# ---------------------------------------------------------------------------- the room


class Locked(Fact):
    """Nobody new comes in."""

    kind: Literal["locked"] = "locked"


class Unlocked(Fact):
    """The room is open again."""

    kind: Literal["unlocked"] = "unlocked"


class Arranged(Fact):
    """How the room is run from here on."""

    kind: Literal["arranged"] = "arranged"
    teams: tuple[Annotated[str, Field(min_length=1, max_length=24)], ...] = Field(
        default=(), max_length=MOST_TEAMS
    )
    """Two or more play in teams; everybody is put in the smallest and may change."""
    moderated: bool = True
    """Whether audience questions are seen by all only once the host has approved them."""
    streaks: bool = True
    """Whether several right answers in a row earn more."""


class NamesHidden(Fact):
    """Names are not shown on the slide, or are again."""

    kind: Literal["names-hidden"] = "names-hidden"
    on: bool = True


class Ranked(Fact):
    """The leaderboard went on screen, or off it."""

    kind: Literal["ranked"] = "ranked"
    on: bool = True


class Ended(Fact):
    """The quiz is over."""

    kind: Literal["ended"] = "ended"


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
