"""What stage and cockpit say to each other, one JSON object a line.

The stage says `Welcome`, then every event of the talk's log so far, then `UpToDate`, then events as
they happen. Facts that are no events of the talk (the quiz's tally, what the panes do) travel as
notices. The cockpit sends commands; the stage carries them out as it does its own keys.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from slides.talk import Event

LINE_LIMIT = 4_000_000
"""Bytes of a line from the stage: the plan of the longest deck fits many times."""
COMMAND_LIMIT = 4_096
"""Bytes of a command."""


class Word(BaseModel):
    """Anything said over the line."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---------------------------------------------------------------------------- from the stage


class Welcome(Word):
    """The first line. `clock` is the stage's, in seconds since the epoch."""

    kind: Literal["welcome"] = "welcome"
    talk: str
    """The running talk's name, as `podium speaker --talk` takes it."""
    clock: float
    speed: float = 1.0
    """How many times as fast as others it runs."""


class UpToDate(Word):
    """The whole log was sent; what follows happens now."""

    kind: Literal["up-to-date"] = "up-to-date"


class Tally(Word):
    """The quiz question of the slide, and how it stands."""

    kind: Literal["tally"] = "tally"
    ask: str
    options: tuple[str, ...]
    phase: Literal["waiting", "open", "closed", "revealed"] = "waiting"
    counts: tuple[int, ...] = ()
    answered: int = 0
    present: int = 0
    trouble: str = ""
    """Why no question can be put, if so."""


class Panes(Word):
    """One line for each live pane of the slide; and no quiz when `quiz` is None."""

    kind: Literal["panes"] = "panes"
    lines: tuple[str, ...] = ()
    quiz: Tally | None = None


class Said(Word):
    """A line that the stage says to its speaker."""

    kind: Literal["said"] = "said"
    text: str


Notice = Welcome | UpToDate | Panes | Said
LINE: TypeAdapter[Event | Notice] = TypeAdapter(
    Annotated[Event | Notice, Field(discriminator="kind")]
)
"""Reads and writes what the stage says."""


# ---------------------------------------------------------------------------- to the stage


class Do(Word):
    """What a key of the stage does, by its name."""

    do: Literal[
        "next", "previous", "first", "last", "start", "pause", "black",
        "open-quiz", "close-quiz", "reveal-quiz", "hide-answer",
    ]  # fmt: skip


class Jump(Word):
    """Go to a slide, counted from 1."""

    do: Literal["jump"] = "jump"
    number: int = Field(ge=1, le=100_000)


class Decide(Word):
    """Make these slides' cuts, or refuse them: those that the speaker saw offered."""

    do: Literal["cuts"] = "cuts"
    slides: tuple[str, ...] = Field(max_length=100)
    accept: bool


class ShowAnswer(Word):
    """Put an answer of the deck's bank, counted from 0, over the slide."""

    do: Literal["show-answer"] = "show-answer"
    answer: int = Field(ge=0, le=100_000)


Command = Do | Jump | Decide | ShowAnswer
COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="do")])
"""Reads and writes what a cockpit asks."""
