"""The room after an audience question, a vote for one, or a word on the pace."""

from dataclasses import replace
from typing import assert_never

from quiz.core import state as now
from quiz.core.events import Asked, Moderated, Paced, Upvoted
from quiz.core.state import Refused, Remark, State

MOST_EACH = 20
"""Questions and messages of one attendee."""


def remarked(state: State, event: Asked | Upvoted | Moderated | Paced) -> State:
    """The room after `event`. Raises Refused."""
    if not isinstance(event, Moderated):
        person = state.attendees.get(event.attendee)
        if person is None:
            raise Refused("Take a name first.")
        if isinstance(event, Asked) and person.muted:
            raise Refused("The host takes no texts from you.")
    match event:
        case Asked():
            return _asked(state, event)
        case Upvoted():
            return _upvoted(state, event)
        case Moderated(remark=key, verdict=verdict):
            return _with_remark(state, key, replace(_remark(state, key), verdict=verdict))
        case Paced(attendee=attendee, pace=pace, at=at):
            return replace(state, paces={**state.paces, attendee: now.Paced(pace, at)})
        case _:
            assert_never(event)


def _asked(state: State, event: Asked) -> State:
    if event.remark in state.remarks:
        raise Refused("This question is already here.")
    if sum(one.attendee == event.attendee for one in state.remarks.values()) >= MOST_EACH:
        raise Refused("You have asked a lot already. Let others ask too.")
    remark = Remark(event.attendee, event.text, event.to, event.at)
    if event.to == "room" and not state.moderated:
        remark = replace(remark, verdict="approved")
    return _with_remark(state, event.remark, remark)


def _upvoted(state: State, event: Upvoted) -> State:
    remark = _remark(state, event.remark)
    if not remark.seen_by_all:
        raise Refused("This question is not up for votes.")
    if remark.attendee == event.attendee:
        raise Refused("That one is yours; the others vote for it.")
    votes = remark.votes | {event.attendee} if event.on else remark.votes - {event.attendee}
    return _with_remark(state, event.remark, replace(remark, votes=votes))


def _remark(state: State, key: str) -> Remark:
    if key not in state.remarks:
        raise Refused("There is no such question.")
    return state.remarks[key]


def _with_remark(state: State, key: str, remark: Remark) -> State:
    return replace(state, remarks={**state.remarks, key: remark})
