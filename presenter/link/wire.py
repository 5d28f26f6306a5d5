"""What stage and cockpit say to each other, one JSON object a line.

The stage says `Welcome`, then every event of the talk's log so far, then `UpToDate`, then events as
they happen. Facts that are no events of the talk (the quiz's tally, what the panes do) travel as
notices. The cockpit sends commands; the stage carries them out as it does its own keys.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quiz.core import AttendeeId, RemarkId, Verdict
from quiz.wire import (
    Arrange,
    Extend,
    HideNames,
    HideText,
    Kick,
    Lock,
    Moderate,
    Mute,
    Rank,
    Rename,
    Skip,
)
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


class Slice(Word):
    """One bar of a question's results: an option, a range of numbers, a word, a text, a rule."""

    label: str
    count: int
    right: bool = False
    letter: str = ""
    """Of an option, as the slide has it."""


class Place(Word):
    """A line of the leaderboard."""

    place: int
    name: str
    points: int


class Tally(Word):
    """The quiz question of the slide, of whatever kind, and how it stands."""

    kind: Literal["tally"] = "tally"
    ask: str
    phase: Literal["waiting", "open", "closed", "revealed", "skipped"] = "waiting"
    slices: tuple[Slice, ...] = ()
    """Also while it is open, and texts before their reveal: only the speaker sees them here."""
    said: str = ""
    """The middle of it in a sentence, where there is one."""
    output: str = ""
    """What the model said to a guess."""
    answered: int = 0
    present: int = 0
    seconds_left: int | None = None
    places: tuple[Place, ...] = ()
    """The leaderboard, while it is on."""
    trouble: str = ""
    """Why no question can be put, if so."""


class Panes(Word):
    """One line for each live pane of the slide; and no quiz when `quiz` is None."""

    kind: Literal["panes"] = "panes"
    lines: tuple[str, ...] = ()
    quiz: Tally | None = None


class Person(Word):
    """Somebody of the audience."""

    attendee: AttendeeId
    name: str
    team: str = ""
    here: bool = True
    muted: bool = False


class Told(Word):
    """A question to the speaker that others may see, or a message to the speaker alone."""

    remark: RemarkId
    name: str
    text: str
    votes: int = 0
    verdict: Verdict | Literal["waiting"] = "waiting"
    to: Literal["room", "speaker"] = "room"


class Wrote(Word):
    """What somebody wrote for the question on screen."""

    run: int
    attendee: AttendeeId
    name: str
    text: str
    hidden: bool = False


class Room(Word):
    """The audience as its host sees it."""

    kind: Literal["room"] = "room"
    people: tuple[Person, ...] = ()
    told: tuple[Told, ...] = ()
    wrote: tuple[Wrote, ...] = ()
    too_fast: int = 0
    """How many said so lately; `fine` and `too_slow` likewise. Never shown on the stage."""
    too_slow: int = 0
    fine: int = 0
    locked: bool = False
    ranked: bool = False
    moderated: bool = True
    names_hidden: bool = False
    streaks: bool = True
    teams: tuple[str, ...] = ()
    ended: bool = False
    command: str = ""
    """What attendees type; "" while nobody can come in."""
    fingerprint: str = ""
    trouble: str = ""


class Said(Word):
    """A line that the stage says to its speaker."""

    kind: Literal["said"] = "said"
    text: str


Notice = Welcome | UpToDate | Panes | Room | Said
LINE: TypeAdapter[Event | Notice] = TypeAdapter(
    Annotated[Event | Notice, Field(discriminator="kind")]
)
"""Reads and writes what the stage says."""


# ---------------------------------------------------------------------------- to the stage


class Do(Word):
    """What a key of the stage does, by its name."""

    do: Literal[
        "next", "previous", "first", "last", "start", "pause", "black",
        "open-quiz", "close-quiz", "reveal-quiz", "extend-quiz", "skip-quiz", "rank-quiz",
        "lock-quiz", "model-quiz", "hide-answer",
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


RoomOrder = (
    Kick | Mute | Rename | HideText | HideNames | Moderate | Arrange | Lock | Rank | Extend | Skip
)
"""What a cockpit may order in the room; the server enforces it as the stage's own."""


class Host(Word):
    """Have something done in the room."""

    do: Literal["host"] = "host"
    order: Annotated[RoomOrder, Field(discriminator="kind")]


class HandOver(Word):
    """Give an attendee's message to the live pane on the slide."""

    do: Literal["hand-over"] = "hand-over"
    remark: RemarkId


Command = Do | Jump | Decide | ShowAnswer | Host | HandOver
COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="do")])
"""Reads and writes what a cockpit asks."""
