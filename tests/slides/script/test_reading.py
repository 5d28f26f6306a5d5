"""What is read from a voiceover script, and what is told of the rest."""

from pathlib import Path
from textwrap import dedent

import pytest

from slides.check import check
from slides.deck import Deck
from slides.durations import Span
from slides.loader import parse
from slides.script.gathered import NoScript, Read
from slides.script.reading import read_script
from slides.script.yamltext import deck_text

SCRIPT = """\
# 🎤 Voiceover Script
## "Pumps and pipes"

**Speaker:** Ada
**Duration:** 20-22 minutes (+ 5-8 min Q&A)
**Pace:** ~130-150 words per minute
**Mood:** sunny

---

## SLIDE 1: WELCOME [30 seconds]

**[Wait for silence]**

Good morning. This **really** is about pumps.


Let's go.

---

## SLIDE 2-3: VALVES [4 minutes total]

Valves open.

[NEXT SLIDE]

Valves close. ## this is no heading

```
## SLIDE 9: neither is this
```

## Slide 4 - The pump: live [2.5 minutes]

**[SHOW THE BIG PUMP DIAGRAM]**

It pumps.

**[OPTIONAL: if asked]**
> "It was built in 1920."
> Nobody knows by whom.

## 🙋 Q&A SESSION [5-8 minutes]

**[Sit down]**

**Q: "Does it leak?"**
A: Never on a Monday. It has
two seals.

And a third, for Sundays.

**Q: "Unanswered?"**

## CLOSING REMARKS [30 seconds]

Thank you.

**END OF SCRIPT**

**Total time:** 20 minutes

**Note:**
- The big pump can be shortened to 1-2 minutes by skipping the diagram
- Slide 2 can be skipped if time is short
- Drink some water

## 🎯 DELIVERY TIPS

1. **Pace:** stay calm
   and slow
2. Check the clock at slide 4 (should be ~12 min mark)

---

Printed on recycled paper.
"""


def read(text: str) -> Read:
    return read_script(dedent(text))


def deck(text: str = SCRIPT) -> Deck:
    found = read(text)
    return parse(deck_text(found.talk, found.slides, "Here."), Path("talk.yaml")).deck


def test_the_header() -> None:
    talk = deck().talk
    assert (talk.talk, talk.speaker) == ("Pumps and pipes", "Ada")
    assert (talk.duration, talk.qa) == (Span(1200, 1320), Span(300, 480))
    assert (talk.pace.low, talk.pace.high) == (130, 150)


def test_slides_with_ids_titles_budgets_and_parts() -> None:
    assert [(s.slide, s.title, s.budget, s.part) for s in deck().slides] == [
        ("welcome", "WELCOME", 30, "talk"),
        ("valves-1", "VALVES (1)", 120, "talk"),
        ("valves-2", "VALVES (2)", 120, "talk"),
        ("the-pump-live", "The pump: live", 150, "talk"),
        ("q-a-session", "Q&A SESSION", None, "qa"),
        ("closing-remarks", "CLOSING REMARKS", 30, "closing"),
    ]


def test_notes_with_cues_and_without_bold() -> None:
    notes = [slide.notes for slide in deck().slides]
    assert notes[0] == (
        "[Wait for silence]\n\nGood morning. This really is about pumps.\n\nLet's go.\n"
    )
    assert notes[1] == "Valves open.\n"
    assert "## this is no heading" in notes[2]
    assert "## SLIDE 9: neither is this" in notes[2]
    assert notes[4:] == ["[Sit down]\n", "Thank you.\n"]


def test_what_is_said_only_if_asked_is_a_cue_and_not_counted() -> None:
    found = deck().slides[3].notes
    assert found.replace("\n", " ").endswith(
        '[OPTIONAL: if asked: "It was built in 1920." Nobody knows by whom.] '
    )


def test_questions_and_answers() -> None:
    assert [(pair.ask, pair.answer) for pair in deck().talk.answers] == [
        (
            "Does it leak?",
            "Never on a Monday. It has two seals.\n\nAnd a third, for Sundays.",
        )
    ]


def test_cuts_checkpoints_and_tips() -> None:
    talk = deck().talk
    assert [(cut.slide, cut.to, cut.how) for cut in talk.cut] == [
        ("the-pump-live", 90, "skipping the diagram"),
        ("valves-1", 0, "if time is short"),
    ]
    assert [(point.at, point.by) for point in talk.checkpoints] == [("the-pump-live", 720)]
    assert talk.tips == (
        "Pace: stay calm and slow",
        "Check the clock at slide 4 (should be ~12 min mark)",
        "Drink some water",
    )


def test_what_was_not_understood_is_told_line_by_line() -> None:
    lines = SCRIPT.splitlines()
    told = [(line.line, line.text) for line in read(SCRIPT).unread]
    assert told == [
        (lines.index(text) + 1, text)
        for text in (
            "**Mood:** sunny",
            '**Q: "Unanswered?"**',
            "**Total time:** 20 minutes",
            "Printed on recycled paper.",
        )
    ]


def test_the_deck_loads_and_passes_the_check_without_errors() -> None:
    found = read(SCRIPT)
    text = deck_text(found.talk, found.slides, "Here.")
    problems = check(parse(text, Path("talk.yaml"))).findings
    assert not [problem for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("heading", "title", "budget"),
    [
        ("## SLIDE 1: ONE [90 seconds]", "ONE", 90),
        ("# Slide 1 - One (1 min)", "One", 60),
        ("### SLIDE 1. One [1 minute 30 seconds]", "One", 90),
        ("## SLIDE 1: One [~2 mins]", "One", 120),
        ("## SLIDE 1: One [1.5h]", "One", 5400),
        ("## SLIDE 1: One [2m30s]", "One", 150),
        ("## SLIDE 1: 3 - 4 is less than nothing [1-2 minutes]", "3 - 4 is less than nothing", 90),
        ("## SLIDE 1: One [soon]", "One [soon]", None),
        ("## SLIDE 1: One [0 minutes]", "One [0 minutes]", None),
        ("## SLIDE 1: One (twice) []", "One (twice)", None),
        ("## SLIDE 1", "", None),
    ],
)
def test_headings(heading: str, title: str, budget: float | None) -> None:
    slide = deck(f"{heading}\n\nWords.\n").slides[0]
    assert (slide.title, slide.budget) == (title, budget)


def test_ids_are_made_of_titles_and_never_twice() -> None:
    text = "\n\n".join(
        f"## SLIDE {n}: {title}"
        for n, title in enumerate(["Don't!", "Don't!", "42 ways", "水", "X {#dont-3}", "Don't?"])
    )
    assert [slide.slide for slide in deck(text).slides] == [
        "dont", "dont-2", "slide-42-ways", "slide-4", "dont-3", "dont-4",
    ]  # fmt: skip


def test_shares_of_a_range_add_up() -> None:
    slides = deck("## SLIDES 4-6: THREE [100 seconds total]\n\na\n\n[NEXT SLIDE]\n\nb\n").slides
    assert [slide.budget for slide in slides] == [33, 33, 34]
    assert [slide.notes for slide in slides] == ["a\n", "b\n", ""]
    each = deck("## SLIDE 4-5: TWO [1 minute each]\n").slides
    assert [slide.budget for slide in each] == [60, 60]


def test_a_note_that_fits_several_slides_or_none_is_a_tip() -> None:
    talk = deck(
        """\
        ## SLIDE 1: Live demo of pumps
        ## SLIDE 2: Live demo of pipes
        ## NOTES
        - The live demo can be shortened to 1 minute
        - The finale can be skipped
        - Slide 7 can be skipped
        - #live-demo-of-pipes can be shortened to 20 seconds: talk fast
        """
    ).talk
    assert [(cut.slide, cut.to, cut.how) for cut in talk.cut] == [
        ("live-demo-of-pipes", 20, "talk fast")
    ]
    assert len(talk.tips) == 3


def test_braces_are_no_variables() -> None:
    assert deck("## SLIDE 1: {{x}}\n\nSay {{name}}.\n").slides[0].notes == "Say {{name}}.\n"


@pytest.mark.parametrize("text", ["", "Just words.", "# Title\n\n## Chapter\n\nWords."])
def test_a_text_without_slides_is_no_script(text: str) -> None:
    with pytest.raises(NoScript, match="it has no slides"):
        read(text)


def test_a_script_without_a_title_takes_the_one_given() -> None:
    assert read_script("## SLIDE 1: ONE", "a-file").talk["talk"] == "a-file"


def test_long_texts_stand_in_blocks() -> None:
    found = read("## SLIDE 1: ONE\n\n" + "Words that are said. " * 20 + "\n\nMore.\n")
    text = deck_text(found.talk, found.slides, "Here.")
    assert "notes: |\n  Words that are said." in text
    assert max(map(len, text.splitlines())) <= 100
