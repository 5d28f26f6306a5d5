"""What an attendee wants of the room, and the event that does it. Pure."""

from dataclasses import dataclass
from typing import Literal

from quiz.answers import Answer
from quiz.core import (
    Asked,
    Event,
    Filled,
    Pace,
    Paced,
    Refused,
    State,
    TeamTaken,
    Upvoted,
    Withdrawn,
)


@dataclass(frozen=True)
class TakeName:
    """Join under this name."""

    name: str


@dataclass(frozen=True)
class ChangeName:
    """Go by another name from now on."""

    name: str


@dataclass(frozen=True)
class Send:
    """Answer the question on screen."""

    answer: Answer


@dataclass(frozen=True)
class TakeBack:
    """Take the answer back, as long as the question is open."""


@dataclass(frozen=True)
class Fill:
    """Answer the `number`th question of the paper."""

    number: int
    answer: Answer


@dataclass(frozen=True)
class Ask:
    """Put a question to the speaker for all to see, or tell the speaker alone."""

    text: str
    to: Literal["room", "speaker"] = "room"


@dataclass(frozen=True)
class Vote:
    """Vote for an audience question, or no longer."""

    remark: str
    on: bool


@dataclass(frozen=True)
class SayPace:
    """Tell the speaker what the pace is like."""

    pace: Pace


@dataclass(frozen=True)
class TakeTeam:
    """Go over to a team."""

    team: str


Wish = ChangeName | Send | TakeBack | Fill | Ask | Vote | SayPace | TakeTeam
"""What an attendee who has a name can want."""
Plain = TakeBack | Fill | Ask | Vote | SayPace | TakeTeam
"""What needs to know nothing but the room: no clock of when a question was seen, no names."""


def texts_of(wish: Wish) -> tuple[str, ...]:
    """What of a wish others may come to read."""
    match wish:
        case Send(answer=answer) | Fill(answer=answer):
            return answer.texts
        case Ask(text=text):
            return (text,)
        case _:
            return ()


def event_of(wish: Plain, attendee: str, state: State, at: float) -> Event:
    """The event that grants `wish` in a room that is in `state`. Raises Refused."""
    match wish:
        case TakeBack():
            return Withdrawn(at=at, attendee=attendee, run=len(state.runs) or 1)
        case Fill(number=number, answer=answer):
            took = max(0.0, round(at - _free_since(state, attendee), 3))
            return Filled(at=at, attendee=attendee, number=number, answer=answer, took=took)
        case Ask(text=text, to=to):
            if not text:
                raise Refused("Type your question first.")
            remark = f"r{len(state.remarks) + 1}"
            return Asked(at=at, remark=remark, attendee=attendee, text=text, to=to)
        case Vote(remark=remark, on=on):
            return Upvoted(at=at, remark=remark, attendee=attendee, on=on)
        case SayPace(pace=pace):
            return Paced(at=at, attendee=attendee, pace=pace)
        case TakeTeam(team=team):
            return TeamTaken(at=at, attendee=attendee, team=team)


def _free_since(state: State, attendee: str) -> float:
    """When the attendee was done with the question of the paper before their next."""
    if state.paper is None or attendee not in state.attendees:
        return 0.0
    runs = state.paper.runs
    moments = [run.answers[attendee].at for run in runs if attendee in run.answers]
    return max([state.attendees[attendee].joined_at, runs[0].opened_at, *moments])
