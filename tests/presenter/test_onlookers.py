"""What leaves the stage for those who watch: what is on it, and nothing that is not."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal as Stage
from presenter import places
from presenter.draw.canvas import Canvas
from presenter.onlookers import DARK, seen
from quiz.slide import Piece, Rows, SlideText
from slides.deck import Deck
from slides.loader import load_deck
from slides.planning import plan_of
from slides.steps import step_count
from slides.talk import AnswerShown, Blanked, Moved, Opened, TalkState, apply, opened
from tests.quiz.house import Terminal, eventually

DECK = """\
talk: Watched
questions:
  - question: method
    ask: Which one?
    options: [{text: Tuning}, {text: Retrieval, right: yes, why: The-reason-of-it}]
    explanation: The-explanation
---
slide: first
title: What is *on*
body: |
  Words that are **on**.

  1. one
  2. two
      - inside
  <!-- a-comment-of-the-author -->
notes: |
  [pause] Secret-words of the speaker.
---
slide: steps
title: By steps
blocks:
- markdown: |
    - early
    - Later-item
  reveal: items
- table: [[method, cost], ["**prompt**", free]]
- code: |
    def f():
        return 1
- pane: spam-train
- quiz: method
- markdown: Not-yet-on
  reveal: step
notes: Secret-words again.
---
slide: next
title: The-next-slide
body: Future
notes: Secret
"""


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    file = tmp_path / "deck.yaml"
    file.write_text(DECK, encoding="utf-8")
    return load_deck(file)


def at(deck: Deck, slide: str, step: int = 0) -> TalkState:
    first = Opened(at=0, deck="x", title="x", plan=plan_of(deck), slide=deck.slides[0].slide)
    return apply(opened(first), Moved(at=1, slide=slide, step=step))


def shown_at(deck: Deck, state: TalkState) -> SlideText:
    return seen(deck, state, deck.questions(), Canvas(Path()))


def test_words_are_sent_without_their_marks(deck: Deck) -> None:
    slide = shown_at(deck, at(deck, "first"))
    assert (slide.number, slide.title) == (1, "What is *on*")
    assert slide.parts == (
        Piece(text="Words that are on."),
        Piece(style="item", text="one", mark="1."),
        Piece(style="item", text="two", mark="2."),
        Piece(style="item", text="inside", depth=1),
    )


def test_only_what_is_on_is_sent(deck: Deck) -> None:
    early = shown_at(deck, at(deck, "steps")).model_dump_json()
    assert "early" not in early
    one = shown_at(deck, at(deck, "steps", 1)).model_dump_json()
    assert "early" in one
    assert "Later-item" not in one
    all_on = shown_at(deck, at(deck, "steps", 3))
    assert Rows(rows=(("method", "cost"), ("prompt", "free"))) in all_on.parts
    assert "Later-item" in all_on.model_dump_json()
    assert "Not-yet-on" in all_on.model_dump_json()


def test_what_runs_is_named_and_what_is_right_is_not_told(deck: Deck) -> None:
    sent = shown_at(deck, at(deck, "steps", 3)).model_dump_json()
    assert "[Live on the stage]" in sent
    assert "Retrieval" in sent
    for secret in ("The-reason-of-it", "The-explanation", '"right"', "spam-train"):
        assert secret not in sent


@pytest.mark.parametrize("talk", sorted(path.name for path in places.talks().glob("*.yaml")))
def test_nothing_of_notes_or_other_slides_leaves_the_stage_at_any_step(talk: str) -> None:
    deck = load_deck(places.talks() / talk).shown()
    for slide in deck.slides:
        said = {line for line in slide.notes.splitlines() if len(line) > 30}
        for step in range(step_count(slide) + 1):
            sent = shown_at(deck, at(deck, slide.slide, step)).model_dump_json()
            assert not [line for line in said if line in sent and line not in slide.body]
            assert "notes" not in SlideText.model_fields


def test_a_dark_stage_is_dark_for_all(deck: Deck) -> None:
    state = apply(at(deck, "first"), Blanked(at=2, on=True))
    assert shown_at(deck, state) == DARK


def test_an_answer_over_the_slide_is_what_is_seen(deck: Deck) -> None:
    state = apply(at(deck, "first"), AnswerShown(at=2, ask="Why?", answer="So **that**."))
    assert shown_at(deck, state) == SlideText(title="Why?", parts=(Piece(text="So that."),))


@pytest.mark.skipif(sys.platform != "linux", reason="the terminal under the stage is Linux's")
async def test_a_viewer_follows_a_real_stage_and_never_sees_its_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    file = tmp_path / "deck.yaml"
    file.write_text(DECK, encoding="utf-8")
    stage = Stage(
        [sys.executable, "-m", "presenter", "present", str(file), "--quiz", "127.0.0.1:0"]
    )
    try:
        log = places.state() / "quiz" / "quiz.log"
        stage.until("? help")
        await eventually(lambda: _port(log))
        async with Terminal(_port(log), user="watch") as eve:
            came = await eve.sees("Slide 1", "Words that are on")
            stage.press(b"\x1b[C", "By steps")
            came += await eve.sees("Slide 2", "By steps")
            stage.press(b"\x1b[C", "")
            came += await eve.sees("early")
            assert b"Later-item" not in came
            assert b"The-next-slide" not in came
            assert b"Secret" not in came
    finally:
        stage.close()


def _port(log: Path) -> int:
    """Where the stage's server listens, as its log has it last; 0 before it does."""
    words = log.read_text().split() if log.exists() else []
    ports = [int(after.rstrip(";")) for word, after in pairwise(words) if word == "port"]
    return ports[-1] if ports else 0
