"""What the host and the quiz server say to each other: one JSON object a line, both ways.

The server answers every connection of a host with the whole log so far, then `Ready`, then each
event as it is accepted. The state of the room is the fold over the events, on both sides.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quiz.core import Event, Scoring
from quiz.question import Question


class Message(BaseModel):
    """One line of the conversation. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ---------------------------------------------------------------------------- host to server


class Open(Message):
    """Put this question to the room; closes the one that is open."""

    kind: Literal["open"] = "open"
    question: Question
    scoring: Scoring = "speed"


class Close(Message):
    """Take no more answers."""

    kind: Literal["close"] = "close"


class Reveal(Message):
    """Show what was right, and why; closes the question first if it is open."""

    kind: Literal["reveal"] = "reveal"


class End(Message):
    """The quiz is over: attendees see how they did."""

    kind: Literal["end"] = "end"


class Stop(Message):
    """Close the door and end the server. The room stays as it is."""

    kind: Literal["stop"] = "stop"


Command = Open | Close | Reveal | End | Stop
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
