"""The leaderboard and the end, as an attendee sees them. Pure."""

from collections.abc import Mapping
from itertools import islice

from quiz.core import State
from quiz.once import once
from quiz.scoring import Standing, paper_standings, scored, standings, team_standings
from quiz.screens import Board, Over, Row, View

SHOWN = 10
"""Places that everybody sees."""


def ranking(state: State, attendee: str, board: Mapping[str, Standing]) -> View:
    """The first ten, and the attendee's own place."""
    standing, rows = board.get(attendee), _rows(state, board)
    if state.ended:
        note = _placed(standing, len(board), scored(state))
        return View(
            Over(len(state.runs), rows if scored(state) else ()), aside="The end", note=note
        )
    note = f"You: place {standing.place} of {len(board):,}" if standing else ""
    if standing and state.attendees[attendee].team:
        note += f", for {state.attendees[attendee].team}"
    return View(Board(rows, _teams(state), len(board)), aside="Leaderboard", note=note)


def _rows(state: State, board: Mapping[str, Standing]) -> tuple[Row, ...]:
    """The first ten; without names while the host hides them."""
    rows = []
    for key, one in islice(board.items(), SHOWN):
        name = "(name hidden)" if state.names_hidden else state.attendees[key].name
        rows.append(Row(one.place, name, one.points, key))
    return tuple(rows)


@once
def _teams(state: State) -> tuple[Row, ...]:
    teams = team_standings(state, standings(state)) if state.teams else ()
    return tuple(Row(one.place, one.team, round(one.points)) for one in teams)


def final(state: State, attendee: str) -> str:
    """How the attendee did in the paper."""
    board = _paper_board(state)
    questions = sum(run.question.has_answer for run in state.paper.runs) if state.paper else 0
    return _placed(board.get(attendee), len(board), questions)


@once
def _paper_board(state: State) -> dict[str, Standing]:
    return paper_standings(state)


def came_in(state: State, attendee: str, board: Mapping[str, Standing]) -> str:
    """How the attendee did in the quiz, for the last line; "" where nothing was to be won."""
    standing, questions = board.get(attendee), scored(state)
    return _placed(standing, len(board), questions) + "." if standing and questions else ""


def _placed(standing: Standing | None, people: int, questions: int) -> str:
    if standing is None or not questions:
        return "Thank you for taking part."
    return (
        f"{standing.right} of {questions} right, {standing.points:,} points:"
        f" place {standing.place} of {people}"
    )
