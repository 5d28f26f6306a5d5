"""Import, export, import again: the same deck; and decks that scripts can express survive."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slides.deck import Answer, Checkpoint, Cut, Deck, Slide, Talk
from slides.durations import Span
from slides.loader import parse
from slides.script.gathered import NoScript
from slides.script.mend import mend
from slides.script.notes import notes_of
from slides.script.reading import read_script
from slides.script.writing import write_script
from slides.script.yamltext import deck_text

HERE = Path("talk.yaml")
SEED = Path(__file__).parents[4] / "shared" / "seeds" / "001_voiceover_script.md"


def deck_of(script: str) -> Deck:
    read = read_script(script)
    return parse(deck_text(read.talk, read.slides, "A script."), HERE).deck


ODDITIES = (
    "# ", "## ", "---", "***", "```", "**Q: ", "A: ", "Q:", "**", "[", "]", "{", "}", "{{x}}", "\\",
    "SLIDE 2: ", "[NEXT SLIDE]", "[2 minutes]", "{#an-id}", "{.qa}", "**END OF SCRIPT**", "> ",
    "- ", "1. ", "    ", "\n", "\n\n", "\r\n", "\t", "Q&A", "## TIPS", "**Note:**",
    "[OPTIONAL: ask]", "**Pace:** 120-150", "**Duration:** 20 minutes",
    "**Checkpoint:** SLIDE 1 by 3 minutes",
    "the slide can be shortened to 1 minute by haste", "check the time at slide 2 (2 minutes)",
    "\u2028", "\x00", "🎤", "é", "'", '"', ": ", "#", "|", ">", "word ", "longer words than these ",
)  # fmt: skip
WILD = st.lists(st.sampled_from(ODDITIES), max_size=40).map("".join)


@settings(deadline=None, max_examples=300)
@given(WILD, WILD, st.sampled_from(["SLIDE 1: ONE", "SLIDE 1-3: MANY [6 minutes total]", "Q&A"]))
def test_whatever_a_script_says_the_deck_loads_and_comes_back(
    header: str, said: str, heading: str
) -> None:
    script = f"{header}\n\n## {heading}\n\n{said}\n\n## SLIDE 7: LAST [90 seconds]\n\n{said}\n"
    try:
        deck = deck_of(script)
    except NoScript:  # an open fence swallows every heading
        assert "```" in header
        return
    assert deck_of(write_script(deck)) == deck


WORDS = st.lists(
    st.sampled_from(["One", "two's", "#3", "- four", "5.", "Q:", "**", "(six)", "x]", "é", "{7}"]),
    min_size=1,
    max_size=30,
).map(" ".join)
"""Text on a line; without pairs of stars, which a script takes for bold."""
LINE = WORDS.map(lambda text: text.replace("**", "*"))
NOTES = st.lists(st.one_of(LINE, st.just(""), st.just("[a cue]")), max_size=8).map(notes_of)
SECONDS = st.integers(1, 4 * 3600).map(float)
SPAN = st.tuples(SECONDS, SECONDS).map(lambda pair: Span(min(pair), max(pair)))
IDS = st.lists(
    st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True),
    min_size=1,
    max_size=6,
    unique=True,
)


PAIRS = st.lists(
    st.tuples(LINE, LINE), max_size=3, unique_by=lambda pair: " ".join(pair[0].casefold().split())
)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Decks that scripts can express: with nothing on their slides, and times in whole seconds."""
    names = draw(IDS)
    slides = tuple(
        Slide(
            slide=name,
            title=draw(st.one_of(LINE.map(lambda text: text[:200].strip()), st.just(""))),
            budget=draw(st.one_of(st.none(), SECONDS)),
            part=draw(st.sampled_from(("talk", "talk", "qa", "closing"))),
            notes=draw(NOTES),
        )
        for name in names
    )
    low = draw(st.integers(60, 200))
    some = st.lists(st.sampled_from(names), unique=True, max_size=3)
    talk = Talk(
        talk=draw(LINE)[:200].strip(),
        speaker=draw(st.sampled_from(["", "Ada L."])),
        event=draw(st.sampled_from(["", "A conference, 2026"])),
        duration=draw(st.one_of(st.none(), SPAN)),
        qa=draw(st.one_of(st.none(), SPAN)),
        pace=Span(low, low + draw(st.integers(0, 100))),
        checkpoints=tuple(Checkpoint(at=name, by=draw(SECONDS)) for name in draw(some)),
        cut=tuple(
            Cut(slide=name, to=draw(st.one_of(SECONDS, st.just(0.0))), how=draw(LINE))
            for name in draw(some)
        ),
        tips=tuple(draw(st.lists(LINE, max_size=3))),
        answers=tuple(Answer(ask=ask, answer=answer) for ask, answer in draw(PAIRS)),
    )
    return Deck(talk=talk, slides=slides)


@settings(deadline=None, max_examples=200)
@given(decks())
def test_a_deck_that_a_script_can_express_comes_back_whole(deck: Deck) -> None:
    assert deck_of(write_script(deck)) == deck


MOJIBAKE = """\
# ðŸŽ¤ Voiceover Script
## "Why small models â€” sometimes â€” win"

**Duration:** 10-12 minutes (+ 5 min Q&A)

## SLIDE 1: CAFÃ‰ TALK [30 seconds]

Itâ€™s a pleasure â€” really.

## SLIDE 2-3: TWO IDEAS [3 minutes total]

First.

[NEXT SLIDE]

Second.

## Q&A [5 minutes]

**Q: "Is it free?"**
A: Yes.
"""


@pytest.mark.parametrize("path", [SEED, None])
def test_a_script_as_it_came_is_repaired_imported_and_written_back(path: Path | None) -> None:
    if path is not None and not path.is_file():
        pytest.skip("there is no script beside this checkout")
    script = path.read_text(encoding="utf-8") if path else MOJIBAKE
    deck = deck_of(mend(script))
    text = write_script(deck)
    assert not {"â", "ð", "Ã"} & set(text)
    assert deck_of(text) == deck
    assert deck_of(mend(text)) == deck
    if path is None:
        assert deck.slides[0].title == "CAFÉ TALK"
        assert deck.slides[0].notes == "It’s a pleasure — really.\n"
        assert [slide.budget for slide in deck.slides] == [30, 90, 90, 300]
