"""The room after something about the questions that everybody takes at their own pace."""

from dataclasses import replace
from typing import assert_never

from quiz.answers import objection
from quiz.core.events import Filled, PaperIn, PaperOut
from quiz.core.state import Given, Paper, Refused, Run, State


def papered(state: State, event: PaperOut | PaperIn | Filled) -> State:
    """The room after `event`. Raises Refused."""
    match event:
        case PaperOut(questions=questions, scoring=scoring, at=at):
            if state.paper and state.paper.open:
                raise Refused("Take in the paper that is out first.")
            runs = (Run(n, one, scoring, at) for n, one in enumerate(questions, 1))
            return replace(state, paper=Paper(tuple(runs)))
        case PaperIn():
            if not state.paper or not state.paper.open:
                raise Refused("No paper is out.")
            return replace(state, paper=replace(state.paper, open=False))
        case Filled():
            return _filled(state, event)
        case _:
            assert_never(event)


def _filled(state: State, event: Filled) -> State:
    """An answer is final here: its result is shown at once."""
    paper = state.paper
    if event.attendee not in state.attendees:
        raise Refused("Take a name first.")
    if not paper or not paper.open:
        raise Refused("These questions are closed.")
    if paper.place(event.attendee) != event.number - 1:
        raise Refused("That is not your next question.")
    run = paper.runs[event.number - 1]
    if why := objection(run.question, event.answer):
        raise Refused(why)
    given = Given(event.answer, event.took, event.at)
    run = replace(run, answers={**run.answers, event.attendee: given})
    runs = (*paper.runs[: event.number - 1], run, *paper.runs[event.number :])
    return replace(state, paper=replace(paper, runs=runs))
