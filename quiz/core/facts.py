"""What can happen to people and to the room as a whole; the rest is in `quiz.core.events`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

AttendeeId = Annotated[str, Field(pattern=r"^p[1-9]\d{0,5}$")]
Name = Annotated[str, Field(min_length=1, max_length=64)]
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
