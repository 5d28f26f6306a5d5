"""The room after somebody came, went, or was dealt with."""

from collections import Counter
from dataclasses import replace
from typing import assert_never

from quiz.core.facts import (
    Joined,
    Kicked,
    Left,
    Muted,
    Renamed,
    Returned,
    TeamTaken,
)
from quiz.core.state import Attendee, Refused, State

PersonEvent = Joined | Returned | Left | Renamed | Kicked | Muted | TeamTaken


def people(state: State, event: PersonEvent) -> State:
    """The room after `event`. Raises Refused."""
    if isinstance(event, Joined):
        return _joined(state, event)
    person = state.attendees.get(event.attendee)
    if person is None:
        raise Refused("Nobody of that name was here before.")
    if isinstance(event, Returned) and person.kicked:
        raise Refused("The host has closed the door to you.")
    if isinstance(event, Returned):
        return replace(state, present=state.present | {event.attendee})
    if isinstance(event, Left | Kicked):
        state = replace(state, present=state.present - {event.attendee})
    if isinstance(event, Left):
        return state
    return with_attendee(state, event.attendee, _changed(state, person, event))


def _changed(
    state: State, person: Attendee, event: Renamed | Kicked | Muted | TeamTaken
) -> Attendee:
    """The person after they, or the host, changed something about them. Raises Refused."""
    match event:
        case Kicked():
            return replace(person, kicked=True)
        case Muted(on=on):
            return replace(person, muted=on)
        case Renamed(name=name, by=by):
            if by == "self" and person.renamed:
                raise Refused("A name can be changed once only.")
            return replace(person, name=name, renamed=person.renamed or by == "self")
        case TeamTaken(team=team):
            if team not in state.teams:
                raise Refused("There is no such team.")
            return replace(person, team=team)
        case _:
            assert_never(event)


def _joined(state: State, event: Joined) -> State:
    if event.attendee in state.attendees:
        raise Refused("This attendee is already here.")
    if state.locked:
        raise Refused("This room is locked: nobody new comes in.")
    person = Attendee(event.name, event.code, event.at, smallest_team(state))
    state = replace(state, present=state.present | {event.attendee})
    return with_attendee(state, event.attendee, person)


def smallest_team(state: State) -> str:
    """The team that the next one goes to; "" without teams."""
    sizes = Counter(one.team for one in state.attendees.values() if not one.kicked)
    return min(state.teams, key=lambda team: sizes[team], default="")


def with_teams(state: State, teams: tuple[str, ...]) -> State:
    """The room in these teams; who is in none of them is put in the smallest."""
    state = replace(state, teams=teams)
    for attendee, person in state.attendees.items():
        if person.team not in teams:
            state = with_attendee(state, attendee, replace(person, team=smallest_team(state)))
    return state


def with_attendee(state: State, attendee: str, person: Attendee) -> State:
    """The room with this person as they now are."""
    return replace(state, attendees={**state.attendees, attendee: person})
