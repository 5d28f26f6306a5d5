"""The audience as its host sees it: who is here, what they ask and write. Pure.

The room panel shows it on the stage, and the cockpit over its line. All texts are cleaned here
once more.
"""

from presenter.link.wire import Person, Room, Told, Wrote
from quiz.core import Remark, State
from quiz.question import Cloud, FixPrompt, FreeText, Guess
from quiz.text import clean
from quiz.wire import Listening

PACE_LASTS = 180.0
"""Seconds for which what somebody thinks of the pace is news."""
_NAME, _TEXT = 24, 600
_ORDER = {"waiting": 0, "approved": 0, "answered": 1, "hidden": 2}


def hall(state: State, listening: Listening | None, trouble: str, now: float) -> Room:
    """The room at `now`, in seconds since the epoch."""
    recent = [
        one.pace
        for who, one in state.paces.items()
        if who in state.present and now - one.at < PACE_LASTS
    ]
    return Room(
        people=_people(state),
        told=_told(state),
        wrote=_wrote(state),
        too_fast=recent.count("too-fast"),
        too_slow=recent.count("too-slow"),
        fine=recent.count("fine"),
        locked=state.locked,
        ranked=state.ranked,
        moderated=state.moderated,
        names_hidden=state.names_hidden,
        streaks=state.streaks,
        teams=tuple(clean(team, _NAME) for team in state.teams),
        ended=state.ended,
        command=listening.command if listening else "",
        fingerprint=listening.fingerprint if listening else "",
        trouble=trouble,
    )


def _name(state: State, who: str) -> str:
    person = state.attendees.get(who)
    return clean(person.name, _NAME) if person else who


def _people(state: State) -> tuple[Person, ...]:
    """Those who are here first, then those who left; not those who were sent out."""
    found = [
        Person(
            attendee=who,
            name=_name(state, who),
            team=clean(one.team, _NAME),
            here=who in state.present,
            muted=one.muted,
        )
        for who, one in state.attendees.items()
        if not one.kicked
    ]
    return tuple(sorted(found, key=lambda one: not one.here))


def _told(state: State) -> tuple[Told, ...]:
    """Questions and messages: open ones first, the most votes on top, then the oldest."""

    def rank(item: tuple[str, Remark]) -> tuple[int, int, float]:
        _, one = item
        return _ORDER[one.verdict], -len(one.votes), one.at

    return tuple(
        Told(
            remark=key,
            name=_name(state, one.attendee),
            text=clean(one.text, _TEXT),
            votes=len(one.votes),
            verdict=one.verdict,
            to=one.to,
        )
        for key, one in sorted(state.remarks.items(), key=rank)
    )


def _wrote(state: State) -> tuple[Wrote, ...]:
    """What was written for the question on screen, the newest first."""
    run = state.run
    if run is None or not _is_written(run.question):
        return ()
    newest = sorted(run.answers.items(), key=lambda item: -item[1].at)
    return tuple(
        Wrote(
            run=run.number,
            attendee=who,
            name=_name(state, who),
            text=clean(" · ".join(given.answer.texts), _TEXT),
            hidden=who in run.hidden,
        )
        for who, given in newest
    )


def _is_written(question: object) -> bool:
    if isinstance(question, Guess):
        return not question.choices
    return isinstance(question, Cloud | FreeText | FixPrompt)
