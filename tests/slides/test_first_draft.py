"""The first draft of the talk, which the documentation rehearses: the script's own times."""

from pathlib import Path

from slides.durations import Span
from slides.loader import load_deck
from slides.words import spoken_words

DRAFT = Path(__file__).parents[2] / "docs" / "first-draft.yaml"


def test_its_budgets_contradict_its_duration_and_its_words_fill_a_third_of_them() -> None:
    deck = load_deck(DRAFT)
    talk = [slide for slide in deck.slides if slide.part == "talk"]
    seconds = sum(slide.budget or 0 for slide in talk)
    assert len(talk) == 22
    assert seconds == 52.5 * 60
    assert deck.talk.duration == Span(40 * 60, 42 * 60)
    assert 0.28 < sum(spoken_words(slide.notes) for slide in talk) / 150 / (seconds / 60) < 0.35
