"""What one attendee sees of a room, at a moment. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from quiz.core import Given, Run, State
from quiz.credit import judged
from quiz.drafting import longest, typing
from quiz.pressing import remarks_in_order
from quiz.question import LETTERS, Estimate, FixPrompt, Guess, Ordering, Scale
from quiz.ranking import final, ranking
from quiz.results import figure, results
from quiz.scoring import Standing
from quiz.screens import (
    Asking,
    Countdown,
    Counted,
    Entry,
    Listed,
    Lobby,
    Naming,
    Over,
    Point,
    Remarks,
    View,
    Writing,
)
from quiz.seat import TYPING, Seat, in_paper, on_screen, paper_place
from quiz.shuffles import order_for
from quiz.verdicts import paper_result, result

_BESIDE = "? ask · q questions · -/+ pace · Esc"
"""Keys after Tab, where letters are typed."""


def view(
    state: State, seat: Seat, now: float, board: Mapping[str, Standing], way_back: str
) -> View:
    """What the attendee in `seat` sees at `now`.

    `board` holds the standings of `state`; `way_back` is the `ssh` line with a place for the code.
    """
    if seat.attendee is None:
        return View(Naming(seat.offered, seat.typed, seat.problem, seat.kept), aside="Podium quiz")
    name = state.attendees[seat.attendee].name
    shown = _page(state, seat, now, board, way_back)
    return shown if shown.name else replace(shown, name=name, attendee=seat.attendee)


def _page(
    state: State, seat: Seat, now: float, board: Mapping[str, Standing], way_back: str
) -> View:
    me = seat.attendee or ""
    run = on_screen(state, seat)
    if seat.page in TYPING and not state.ended:
        return _writing(state, seat)
    if seat.page == "questions" and not state.ended:
        return _remarks(state, seat)
    if run and run.phase == "open" and not state.ended:
        return _open(state, run, seat, now)
    if in_paper(state, seat):
        return replace(_paper(state, run, seat), code=seat.code)
    if state.ended or state.ranked:
        return ranking(state, me, board)
    if run is None or run.phase == "skipped":
        return _lobby(state, seat, way_back)
    return _counted(state, run, seat, board.get(me))


def _lobby(state: State, seat: Seat, way_back: str) -> View:
    person = state.attendees[seat.attendee or ""]
    paper = state.paper if state.paper and state.paper.open else None
    done = paper.place(seat.attendee or "") if paper else 0
    lobby = Lobby(
        len(state.present),
        len(paper.runs) if paper else 0,
        done,
        person.team,
        not person.renamed,
        not state.runs,
    )
    back = f"Line dropped? {way_back.format(code=seat.code)}" if seat.code else ""
    note, good = _said(seat, back)
    return View(lobby, aside="Podium quiz", note=note, good=good)


def _said(seat: Seat, otherwise: str = "") -> tuple[str, bool | None]:
    """What came of the last thing the attendee did, and whether it is good news."""
    if seat.problem:
        return seat.problem, False
    return (seat.news, True) if seat.news else (otherwise, None)


# ---------------------------------------------------------------------------- a question


def _open(state: State, run: Run, seat: Seat, now: float) -> View:
    """A question that takes answers, and what of an answer there is."""
    given = run.answers.get(seat.attendee or "")
    mine = seat if seat.run in (run.number, -run.number) else Seat(seat.attendee)
    letters = order_for(run.question, mine.attendee or "")
    asking = Asking(
        run.number, run.question, mine.order or letters, letters, mine.cursor,
        _sent(run, given), mine.picked, mine.held, mine.scroll,
    )  # fmt: skip
    paper = in_paper(state, seat)
    countdown = None
    if not paper and run.limit is not None:
        countdown = Countdown(run.seconds_left(now) or 0, run.limit)
    note, good = _said(seat)
    if given and not note and not mine.aside:
        note, good = _taken(run, given, mine)
    of = f" of {len(state.paper.runs)}" if paper and state.paper else ""
    return View(
        asking,
        name=state.attendees[seat.attendee or ""].name,
        attendee=seat.attendee or "",
        code=seat.code,
        aside=f"Question {run.number}{of}",
        note=note,
        good=good,
        countdown=countdown,
        entry=_entry(run, mine),
        points=_points(run, given, mine.attendee or "") if given else (),
        answered=given is not None,
        hint=_BESIDE if mine.aside else "",
    )


def _sent(run: Run, given: Given | None) -> tuple[int, ...]:
    """What was sent, as far as it is drawn among the choices."""
    if given is None:
        return ()
    if isinstance(run.question, Scale):
        return (int(given.answer.number or 0),)
    return given.answer.chosen


def _taken(run: Run, given: Given, seat: Seat) -> tuple[str, bool | None]:
    """That the answer is in, and how to have another."""
    question = run.question
    if isinstance(question, FixPrompt):
        found = judged(question.rubric, given.answer.texts[0])
        lacking = (mark.advice for mark in found.marks if mark.share is not None and not mark.met)
        return f"{found.score:.0%} is in. {next(lacking, 'All rules are met.')}", True
    if isinstance(question, Estimate):
        unit = f" {question.unit}" if question.unit else ""
        said = f"{figure(given.answer.number or 0.0)}{unit}"
        return f"{said} is in. Enter another to change it", True
    if typing(question):
        return "It is in. Enter sends another", True
    chosen = given.answer.chosen
    if isinstance(question, Scale):
        return f"{given.answer.number:g} is in. Enter another to change it", True
    if isinstance(question, Ordering):
        return "It is in. Backspace takes it back", True
    order = order_for(question, seat.attendee or "")
    letters = ", ".join(sorted(LETTERS[order.index(place)] for place in chosen))
    if len(chosen) > 1:
        return f"{letters} are in. Enter changes it", True
    return f"{letters} is in. Enter another to change it", True


def _entry(run: Run, seat: Seat) -> Entry | None:
    if not typing(run.question):
        return None
    unit = run.question.unit if isinstance(run.question, Estimate) else ""
    return Entry(seat.draft or "", seat.caret, longest(run.question), unit)


def _points(run: Run, given: Given, attendee: str) -> tuple[Point, ...]:
    """What the rubric says of the attendee's own prompt, rule by rule."""
    if not isinstance(run.question, FixPrompt):
        return ()
    near = run.nearness.get(attendee)
    marks = judged(run.question.rubric, given.answer.texts[0], near).marks
    why = run.phase == "revealed"
    return tuple(
        Point(mark.met, bool(mark.share), mark.advice, mark.rule.explanation if why else "")
        for mark in marks
        if mark.share is not None
    )


def _counted(state: State, run: Run, seat: Seat, standing: Standing | None) -> View:
    """What the room answered, and after the reveal how this attendee did."""
    screen, me = _result_screen(run, seat), seat.attendee or ""
    given, name = run.answers.get(me), state.attendees[me].name
    aside = f"Question {run.number}"
    if run.phase != "revealed":
        waiting = "The answer comes in a moment." if run.question.has_answer else "Thank you."
        if isinstance(run.question, Guess) and run.decided is None:
            waiting = "Now the model is run: what it says decides."
        note, good = _said(seat, f"Closed. {waiting}")
        return View(
            screen, name, aside, note, good, code=seat.code, attendee=me, answered=bool(given)
        )
    if standing and run.question.has_answer and run.scoring != "off":
        aside = f"{standing.points:,} points"
    note, good = _said(seat)
    if not note:
        note, good = result(run, me, standing)
    points = _points(run, given, me) if given else ()
    return View(
        screen, name, aside, note, good, code=seat.code, attendee=me, points=points,
        answered=bool(given),
    )  # fmt: skip


def _result_screen(run: Run, seat: Seat, alone: bool = False) -> Counted:
    given = run.answers.get(seat.attendee or "")
    return Counted(
        run.number,
        run.question,
        results(run),
        run.right,
        order_for(run.question, seat.attendee or ""),
        given.answer.chosen if given else (),
        given.answer.number if given else None,
        run.phase == "revealed",
        run.output,
        seat.scroll,
        alone,
    )


# ---------------------------------------------------------------------------- other pages


def _paper(state: State, run: Run | None, seat: Seat) -> View:
    """A question of the paper that is answered, or the end of it."""
    assert state.paper
    if run is None:
        questions = len(state.paper.runs)
        return View(
            Over(questions, paper=True), aside="Done", note=final(state, seat.attendee or "")
        )
    note, good = paper_result(run, seat.attendee or "")
    given = run.answers.get(seat.attendee or "")
    number = paper_place(state, seat) + 1
    return View(
        _result_screen(run, seat, alone=True),
        aside=f"Question {number} of {len(state.paper.runs)}",
        note=note,
        good=good,
        points=_points(run, given, seat.attendee or "") if given else (),
        hint="Enter goes on · Esc leaves it for later",
    )


def _remarks(state: State, seat: Seat) -> View:
    me = seat.attendee or ""
    shown = [state.remarks[key] for key in remarks_in_order(state)]
    listed = tuple(
        Listed(one.text, len(one.votes), me in one.votes, one.attendee == me) for one in shown
    )
    note, good = _said(seat)
    cursor = min(seat.cursor, len(listed) - 1) if seat.cursor is not None and listed else None
    return View(Remarks(listed, cursor), aside="Questions", note=note, good=good)


def _writing(state: State, seat: Seat) -> View:
    note, good = _said(seat)
    most = 16 if seat.page == "name" else 200
    entry = Entry(seat.typed, seat.caret, most)
    return View(Writing(seat.page, state.moderated), note=note, good=good, entry=entry)
