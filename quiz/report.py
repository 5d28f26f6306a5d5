"""How a quiz went: every question and every attendee, from the log alone. Pure.

Attendees are P001, P002 … in the order in which they joined, unless their names are asked for;
there is nothing else about them in the log.
"""

from collections.abc import Mapping, Sequence
from statistics import StatisticsError, correlation, fmean, median, quantiles

from quiz.core import Given, Remark, Run, State
from quiz.credit import credits_of, is_right
from quiz.findings import AttendeeReport, Cell, QuestionReport, RemarkReport, Report, Slice
from quiz.question import LETTERS
from quiz.results import figure, results
from quiz.scoring import paper_standings, points, standings

FEWEST = 5
"""Attendees below whom nothing is said of how well a question tells them apart."""


def report(state: State, room: str, *, named: bool = False) -> Report:
    """What there is to tell of a room."""
    runs = _runs(state)
    labels = {key: _label(state, key, named) for key in state.attendees}
    credit = {number: dict(credits_of(run)) for number, run, _ in runs}
    joined = [one.joined_at for one in state.attendees.values()]
    paces = [one.pace for one in state.paces.values()]
    return Report(
        room=room,
        begun=min(joined, default=None),
        ended=state.ended,
        named=named,
        questions=tuple(
            _question(state, number, run, own, _discrimination(number, runs, credit))
            for number, run, own in runs
        ),
        attendees=tuple(_attendees(state, runs, labels)),
        remarks=tuple(_remark(one, labels) for one in state.remarks.values()),
        paces={pace: paces.count(pace) for pace in sorted(set(paces))},
    )


_Runs = Sequence[tuple[int, Run, bool]]
"""Numbered from 1: those put to the room, then those taken at one's own pace."""


def _runs(state: State) -> _Runs:
    own = state.paper.runs if state.paper else ()
    whole = [(run, False) for run in state.runs] + [(run, True) for run in own]
    return [(number, run, is_own) for number, (run, is_own) in enumerate(whole, 1)]


def _label(state: State, attendee: str, named: bool) -> str:
    return state.attendees[attendee].name if named else f"P{int(attendee[1:]):03}"


# ---------------------------------------------------------------------------- questions


def _question(
    state: State, number: int, run: Run, own_pace: bool, discrimination: float | None
) -> QuestionReport:
    drawn, credit = results(run), list(credits_of(run).values())
    scored = run.question.has_answer and run.phase != "skipped"
    right = sum(is_right(run, share) for share in credit) if scored else None
    answers = len(run.answers)
    return QuestionReport(
        number=number,
        question=run.question.question,
        kind=run.question.kind,
        ask=run.question.ask,
        own_pace=own_pace,
        phase=run.phase,
        reached=_reached(state, run, own_pace),
        answered=answers,
        right=right,
        difficulty=round(right / answers, 3) if right is not None and answers else None,
        credit=round(fmean(credit), 3) if scored and credit else None,
        discrimination=discrimination,
        times=_times([given.took for given in run.answers.values()]),
        slices=tuple(
            Slice(
                label=bar.label,
                count=bar.count,
                share=round(bar.count / answers, 4) if answers else 0.0,
                right=bar.right,
            )
            for bar in drawn.bars
        ),
        said=drawn.said,
        explanation=run.question.explanation,
    )


def _reached(state: State, run: Run, own_pace: bool) -> int:
    """Who was there before the next question came, and who answered in any case."""
    later = [one.opened_at for one in state.runs if one.opened_at > run.opened_at]
    over = min(later, default=float("inf")) if not own_pace else float("inf")
    there = {key for key, one in state.attendees.items() if one.joined_at < over}
    return len(there | set(run.answers))


def _times(took: Sequence[float]) -> tuple[float, float, float] | None:
    if not took:
        return None
    if len(took) == 1:
        return took[0], took[0], took[0]
    tenths = quantiles(took, n=10, method="inclusive")
    return round(tenths[0], 2), round(median(took), 2), round(tenths[-1], 2)


def _discrimination(
    number: int, runs: _Runs, credit: Mapping[int, Mapping[str, float]]
) -> float | None:
    """Item-rest correlation: of those who took part, an answer that was not given earns 0."""
    scored = {n for n, run, _ in runs if run.question.has_answer and run.phase == "revealed"}
    scored |= {n for n, run, own in runs if own and run.question.has_answer}
    if number not in scored or len(scored) < 2:
        return None
    people = sorted({who for n in scored for who in credit[n]})
    if len(people) < FEWEST:
        return None
    item = [credit[number].get(who, 0.0) for who in people]
    rest = [sum(credit[n].get(who, 0.0) for n in scored if n != number) for who in people]
    try:
        return round(correlation(item, rest), 3)
    except StatisticsError:  # all the same
        return None


# ---------------------------------------------------------------------------- attendees


def _attendees(state: State, runs: _Runs, labels: Mapping[str, str]) -> list[AttendeeReport]:
    board, own_board = standings(state), paper_standings(state)
    told = []
    for key, one in state.attendees.items():
        cells = [_cell(n, run, key, run.answers[key]) for n, run, _ in runs if key in run.answers]
        live, own = board.get(key), own_board.get(key)
        told.append(
            AttendeeReport(
                attendee=labels[key],
                team=one.team,
                place=live.place if live else None,
                points=(live.points if live else 0) + (own.points if own else 0),
                right=(live.right if live else 0) + (own.right if own else 0),
                answered=len(cells),
                took=round(median(cell.took for cell in cells), 2) if cells else None,
                sent_out=one.kicked,
                cells=tuple(cells),
            )
        )
    return told


def _cell(number: int, run: Run, attendee: str, given: Given) -> Cell:
    share = credits_of(run)[attendee]
    scored = run.question.has_answer and run.phase != "skipped"
    return Cell(
        number=number,
        answer="(hidden)" if attendee in run.hidden else said(run, given),
        right=is_right(run, share) if scored else None,
        credit=round(share, 3),
        points=points(run, given, share) if scored else 0,
        took=round(given.took, 2),
    )


def said(run: Run, given: Given) -> str:
    """An answer in a few words: letters and options, a number, or what was written."""
    answer = given.answer
    if answer.number is not None:
        return figure(answer.number)
    if answer.texts:
        return " · ".join(answer.texts)
    if run.question.choices:
        options = run.question.choices
        return " · ".join(f"{LETTERS[place]} {options[place].text}" for place in answer.chosen)
    return " ".join(str(place + 1) for place in answer.chosen)


def _remark(one: Remark, labels: Mapping[str, str]) -> RemarkReport:
    return RemarkReport(
        attendee=labels.get(one.attendee, ""),
        text=one.text,
        to=one.to,
        votes=len(one.votes),
        verdict=one.verdict,
    )
