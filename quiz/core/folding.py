"""`state = apply(state, event)`: what every event makes of a room."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from quiz.core.asking import amended, answered, moved, opened
from quiz.core.events import (
    Answered,
    Asked,
    Closed,
    Compared,
    Corrected,
    Decided,
    Event,
    Extended,
    Filled,
    Moderated,
    Opened,
    Paced,
    PaperIn,
    PaperOut,
    Revealed,
    Skipped,
    TextHidden,
    Upvoted,
    Withdrawn,
)
from quiz.core.facts import (
    Arranged,
    Ended,
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
from quiz.core.paper import papered
from quiz.core.people import people, with_teams
from quiz.core.remarks import remarked
from quiz.core.state import EMPTY, Refused, State

_AFTER_THE_END = Started | Left | Returned | TextHidden | Corrected | Kicked
"""What can still happen to a quiz that is over."""
_Arranging = Started | Locked | Unlocked | Arranged | NamesHidden | Ranked | Ended


def apply(state: State, event: Event) -> State:
    """The room after `event`. Raises Refused when the event cannot happen in this room."""
    if state.ended and not isinstance(event, _AFTER_THE_END):
        raise Refused("This quiz has ended.")
    match event:
        case Joined() | Returned() | Left() | Renamed() | Kicked() | Muted() | TeamTaken():
            return people(state, event)
        case Answered() | Withdrawn():
            return answered(state, event)
        case Opened():
            return opened(state, event)
        case Closed() | Skipped() | Extended() | Revealed():
            return moved(state, event)
        case Decided() | Compared() | Corrected() | TextHidden():
            return amended(state, event)
        case Asked() | Upvoted() | Moderated() | Paced():
            return remarked(state, event)
        case PaperOut() | PaperIn() | Filled():
            return papered(state, event)
        case _:
            return _arranged(state, event)


def _arranged(state: State, event: _Arranging) -> State:
    """The room after something that concerns all of it."""
    match event:
        case Started():
            return replace(state, present=frozenset())
        case Locked() | Unlocked():
            return replace(state, locked=isinstance(event, Locked))
        case Arranged(teams=teams, moderated=moderated, streaks=streaks):
            if len(teams) == 1 or len(set(teams)) < len(teams):
                raise Refused("Teams are two or more, each with a name of its own.")
            return replace(with_teams(state, teams), moderated=moderated, streaks=streaks)
        case NamesHidden(on=on):
            return replace(state, names_hidden=on)
        case Ranked(on=on):
            if on and state.run and state.run.phase == "open":
                raise Refused("Close the open question first.")
            return replace(state, ranked=on)
        case Ended():
            return replace(state, ended=True)
        case _:
            assert_never(event)


def fold(events: Iterable[Event], state: State = EMPTY) -> State:
    """The room after all `events`, in order."""
    for event in events:
        state = apply(state, event)
    return state
