"""What the host orders, as the event that does it. Pure."""

from typing import assert_never

from quiz.core import (
    Arranged,
    Compared,
    Corrected,
    Decided,
    Event,
    Extended,
    Kicked,
    Locked,
    Moderated,
    Muted,
    NamesHidden,
    PaperIn,
    PaperOut,
    Ranked,
    Renamed,
    Skipped,
    State,
    TextHidden,
    Unlocked,
)
from quiz.wire import (
    Arrange,
    Compare,
    Correct,
    Decide,
    Extend,
    HandOut,
    HideNames,
    HideText,
    Kick,
    Lock,
    Moderate,
    Mute,
    Order,
    Rank,
    Rename,
    Skip,
    TakeIn,
)

_OfQuestion = Extend | Skip | Decide | Compare | Correct | HideText
_OfPerson = Kick | Mute | Rename


def event_of(order: Order, state: State, at: float) -> Event:
    """The event that carries `order` out in a room that is in `state`."""
    match order:
        case Extend() | Skip() | Decide() | Compare() | Correct() | HideText():
            return _of_question(order, len(state.runs) or 1, at)
        case Kick() | Mute() | Rename():
            return _of_person(order, at)
        case Rank(on=on):
            return Ranked(at=at, on=on)
        case Lock(on=on):
            return Locked(at=at) if on else Unlocked(at=at)
        case Arrange(teams=teams, moderated=moderated, streaks=streaks):
            return Arranged(at=at, teams=teams, moderated=moderated, streaks=streaks)
        case HideNames(on=on):
            return NamesHidden(at=at, on=on)
        case Moderate(remark=remark, verdict=verdict):
            return Moderated(at=at, remark=remark, verdict=verdict)
        case HandOut(questions=questions, scoring=scoring):
            return PaperOut(at=at, questions=questions, scoring=scoring)
        case TakeIn():
            return PaperIn(at=at)
        case _:
            assert_never(order)


def _of_question(order: _OfQuestion, run: int, at: float) -> Event:
    """What concerns a question: the one on screen, if the order names no other."""
    match order:
        case Extend(seconds=seconds):
            return Extended(at=at, run=run, seconds=seconds)
        case Skip():
            return Skipped(at=at, run=run)
        case Decide(output=output, right=right):
            return Decided(at=at, run=run, output=output, right=right)
        case Compare(nearness=nearness):
            return Compared(at=at, run=run, nearness=nearness)
        case Correct(run=which, question=question):
            return Corrected(at=at, run=which, question=question)
        case HideText(run=which, attendee=attendee, on=on):
            return TextHidden(at=at, run=which, attendee=attendee, on=on)
        case _:
            assert_never(order)


def _of_person(order: _OfPerson, at: float) -> Event:
    match order:
        case Kick(attendee=attendee):
            return Kicked(at=at, attendee=attendee)
        case Mute(attendee=attendee, on=on):
            return Muted(at=at, attendee=attendee, on=on)
        case Rename(attendee=attendee, name=name):
            return Renamed(at=at, attendee=attendee, name=name, by="host")
        case _:
            assert_never(order)
