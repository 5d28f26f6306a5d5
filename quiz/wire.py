"""What the host and the quiz server say to each other: one JSON object a line, both ways.

The server answers every connection of a host with the whole log so far, then `Ready`, then each
event as it is accepted. The state of the room is the fold over the events, on both sides.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quiz.core import AttendeeId, Event, RemarkId, Scoring, Verdict
from quiz.question import AnyQuestion
from quiz.slide import SlideText


class Message(BaseModel):
    """One line of the conversation. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ---------------------------------------------------------------------------- host to server


class Open(Message):
    """Put this question to the room; closes the one that is open."""

    kind: Literal["open"] = "open"
    question: AnyQuestion
    scoring: Scoring = "speed"


class Close(Message):
    """Take no more answers."""

    kind: Literal["close"] = "close"


class Reveal(Message):
    """Show what was right, and why; closes the question first if it is open."""

    kind: Literal["reveal"] = "reveal"


class Extend(Message):
    """Give the open question more time."""

    kind: Literal["extend"] = "extend"
    seconds: float = Field(gt=0, le=3600)


class Skip(Message):
    """Pass over the question: it counts for nothing."""

    kind: Literal["skip"] = "skip"


class Decide(Message):
    """What the model really said to a guess, and which options that makes right."""

    kind: Literal["decide"] = "decide"
    output: str = Field(max_length=4000)
    right: tuple[int, ...] = Field(default=(), max_length=9)


class Compare(Message):
    """How near the meanings of answers to the question on screen are to what is looked for."""

    kind: Literal["compare"] = "compare"
    nearness: dict[AttendeeId, float]


class Correct(Message):
    """Set a question right that was asked wrongly; points follow."""

    kind: Literal["correct"] = "correct"
    run: int = Field(ge=1)
    question: AnyQuestion


class Rank(Message):
    """Put the leaderboard on screen, or take it off."""

    kind: Literal["rank"] = "rank"
    on: bool = True


class Lock(Message):
    """Let nobody new in; with `on` false, do again."""

    kind: Literal["lock"] = "lock"
    on: bool = True


class Arrange(Message):
    """How the room is run: teams, moderation, streaks."""

    kind: Literal["arrange"] = "arrange"
    teams: tuple[str, ...] = ()
    moderated: bool = True
    streaks: bool = True


class Kick(Message):
    """Send somebody out for good."""

    kind: Literal["kick"] = "kick"
    attendee: AttendeeId


class Mute(Message):
    """Take no texts from somebody, or do again."""

    kind: Literal["mute"] = "mute"
    attendee: AttendeeId
    on: bool = True


class Rename(Message):
    """Give somebody another name."""

    kind: Literal["rename"] = "rename"
    attendee: AttendeeId
    name: str = Field(min_length=1, max_length=64)


class HideText(Message):
    """Do not show what somebody wrote for a question, or do again."""

    kind: Literal["hide-text"] = "hide-text"
    run: int = Field(ge=1)
    attendee: AttendeeId
    on: bool = True


class HideNames(Message):
    """Show no names on the slide, or do again."""

    kind: Literal["hide-names"] = "hide-names"
    on: bool = True


class Moderate(Message):
    """Let an audience question be seen, hide it, or tick it off as answered."""

    kind: Literal["moderate"] = "moderate"
    remark: RemarkId
    verdict: Verdict


class HandOut(Message):
    """Questions that everybody takes at their own pace."""

    kind: Literal["hand-out"] = "hand-out"
    questions: tuple[AnyQuestion, ...] = Field(min_length=1, max_length=200)
    scoring: Literal["flat", "off"] = "flat"


class TakeIn(Message):
    """No more answers to the questions that were handed out."""

    kind: Literal["take-in"] = "take-in"


class End(Message):
    """The quiz is over: attendees see how they did."""

    kind: Literal["end"] = "end"


class Show(Message):
    """The stage shows this: so do the terminals of those who watch. It is not kept."""

    kind: Literal["show"] = "show"
    slide: SlideText


class Stop(Message):
    """Close the door and end the server. The room stays as it is."""

    kind: Literal["stop"] = "stop"


Order = (
    Extend | Skip | Decide | Compare | Correct | Rank | Lock | Arrange | Kick | Mute | Rename
    | HideText | HideNames | Moderate | HandOut | TakeIn
)  # fmt: skip
"""What is done by one event, which `quiz.orders` makes of it."""
Command = Open | Close | Reveal | End | Show | Stop | Order
COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="kind")])


# ---------------------------------------------------------------------------- server to host


class Listening(Message):
    """The door is open."""

    kind: Literal["listening"] = "listening"
    host: str
    """Where it listens."""
    port: int
    command: str
    """What attendees type."""
    fingerprint: str
    """Of the host key, as `ssh` shows it."""


class Ready(Message):
    """The log so far has been sent; from here on events are news."""

    kind: Literal["ready"] = "ready"
    at: float
    """The time in the room, in seconds since the epoch: a host's own clock may say another."""


class Rejected(Message):
    """The last command could not be done, and why."""

    kind: Literal["rejected"] = "rejected"
    message: str


class Failed(Message):
    """Something is wrong with the server, and the cure."""

    kind: Literal["failed"] = "failed"
    message: str
    hint: str = ""


Notice = Listening | Ready | Rejected | Failed
Reply = Event | Notice
REPLY: TypeAdapter[Reply] = TypeAdapter(Annotated[Reply, Field(discriminator="kind")])

LINE_LIMIT = 1 << 20
"""Bytes: the longest line either side reads."""
