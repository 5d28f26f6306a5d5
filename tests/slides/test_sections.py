"""Sections and what their budgets add up to."""

from slides.planning import plan_of
from slides.sections import section_sums
from tests.slides.makers import deck

TEXT = """\
talk: x
---
{slide: a, budget: 1m, notes: one two}
---
{slide: b, budget: 2m, section: First}
---
{slide: c, budget: 3m, notes: three, hidden: yes}
---
{slide: d, budget: 4m, notes: four}
---
{slide: e, budget: 5m, section: Second, part: qa}
"""


def test_a_section_goes_on_to_the_next_and_adds_up_without_hidden_slides() -> None:
    plan = plan_of(deck(TEXT))
    assert [planned.section for planned in plan.slides] == ["", "First", "First", "Second"]
    sums = section_sums(plan)
    found = [(s.section, s.first, s.slides, s.budget, s.words, s.begins) for s in sums]
    assert found == [
        ("", "a", 1, 60, 2, 0),
        ("First", "b", 2, 360, 1, 60),
        ("Second", "e", 1, 300, 0, 420),
    ]


def test_a_deck_without_sections_has_no_sums() -> None:
    assert section_sums(plan_of(deck("talk: x\n---\n{slide: a, budget: 1m}"))) == ()
