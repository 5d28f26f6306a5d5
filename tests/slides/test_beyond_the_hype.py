"""The talk that ships with Podium: its order, its times, its facts, and that it fits a terminal."""

import re
from pathlib import Path

import pytest

from slides.blocks.figures import Diagram
from slides.deck import Columns, Deck, Markdown, Quiz, Slide, SpamInfer, SpamTrain
from slides.durations import Span
from slides.loader import load_deck
from slides.steps import step_count
from slides.words import by_step, pieces, spoken_words

PATH = Path(__file__).parents[2] / "slides" / "talks" / "beyond-the-hype.yaml"

PLAN = {
    "title": (30, 87),
    "overview": (60, 123),
    "myth-adding-knowledge": (180, 132),
    "myth-more-data": (150, 113),
    "myth-rag-cheating": (150, 95),
    "myth-hallucinations": (150, 101),
    "myth-vague-vibes": (120, 84),
    "support-bot": (180, 113),
    "reality-check": (180, 121),
    "decision-framework": (180, 82),
    "glossary-1": (180, 106),
    "glossary-2": (180, 105),
    "how-llms-work": (120, 88),
    "spam-demo": (240, 315),
    "how-fine-tuning-works": (120, 224),
    "methods": (240, 92),
    "pitfalls": (180, 94),
    "red-flags": (180, 103),
    "cheat-sheet": (120, 81),
    "takeaways": (120, 71),
    "final-wisdom": (60, 31),
    "thank-you": (30, 17),
}
"""Seconds and words that the original script gives each slide of the talk."""

FIGURES = {
    "title": ("OAISYS'25",),
    "overview": ("five",),
    "myth-adding-knowledge": ("Q4",),
    "myth-more-data": ("100", "10,000", "one hundred", "ten thousand"),
    "myth-vague-vibes": ("undefined_vibe.exe", "ERROR 404"),
    "support-bot": (
        *("$5,000", "3 weeks", "65%", "$500 a month", "3 days", "92%"),
        *("five thousand dollars", "three weeks", "sixty-five percent"),
        *("five hundred dollars", "three days", "ninety-two percent"),
        *("ten times faster", "a tenth"),
    ),
    "reality-check": (
        *("free", "hours to days", "low", "$–$$", "days to a week", "medium"),
        *("$$–$$$", "1–3 weeks", "high", "$$$–$$$$", "weeks to months", "very high"),
    ),
    "decision-framework": ("RAG", "fine-tune", "function calling", "prompt"),
    "glossary-1": ('"Chat," "G," "PT."', "samosa", "king", "queen", "cat", "dog", "chair"),
    "glossary-2": ("accuracy", "precision", "recall", "F1"),
    "how-llms-work": ("15496, 995", "truth database"),
    "spam-demo": (
        *("DistilGPT2", "MiniLM", "22 million", "5,572", "three epochs"),
        *("85.7%", "F1: zero", "precision: zero", "recall: zero"),
        *("99.1%", "96.8%", "one hundred percent", "93.8%", "99.9%", "100%"),
    ),
    "how-fine-tuning-works": (
        *("5,572", "3 epochs", "99%", "ten steps", "16 messages", "three epochs", "F1"),
        *("DistilGPT2", "billions"),
    ),
    "methods": ("five methods",),
    "pitfalls": ("100", "10,000", "a hundred", "ten thousand", "minutes", "weeks"),
    "red-flags": ("50", "fifty", "90%", "ninety percent", "BLEU"),
    "takeaways": ("prompts → RAG → SFT → function calling",),
}
"""What must stand on the slide or in its notes, in any case of letters."""

MESSAGES = (
    "Congratulations! You've won a one thousand dollar gift card!",
    "Hey, just wanted to check in and see how you're doing.",
    "URGENT! Your mobile number has been selected for a free prize!",
)


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(PATH)


def _slide(deck: Deck, slide: str) -> Slide:
    return deck.slides[deck.index(slide)]


def _talk(deck: Deck) -> list[Slide]:
    return [slide for slide in deck.slides if slide.part == "talk"]


def _texts(slide: Slide) -> list[str]:
    return [block.markdown for block in slide.walk() if isinstance(block, Markdown)]


def test_the_slides_come_in_the_order_of_the_script(deck: Deck) -> None:
    assert [slide.slide for slide in deck.slides] == [*PLAN, "questions", "closing"]
    assert [slide.part for slide in deck.slides[-2:]] == ["qa", "closing"]
    assert all(slide.title for slide in deck.slides)


def test_the_budgets_are_those_of_the_script_and_contradict_its_duration(deck: Deck) -> None:
    assert {slide.slide: slide.budget for slide in _talk(deck)} == {
        slide: budget for slide, (budget, _) in PLAN.items()
    }
    assert sum(slide.budget or 0 for slide in _talk(deck)) == 52.5 * 60
    assert deck.talk.duration == Span(40 * 60, 42 * 60)


def test_questions_and_closing_fill_the_time_for_questions(deck: Deck) -> None:
    assert deck.talk.qa == Span(5 * 60, 8 * 60)
    assert [slide.budget for slide in deck.slides[-2:]] == [7.5 * 60, 30]


def test_the_tenth_slide_is_due_when_the_checkpoint_says(deck: Deck) -> None:
    (checkpoint,) = deck.talk.checkpoints
    place = deck.index(checkpoint.at)
    assert (checkpoint.at, place) == ("decision-framework", 9)
    assert sum(slide.budget or 0 for slide in deck.slides[:place]) == checkpoint.by == 20 * 60


def test_the_header_keeps_what_the_script_tells_the_speaker(deck: Deck) -> None:
    talk = deck.talk
    assert talk.talk == "Beyond the Hype: what post-training can (and can't) do for LLMs"
    assert talk.event == "OAISYS'25"
    assert talk.pace == Span(140, 160)
    assert talk.tone
    assert len(talk.tips) == 8
    assert len(talk.answers) == 5
    cuts = {cut.slide: cut.to for cut in talk.cut}
    assert cuts == {"spam-demo": 150, "how-fine-tuning-works": 60}
    assert all(cut.how for cut in talk.cut)


def test_every_answer_keeps_its_figures(deck: Deck) -> None:
    bank = "\n".join(answer.answer for answer in deck.talk.answers)
    assert all(figure in bank for figure in ("Hundreds", "500-1000", "ninety percent"))


@pytest.mark.parametrize("slide", FIGURES)
def test_every_figure_is_on_the_slide_or_in_its_notes(deck: Deck, slide: str) -> None:
    found = _slide(deck, slide)
    text = " ".join("\n".join([*_texts(found), found.notes]).split()).casefold()
    assert [figure for figure in FIGURES[slide] if figure.casefold() not in text] == []


@pytest.mark.parametrize("slide", PLAN)
def test_the_notes_are_as_long_as_the_script(deck: Deck, slide: str) -> None:
    words = PLAN[slide][1]
    assert spoken_words(_slide(deck, slide).notes) == pytest.approx(words, rel=0.1, abs=2)


def test_the_words_fill_about_a_third_of_the_budgets(deck: Deck) -> None:
    minutes = sum(spoken_words(slide.notes) for slide in _talk(deck)) / 150
    assert 0.28 < minutes / 52.5 < 0.35


def test_every_step_has_its_cue(deck: Deck) -> None:
    cues = {slide.slide: len(by_step(slide.notes)) - 1 for slide in deck.slides}
    assert cues == {slide.slide: step_count(slide) for slide in deck.slides}
    assert sum(cues.values()) > 50


def test_every_bracket_in_the_notes_is_a_cue(deck: Deck) -> None:
    for slide in deck.slides:
        spoken = "".join(piece.text for piece in pieces(slide.notes) if not piece.cue)
        assert not re.search(r"[\[\]*`_#>]", spoken.replace("undefined_vibe", "")), slide.slide


def test_the_demo_asks_the_three_messages_and_trains_beside_them(deck: Deck) -> None:
    slide = _slide(deck, "spam-demo")
    (columns,) = (block for block in slide.content if isinstance(block, Columns))
    (judge,), (trainer,) = columns.columns
    assert isinstance(judge, SpamInfer)
    assert isinstance(trainer, SpamTrain)
    assert judge.messages == MESSAGES
    notes = " ".join(slide.notes.split())
    assert all(message in notes for message in MESSAGES)


def test_the_quiz_offers_the_five_methods_and_one_of_them_is_right(deck: Deck) -> None:
    shown = [
        (slide.slide, block.id)
        for slide in deck.slides
        for block in slide.walk()
        if isinstance(block, Quiz)
    ]
    assert shown == [("methods", "choose-your-method")]
    question = deck.questions()["choose-your-method"]
    texts = [option.text for option in question.choices]
    assert texts == ["Prompting", "RAG", "SFT", "LoRA", "Tools"]
    assert [question.choices[place].text for place in question.right] == ["RAG"]
    assert all(option.why for option in question.choices)
    assert question.explanation
    assert question.time == 30


def test_diagrams_are_no_wider_than_their_column(deck: Deck) -> None:
    for slide in deck.slides:
        for block in slide.content:
            if isinstance(block, Columns):
                inside = (part for column in block.columns for part in column)
                texts = [part.markdown for part in inside if isinstance(part, Markdown)]
                code = re.findall(r"```text\n(.*?)```", "\n".join(texts), flags=re.DOTALL)
                assert max(map(len, "".join(code).splitlines()), default=0) <= 31, slide.slide


def test_ten_steps_and_a_loop_are_drawn_from_data(deck: Deck) -> None:
    blocks = _slide(deck, "how-fine-tuning-works").content
    pipeline, loop = (block for block in blocks if isinstance(block, Diagram))
    assert [node.label.split()[0] for node in pipeline.nodes] == [str(n) for n in range(1, 11)]
    assert len(pipeline.edges) == 9
    assert {edge.label for edge in loop.edges if edge.target == loop.nodes[0].node} == {
        "next batch"
    }
    assert all(node.during for diagram in (pipeline, loop) for node in diagram.nodes)


def test_no_text_was_mangled_on_its_way_here() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert "\ufffd" not in text
    assert not re.search("[âÃÂð][\u0080-\u00bf€™œ“”Ÿ]", text)
    assert not re.search(r"[ \t]+$", text, flags=re.MULTILINE)
    assert max(map(len, text.splitlines())) <= 100
