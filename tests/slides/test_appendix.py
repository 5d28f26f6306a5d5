"""The appendix: at the end, in no sum, and an excursion to it leaves the talk where it was."""

from pathlib import Path

import pytest

from slides.deck import Deck
from slides.figures import figures_of
from slides.loader import parse_deck
from slides.pacing import pace, section_pace
from slides.planning import plan_of
from slides.problems import DeckErrors
from slides.script.writing import write_script
from slides.takes import report
from slides.talk import Ended, Event, Moved, Opened, Started, replay

TEXT = """\
talk: With an appendix
duration: 2m
qa: 1m
---
slide: one
section: All
title: One
budget: 1m
notes: Good morning to all of you.
---
slide: two
title: Two
budget: 1m
---
slide: questions
part: qa
budget: 1m
---
slide: detail
section: Details
title: A detail
part: appendix
notes: What nobody asked.
---
slide: more
part: appendix
"""


@pytest.fixture
def deck() -> Deck:
    return parse_deck(TEXT, Path("talk.yaml"))


def opening(deck: Deck) -> Opened:
    return Opened(at=0, deck="talk.yaml", title="T", plan=plan_of(deck), slide="one")


def test_it_is_in_no_sum(deck: Deck) -> None:
    plan, figures = plan_of(deck), figures_of(deck)
    assert [planned.budget for planned in plan.slides] == [60, 60, 60, 0, 0]
    assert (figures.budget, figures.qa_budget, figures.verdict) == (120, 60, "fits")
    assert [section.section for section in figures.sections] == ["All"]
    assert figures.words == 6


def test_its_slides_are_numbered_apart(deck: Deck) -> None:
    plan = plan_of(deck)
    assert [plan.number(slide.slide) for slide in deck.slides] == [
        *("1/3", "2/3", "3/3"),
        *("A1/2", "A2/2"),
    ]


def test_nobody_walks_into_it_or_out_of_it(deck: Deck) -> None:
    plan = plan_of(deck)
    assert plan.beside("questions", 1, {}) is None
    assert plan.beside("detail", -1, {}) is None
    assert plan.beside("detail", 1, {}) == "more"
    assert plan.beside("one", 1, {"two": 0.0}) == "questions"


def test_the_talk_stands_where_it_was_left(deck: Deck) -> None:
    events: list[Event] = [opening(deck), Started(at=0), Moved(at=60, slide="two", step=0)]
    events.append(Moved(at=70, slide="detail", step=0))
    state = replay(events)
    assert state
    standing, section = pace(state, 100), section_pace(state, 100)
    assert (standing.on_slide, standing.budget, standing.due) == (10, 60, 70)
    assert (standing.drift, standing.finish) == (30, 150)
    assert section
    assert section.section == "All"
    back = replay(
        [*events, Moved(at=110, slide="more", step=0), Moved(at=120, slide="two", step=0)]
    )
    assert back
    assert (back.stood_on, pace(back, 125).on_slide) == ("", 15)


def test_a_take_has_no_row_for_it(deck: Deck) -> None:
    events: list[Event] = [opening(deck), Started(at=0), Moved(at=60, slide="two", step=0)]
    events += [Moved(at=120, slide="questions", step=0), Moved(at=150, slide="detail", step=0)]
    events.append(Ended(at=180))
    take = report(events)
    assert [row.slide for row in take.slides] == ["one", "two", "questions"]
    assert (take.talk, take.verdict) == (120, "fits")


def test_it_is_not_in_the_script(deck: Deck) -> None:
    assert "A detail" not in write_script(deck)


def test_it_stands_at_the_end() -> None:
    with pytest.raises(DeckErrors) as caught:
        parse_deck(TEXT + "---\nslide: late\n", Path("talk.yaml"))
    (problem,) = caught.value.problems
    assert "the appendix stands at the end" in problem.message
    assert problem.line == TEXT.count("\n") + 2


def test_a_deck_is_more_than_an_appendix() -> None:
    with pytest.raises(DeckErrors, match="there is no talk"):
        parse_deck("talk: None\n---\nslide: one\npart: appendix\n", Path("talk.yaml"))
