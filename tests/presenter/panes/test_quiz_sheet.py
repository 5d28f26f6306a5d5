"""The quiz's sheet on its slide: it fits, and shows no more than may be seen yet."""

from pathlib import Path

import pytest
from rich.text import Text

from presenter.panes.quiz_asked import Asked
from presenter.panes.quiz_prompts import ballot
from presenter.panes.quiz_sheet import sheet
from quiz.answers import Answer
from quiz.core import Closed, Event, Revealed, TextHidden, fold
from quiz.question import SHAPES, AnyQuestion
from tests.presenter.panes.quiz_slide import PROMPTS, rehearsed, render_lines
from tests.quiz.examples import (
    FIX_PROMPT,
    GOOD,
    KINDS,
    METHOD,
    ORDERING,
    TEXT,
    answer,
    asked,
    finished,
    say,
)


@pytest.mark.parametrize("size", [(78, 19), (118, 33), (40, 12)])
@pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)
def test_every_kind_fits_in_every_phase(question: AnyQuestion, size: tuple[int, int]) -> None:
    """All lines are as wide as the pane at most, and the last one says how it stands."""
    width, room = size
    states = [asked(question), [*asked(question), say(1, GOOD[question.question])]]
    states.append([*states[-1], Closed(at=31, run=1, by="host")])
    states.append(finished(say(1, GOOD[question.question]), question=question))
    for events in states:
        for picked in (None, 0, 1):
            run = fold(events).run
            drawn = sheet(Asked(question, run, None, picked, 3), width, room)
            shown = render_lines(drawn, width)
            assert len(shown) <= room, (question.question, picked, shown)
            assert max(map(len, shown)) <= width
            assert "answer" in shown[-1]


def test_what_sways_is_not_shown_while_answers_come_in() -> None:
    run = fold([*asked(), answer(1, 1), answer(2, 1)]).run
    hidden = sheet(Asked(METHOD, run, None, None, 4), 78, 19)
    assert not any("◆" in line and "█" in line for line in render_lines(hidden, 78))
    live = sheet(Asked(METHOD, run, None, None, 4, live=True), 78, 19)
    assert any("◆" in line and "█" in line for line in render_lines(live, 78))


def test_an_ordering_is_not_shown_in_its_right_order_before_the_reveal() -> None:
    good = say(1, GOOD["recipe"])
    for events in (asked(ORDERING), [*asked(ORDERING), good, Closed(at=31, run=1, by="host")]):
        drawn = sheet(Asked(ORDERING, fold(events).run, None, None, 3), 78, 19)
        shown = [line for line in render_lines(drawn, 78) if line and line[0] in SHAPES[:4]]
        assert len(shown) == 4
        assert [line.split("  ", 1)[1].strip() for line in shown] != list(ORDERING.items)


def test_texts_wait_for_the_reveal_and_hidden_ones_are_never_shown() -> None:
    told = [*asked(TEXT), say(1, Answer(texts=("rude",))), say(2, Answer(texts=("Rapid AI",)))]
    closed = [*told, Closed(at=31, run=1, by="host")]
    shown = "\n".join(render_lines(sheet(Asked(TEXT, fold(closed).run, None, None, 3), 78, 19), 78))
    assert "rude" not in shown
    hidden: list[Event] = [TextHidden(at=32, run=1, attendee="p1"), Revealed(at=33, run=1)]
    state = fold([*closed, *hidden])
    shown = "\n".join(render_lines(sheet(Asked(TEXT, state.run, None, None, 3), 78, 19), 78))
    assert "Rapid AI" in shown
    assert "rude" not in shown


def test_the_best_prompts_are_nameless_and_make_a_ballot() -> None:
    told = [*asked(FIX_PROMPT), *(say(n, Answer(texts=(t,))) for n, t in enumerate(PROMPTS, 1))]
    ends: list[Event] = [Closed(at=31, run=1, by="host"), Revealed(at=32, run=1)]
    run = fold([*told, *ends]).run
    assert run
    shown = "\n".join(render_lines(sheet(Asked(FIX_PROMPT, run, None, None, 3), 118, 33), 118))
    assert "Guest" not in shown
    assert "names a format" in shown
    assert PROMPTS[0][:40] in shown
    poll = ballot(run)
    assert poll
    assert [one.text for one in poll.options] == list(PROMPTS[:3])
    only = fold([*told[:5], *ends]).run
    assert only
    assert ballot(only) is None


def test_only_the_scores_of_the_best_prompts_are_coloured(tmp_path: Path) -> None:
    told = [say(n, Answer(texts=(text,))) for n, text in enumerate(PROMPTS, 1)]
    room = rehearsed(tmp_path, finished(*told, question=FIX_PROMPT))
    run = room.state.run
    assert run
    drawn = sheet(Asked(FIX_PROMPT, run, None, None, 3), 118, 33)
    best = next(one for one in drawn if isinstance(one, Text) and PROMPTS[0][:30] in one.plain)
    assert best.style == ""
    assert [(span.start, span.end) for span in best.spans if "warm" in str(span.style)] == [(0, 7)]
