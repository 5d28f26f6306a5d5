"""The room after a question moved on, or was answered."""

from dataclasses import replace
from typing import assert_never

from quiz.answers import objection
from quiz.core.events import (
    Answered,
    Closed,
    Compared,
    Corrected,
    Decided,
    Extended,
    Opened,
    Revealed,
    Skipped,
    TextHidden,
    Withdrawn,
)
from quiz.core.state import GRACE, Given, Refused, Run, State
from quiz.question import Guess

Moved = Closed | Skipped | Extended | Revealed
Amended = Decided | Compared | Corrected | TextHidden


def opened(state: State, event: Opened) -> State:
    """The room with a new question. Raises Refused while another is open."""
    if state.run and state.run.phase == "open":
        raise Refused("Close the open question first.")
    if event.run != len(state.runs) + 1:
        raise Refused(f"This is question {len(state.runs) + 1}, not {event.run}.")
    asked = Run(event.run, event.question, event.scoring, event.at)
    return replace(state, runs=(*state.runs, asked), ranked=False)


def moved(state: State, event: Moved) -> State:
    """The room after the host or the clock moved the question on. Raises Refused."""
    run = state.run
    if not run or run.number != event.run:
        raise Refused("That question is not the one on screen.")
    match event:
        case Closed():
            if run.phase != "open":
                raise Refused("This question is already closed.")
            return with_run(state, replace(run, phase="closed"))
        case Extended(seconds=seconds):
            if run.phase != "open":
                raise Refused("Only an open question can get more time.")
            if run.limit is None:
                raise Refused("This question has all the time there is.")
            return with_run(state, replace(run, more_time=run.more_time + seconds))
        case Skipped():
            if run.phase in ("revealed", "skipped"):
                raise Refused("This question is over.")
            return with_run(state, replace(run, phase="skipped"))
        case Revealed():
            return _revealed(state, run)
        case _:
            assert_never(event)


def _revealed(state: State, run: Run) -> State:
    if run.phase == "open":
        raise Refused("Close the question before the reveal.")
    if run.phase != "closed":
        raise Refused("The answer is already shown.")
    if isinstance(run.question, Guess) and run.decided is None:
        raise Refused("Run the model first: what it says decides.")
    return with_run(state, replace(run, phase="revealed"))


def amended(state: State, event: Amended) -> State:
    """The room after something about a question, current or past, was set right."""
    if event.run > len(state.runs):
        raise Refused("There was no such question.")
    run = state.runs[event.run - 1]
    match event:
        case Decided():
            return with_run(state, _decided(run, event))
        case Compared(nearness=nearness):
            return with_run(state, replace(run, nearness=nearness))
        case Corrected():
            return with_run(state, _corrected(run, event))
        case TextHidden(attendee=attendee, on=on):
            changed = run.hidden | {attendee} if on else run.hidden - {attendee}
            return with_run(state, replace(run, hidden=changed))
        case _:
            assert_never(event)


def _decided(run: Run, event: Decided) -> Run:
    if not isinstance(run.question, Guess):
        raise Refused("No model decides this question.")
    if run.phase == "open":
        raise Refused("Close the question before the model runs.")
    if any(place >= len(run.question.choices) for place in event.right):
        raise Refused("There is no such option.")
    return replace(run, output=event.output, decided=frozenset(event.right))


def _corrected(run: Run, event: Corrected) -> Run:
    question = event.question
    if question.kind != run.question.kind:
        raise Refused("A correction is a question of the same kind.")
    if len(question.choices) != len(run.question.choices):
        raise Refused("A correction has as many options.")
    if any(objection(question, given.answer) for given in run.answers.values()):
        raise Refused("The answers given would not fit the corrected question.")
    return replace(run, question=question)


def answered(state: State, event: Answered | Withdrawn) -> State:
    """The room after an answer. While a question is open it may be changed or taken back."""
    run = state.run
    if event.attendee not in state.attendees:
        raise Refused("Take a name first.")
    if not run or run.number != event.run or run.phase != "open":
        raise Refused("This question is closed.")
    if run.deadline is not None and event.at > run.deadline + GRACE:
        raise Refused("Time is up.")
    if isinstance(event, Withdrawn):
        left = {key: given for key, given in run.answers.items() if key != event.attendee}
        return with_run(state, replace(run, answers=left))
    if why := objection(run.question, event.answer):
        raise Refused(why)
    if event.answer.texts and state.attendees[event.attendee].muted:
        raise Refused("The host takes no texts from you.")
    took = min(event.took, run.limit or event.took)
    answers = {**run.answers, event.attendee: Given(event.answer, took, event.at)}
    return with_run(state, replace(run, answers=answers))


def with_run(state: State, run: Run) -> State:
    """The room with this question as it now is."""
    before, after = state.runs[: run.number - 1], state.runs[run.number :]
    return replace(state, runs=(*before, run, *after))
