"""What can happen in a talk: small frozen events, each with its time. Their log is the take."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from slides.plan import Plan

LATEST = 253_402_300_799.0
"""The last second of the year 9999, since the epoch."""


class Happening(BaseModel):
    """Something that happened, and when: `at` is in seconds since the epoch."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    at: float = Field(ge=0, le=LATEST)


class Opened(Happening):
    """A deck was put on the stage; its clock stands."""

    kind: Literal["opened"] = "opened"
    deck: str
    title: str
    plan: Plan
    rehearsal: bool = False
    excerpt: bool = False
    """Only a part of the talk is given: the plan has not all of its slides."""
    slide: str
    """The slide shown first."""
    until: float | None = Field(default=None, ge=0, le=LATEST)
    """The hard end by the wall clock, since the epoch: the talk must be over by then."""
    lasts: float | None = Field(default=None, gt=0)
    """The hard end in seconds after the start."""
    speed: float = Field(default=1.0, gt=0)
    """How many times as fast as a clock the talk's time runs: 1 but in a dry run."""

    @model_validator(mode="after")
    def _slide_is_planned(self) -> Self:
        if not self.plan.has(self.slide):
            raise ValueError(f"the plan has no slide {self.slide!r}")
        return self


class Replanned(Happening):
    """The deck was changed while it was shown."""

    kind: Literal["replanned"] = "replanned"
    plan: Plan


class Broken(Happening):
    """The deck was changed into one that does not load; the last good one stays on."""

    kind: Literal["broken"] = "broken"
    message: str
    """What is wrong and where, on one line; "" when it is mended."""


class Started(Happening):
    """The talk's clock runs from here, on the slide now shown."""

    kind: Literal["started"] = "started"


class Moved(Happening):
    """A slide or a step of it came on; step 0 is the slide as it first appears."""

    kind: Literal["moved"] = "moved"
    slide: str
    step: int = Field(default=0, ge=0)


class Paused(Happening):
    """The slide's clock stands, for a question say; the wall clock runs on."""

    kind: Literal["paused"] = "paused"


class Resumed(Happening):
    """The slide's clock runs again."""

    kind: Literal["resumed"] = "resumed"


class Ended(Happening):
    """The speaker closed the talk."""

    kind: Literal["ended"] = "ended"


class Blanked(Happening):
    """The stage was blacked out, or shown again."""

    kind: Literal["blanked"] = "blanked"
    on: bool


class CutAccepted(Happening):
    """The speaker gives a slide less time from here on."""

    kind: Literal["cut-accepted"] = "cut-accepted"
    slide: str
    to: float = Field(ge=0)
    """Seconds left for the slide; 0 skips it."""
    won: float = Field(default=0.0, ge=0)
    """Seconds of lateness that it makes up for."""


class CutRefused(Happening):
    """The speaker keeps a slide whole; its cut is offered no more until the next question."""

    kind: Literal["cut-refused"] = "cut-refused"
    slide: str


class CheckpointTold(Happening):
    """The speaker was told of a checkpoint: that it was reached, or that it will be missed."""

    kind: Literal["checkpoint-told"] = "checkpoint-told"
    slide: str
    news: Literal["reached", "at risk"]


class AnswerShown(Happening):
    """An answer from the Q&A bank was put over the slide."""

    kind: Literal["answer-shown"] = "answer-shown"
    ask: str
    answer: str


class AnswerHidden(Happening):
    """The answer was taken off again; a move takes it off too."""

    kind: Literal["answer-hidden"] = "answer-hidden"


class Sped(Happening):
    """A dry run's time runs faster from here on, or by the clock while something is live."""

    kind: Literal["sped"] = "sped"
    speed: float = Field(gt=0)
    """How many times as fast as a clock."""


Event = (
    Opened | Replanned | Broken | Started | Moved | Paused | Resumed | Ended | Blanked
    | CutAccepted | CutRefused | CheckpointTold | AnswerShown | AnswerHidden | Sped
)  # fmt: skip
EVENT: TypeAdapter[Event] = TypeAdapter(
    Annotated[Event, Field(discriminator="kind")], config=ConfigDict(defer_build=True)
)
"""Reads and writes events as JSON: the log and the wire use nothing else."""
