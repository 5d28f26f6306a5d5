"""A question's results as its host sees them in the cockpit: the bars of the slide. Pure."""

from itertools import islice

from presenter.link.wire import Place, Slice, Tally
from quiz.core import Run, State
from quiz.question import LETTERS, AnyQuestion
from quiz.results import results
from quiz.scoring import standings
from quiz.text import clean

_LABEL, _OUTPUT, _NAME = 120, 400, 24
PLACES = 5


def tally(question: AnyQuestion, state: State, now: float, trouble: str = "") -> Tally:
    """How `question` stands in a room at `now`, by the room's time."""
    run = next((run for run in reversed(state.runs) if run.question == question), None)
    people = len(state.present)
    if run is None:
        return Tally(ask=question.ask, present=people, trouble=trouble)
    found = results(run)
    return Tally(
        ask=question.ask,
        phase=run.phase,
        slices=_slices(run),
        said=found.said,
        output=clean(run.output, _OUTPUT),
        answered=len(run.answers),
        present=people,
        seconds_left=run.seconds_left(now) if run.phase == "open" else None,
        places=_places(state) if state.ranked else (),
        trouble=trouble,
    )


def _slices(run: Run) -> tuple[Slice, ...]:
    """The bars, what is right marked: the speaker may know."""
    chosen = bool(run.question.choices)
    return tuple(
        Slice(
            label=clean(bar.label, _LABEL),
            count=bar.count,
            right=bar.right,
            letter=LETTERS[bar.place] if chosen and bar.place is not None else "",
        )
        for bar in results(run).bars
    )


def _places(state: State) -> tuple[Place, ...]:
    return tuple(
        Place(
            place=one.place,
            name="somebody" if state.names_hidden else clean(state.attendees[who].name, _NAME),
            points=one.points,
        )
        for who, one in islice(standings(state).items(), PLACES)
    )
