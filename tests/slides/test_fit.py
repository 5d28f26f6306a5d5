"""Budgets fitted to takes: what is proposed, and that the deck's text keeps everything else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.fit import Proposal, Unfit, propose, refit
from slides.loader import Loaded, load, parse
from slides.marks import read
from slides.planning import plan_of
from slides.take import TakeReport
from tests.slides.makers import HERE, loaded
from tests.slides.takers import plan_with, spoken, taken

DECK = """\
# The talk; `budget: 9m` in a comment is no budget.
talk:   "A talk"   # with a comment
cut: [{slide: b, to: 30s}]
---
slide: a
budget: 1m      # what the first take had
notes: |
  budget: 1m is said here, too.
---
{slide: b, budget: '2m', notes: "Words."}
---
title: Third
budget:
    90s
slide: c
---
slide: open
---
slide: q
part: qa
budget: 5m
"""


def takes(*times: tuple[float, ...], text: str = DECK) -> list[TakeReport]:
    plan = plan_of(loaded(text).deck)
    return [taken(plan, seconds) for seconds in times]


def changed(proposals: dict[str, float], text: str = DECK) -> str:
    deck = loaded(text)
    found = [Proposal(slide=n, title="", before=1, after=s, takes=1) for n, s in proposals.items()]
    edited, kept = refit(deck, found, {HERE: text})
    assert not kept
    return edited.get(HERE, text)


def test_budgets_are_medians_in_steps_of_five_seconds() -> None:
    fit = propose(
        loaded(DECK).deck,
        takes((61, 100, 90, 20, 60), (72, 131, 92, 20, 60), (81, 132, 88, 20, 60)),
    )
    assert [(p.slide, p.before, p.after, p.takes) for p in fit.proposals] == [
        ("a", 60, 70, 3),
        ("b", 120, 130, 3),
    ]
    assert [(kept.slide, kept.why) for kept in fit.kept] == [
        ("open", "the deck leaves its budget open"),
        ("q", "questions take what the programme gives"),
    ]


def test_a_slide_that_no_take_shows_whole_keeps_its_budget() -> None:
    fit = propose(loaded(DECK).deck, takes((60, 121, 44)))
    assert ("c", "no take shows all of it") in [(kept.slide, kept.why) for kept in fit.kept]


def test_takes_of_other_slides_are_refused_or_left_out() -> None:
    deck = loaded(DECK).deck
    other = taken(plan_with(spoken("a"), spoken("gone")), [99, 99])
    with pytest.raises(Unfit, match="the last take has slides that the deck does not: gone"):
        propose(deck, [*takes((60, 120, 90)), other])
    fit = propose(deck, [other, *takes((80, 120, 90, 30))])
    assert (fit.takes, fit.proposals[0].after) == (1, 80)
    with pytest.raises(Unfit, match="there are no takes"):
        propose(deck, [])


def test_only_the_values_change_whatever_their_form() -> None:
    assert changed({"a": 75, "b": 150, "c": 60}) == DECK.replace(
        "budget: 1m      #", "budget: 1m15s      #"
    ).replace("'2m'", "'2m30s'").replace("90s", "1m")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_stay(end: str, mark: str) -> None:
    text = mark + DECK.replace("\n", end)
    assert changed({"a": 75}, text) == text.replace("1m      #", "1m15s      #")


def test_a_budget_that_is_no_plain_duration_is_left_to_its_writer() -> None:
    text = "talk: T\nvariables: {long: 2m}\n---\nslide: a\nbudget: '{{long}}'\n---\nslide: b\n"
    text += "budget: &two 2m\n---\nslide: c\nbudget: >\n  2m\n"
    proposals = [Proposal(slide=n, title="", before=120, after=60, takes=1) for n in "abc"]
    edited, kept = refit(loaded(text), proposals, {HERE: text})
    assert edited == {}
    assert [row.why for row in kept] == ["its budget is not a plain duration; write 1m by hand"] * 3


def test_a_deck_that_was_changed_meanwhile_is_not_written() -> None:
    proposal = Proposal(slide="a", title="", before=60, after=70, takes=1)
    with pytest.raises(Unfit, match="was changed just now"):
        refit(loaded(DECK), [proposal], {HERE: "# new\n" + DECK})


def test_budgets_of_included_files_are_changed_there(tmp_path: Path) -> None:
    main, part = tmp_path / "talk.yaml", tmp_path / "part.yaml"
    main.write_text("talk: T\n---\ninclude: part.yaml\n---\nslide: b\nbudget: 1m\n")
    part.write_text("slide: a\nbudget: 2m\n")
    deck: Loaded = load(main)
    found = [Proposal(slide=n, title="", before=1, after=200, takes=1) for n in "ab"]
    edited, _ = refit(deck, found, {path: path.read_text() for path in (main, part)})
    assert edited == {
        main: main.read_text().replace("1m", "3m20s"),
        part: "slide: a\nbudget: 3m20s\n",
    }


FORMS = st.sampled_from(["budget: {}", 'budget: "{}"', "budget:   '{}'  # so", "budget:\n  {}"])


@given(
    st.lists(
        st.tuples(FORMS, st.integers(1, 7200), st.integers(1, 1400), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_the_deck_reads_the_same_but_for_its_budgets(
    slides: list[tuple[str, int, int, bool]],
) -> None:
    text = "talk: T\n"
    for n, (form, seconds, _, comment) in enumerate(slides):
        text += f"---\n{'# budget: 1m' * comment}\nslide: s{n}\n{form.format(f'{seconds}s')}\n"
        text += "notes: |\n  Said.\n"
    new = {f"s{n}": fives * 5.0 for n, (_, _, fives, _) in enumerate(slides)}
    edited = changed({n: s for n, s in new.items() if s != parsed(text)[n]}, text)
    assert parsed(edited) == new
    before, after = read(text).documents, read(edited).documents
    for old, late in zip(before[1:], after[1:], strict=True):
        assert {**old, "budget": ""} == {**late, "budget": ""}
    assert changed({}, text) == text


def parsed(text: str) -> dict[str, float | None]:
    return {slide.slide: slide.budget for slide in parse(text, HERE).deck.slides}
