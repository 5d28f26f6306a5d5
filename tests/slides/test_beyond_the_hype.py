"""The talk that ships with Podium: its order, its times, its facts, and what it asks."""

import re
from pathlib import Path

import pytest

from quiz.question import FixPrompt, Method, Ordering, TrueFalse
from slides.blocks.figures import Diagram
from slides.blocks.text import Callout, Table
from slides.deck import Columns, Deck, Markdown, Quiz, Slide, SpamInfer, SpamTrain
from slides.durations import Span
from slides.figures import figures_of
from slides.loader import load_deck
from slides.steps import step_count
from slides.words import by_step, pieces

PATH = Path(__file__).parents[2] / "slides" / "talks" / "beyond-the-hype.yaml"
FILES = (PATH, *sorted(PATH.with_suffix("").glob("*.yaml")))

SCRIPT = (
    *("title", "overview", "myth-adding-knowledge", "myth-more-data", "myth-rag-cheating"),
    *("myth-hallucinations", "myth-vague-vibes", "support-bot", "reality-check"),
    *("decision-framework", "glossary-1", "glossary-2", "how-llms-work", "spam-demo"),
    *("how-fine-tuning-works", "methods", "pitfalls", "red-flags", "cheat-sheet", "takeaways"),
    *("final-wisdom", "thank-you", "questions", "closing"),
)
"""The slides of the script, in its order."""

FIGURES = {
    "title": ("OAISYS'25",),
    "guide": ("houseplant", "emails", "bug", "brilliant", "magic", "more data"),
    "overview": ("five", "sleep"),
    "myth-adding-knowledge": ("Q4", "dog", "squirrels", "taxes", "RAM"),
    "myth-more-data": ("100", "10,000", "one hundred", "ten thousand", "salt", "Marie Kondo"),
    "myth-rag-cheating": ("calculator", "maths test", "sources", "olympiad"),
    "myth-hallucinations": ("pizza", "game show", "I don't know", "confidence"),
    "myth-vague-vibes": ("undefined_vibe.exe", "ERROR 404", "chef", "artisanal"),
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
    "decision-framework": (
        *("RAG", "fine-tune", "function calling", "prompt", "outdated", "nuclear"),
        *("system prompt", "poet"),
    ),
    "glossary-1": ('"Chat," "G," "PT."', "samosa", "king", "queen", "cat", "dog", "chair"),
    "glossary-2": ("accuracy", "precision", "recall", "F1"),
    "how-llms-work": ("15496, 995", "truth database", "mat", "soulmate", "industrial"),
    "spam-demo": (
        *("DistilGPT2", "MiniLM", "22 million", "5,572", "three epochs"),
        *("85.7%", "F1: zero", "precision: zero", "recall: zero"),
        *("99.1%", "96.8%", "one hundred percent", "93.8%", "99.9%", "100%"),
    ),
    "how-fine-tuning-works": (
        *("5,572", "3 epochs", "99%", "ten steps", "16 messages", "three epochs", "F1"),
        *("DistilGPT2", "billions"),
    ),
    "methods": ("five methods", "quality over quantity"),
    "pitfalls": ("100", "10,000", "a hundred", "ten thousand", "minutes", "weeks", "blindfold"),
    "red-flags": ("50", "fifty", "90%", "ninety percent", "BLEU", "sports car"),
    "cheat-sheet": ("ingredients", "taste", "kitchen"),
    "takeaways": ("prompts → RAG → SFT → function calling",),
    "thank-you": ("glow-up",),
    "questions": ("broccoli",),
    "why-post-training": ("90%", "10%", "sculpting", "wheel"),
    "should-achieve": ("Shakespeare", "Hinglish", "instructions"),
    "recipe-in-full": ("SFT", "chicken", "spices", "chef"),
    "evals-first": ("chat, reasoning, code, long context, languages", "blindfold"),
    "choosing-a-base": ("70-inch", "7-foot", "dense", "latency"),
    "hall-of-shame": ("legal assistant", "soda", "YOLO"),
    "sometimes-dont": ("sports car", "RAG"),
    "training-big-picture": ("thousands of GPUs", "finishing school", "HAL 9000", "two million"),
    "transformers": ("sentence 47", "sentence 3", "attention", "stalking"),
    "why-hallucinate": ("confidence", "patterns", "vibes"),
    "card-prompting": ("bribing", "thousands"),
    "card-rag": ("answer key", "rubbish"),
    "card-sft": ("1920s", "etiquette"),
    "card-tools": ("poet", "bank account"),
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


def _text(slide: Slide) -> str:
    found = [slide.title, slide.notes]
    for block in slide.walk():
        match block:
            case Markdown():
                found.append(block.markdown)
            case Callout():
                found += [block.title, block.callout]
            case Table():
                rows = block.table if isinstance(block.table, tuple) else ()
                found += [cell for row in rows for cell in row]
            case Diagram():
                found += [node.label for node in block.nodes]
            case _:
                continue
    return " ".join(" ".join(found).split()).casefold()


def _asked(slide: Slide) -> list[str]:
    return [block.id for block in slide.walk() if isinstance(block, Quiz)]


def test_the_slides_come_in_the_order_of_the_script(deck: Deck) -> None:
    places = [deck.index(slide) for slide in SCRIPT]
    assert places == sorted(places)
    assert [_slide(deck, name).part for name in SCRIPT[-2:]] == ["qa", "closing"]
    assert all(slide.title for slide in deck.slides)


def test_its_budgets_are_what_the_programme_gives(deck: Deck) -> None:
    assert deck.talk.qa == Span(5 * 60, 8 * 60)
    figures = figures_of(deck.shown())
    assert [figures.verdict, figures.qa_verdict] == ["fits", "fits"]
    assert figures.declared == (40 * 60, 42 * 60)


def test_its_words_fill_the_slides_that_are_only_spoken(deck: Deck) -> None:
    spoken = [s for s in figures_of(deck).slides if s.part == "talk" and not s.live]
    assert {s.slide: s.fills for s in spoken if not 0.6 < s.fills[0] < s.fills[1] < 1.15} == {}


def test_every_checkpoint_is_reached_in_time(deck: Deck) -> None:
    points = figures_of(deck).checkpoints
    assert [point.slide for point in points] == ["decision-framework", "spam-demo"]
    assert all(point.by - 180 < point.begins <= point.by for point in points)


def test_the_header_keeps_what_the_script_tells_the_speaker(deck: Deck) -> None:
    talk = deck.talk
    assert talk.talk == "Beyond the Hype: what post-training can (and can't) do for LLMs"
    assert talk.event == "OAISYS'25"
    assert talk.pace == Span(140, 160)
    assert talk.tone
    assert len(talk.tips) == 8
    assert len(talk.answers) == 5
    cuts = {cut.slide: cut.to for cut in talk.cut}
    assert (cuts["spam-demo"], cuts["how-fine-tuning-works"]) == (150, 60)
    assert all(cut.how for cut in talk.cut)


def test_every_answer_keeps_its_figures(deck: Deck) -> None:
    bank = "\n".join(answer.answer for answer in deck.talk.answers)
    assert all(figure in bank for figure in ("Hundreds", "500-1000", "ninety percent"))


@pytest.mark.parametrize("slide", FIGURES)
def test_every_figure_is_on_the_slide_or_in_its_notes(deck: Deck, slide: str) -> None:
    text = _text(_slide(deck, slide))
    assert [figure for figure in FIGURES[slide] if figure.casefold() not in text] == []


def test_every_step_has_its_cue(deck: Deck) -> None:
    spoken = [slide for slide in deck.slides if slide.part != "appendix"]
    cues = {slide.slide: len(by_step(slide.notes)) - 1 for slide in spoken}
    assert cues == {slide.slide: step_count(slide) for slide in spoken}
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


def test_every_myth_is_voted_on_before_it_is_told(deck: Deck) -> None:
    myths = [slide for slide in SCRIPT if slide.startswith("myth-")]
    for number, myth in enumerate(myths, start=1):
        before = deck.slides[deck.index(myth) - 1]
        question = deck.questions()[f"myth-{number}"]
        assert [block.id for block in before.walk() if isinstance(block, Quiz)] == [
            f"myth-{number}"
        ]
        assert isinstance(question, TrueFalse)
        assert not question.answer
        assert question.explanation


def test_six_cases_come_after_the_framework_and_each_answer_has_its_why(deck: Deck) -> None:
    after = deck.index("decision-framework") + 1
    cases = [_asked(slide) for slide in deck.slides[after : after + 6]]
    assert cases == [[f"method-{number}"] for number in range(1, 7)]
    questions = [deck.questions()[f"method-{number}"] for number in range(1, 7)]
    methods = [question for question in questions if isinstance(question, Method)]
    assert len(methods) == 6
    assert len({question.best for question in methods}) == 6
    assert all(question.explanation and len(question.methods) >= 4 for question in methods)


def test_the_other_challenges_are_there(deck: Deck) -> None:
    asked = {slide.slide: _asked(slide) for slide in deck.slides}
    assert isinstance(deck.questions()[asked["fix-this-prompt"][0]], FixPrompt)
    recipe = deck.questions()[asked["recipe-order"][0]]
    assert isinstance(recipe, Ordering)
    assert recipe.items[1:] == ("SFT", "Preference optimisation", "RL")
    assert {name for names in asked.values() for name in names} == set(deck.questions())


def test_ten_steps_and_a_loop_are_drawn_from_data(deck: Deck) -> None:
    blocks = _slide(deck, "how-fine-tuning-works").content
    pipeline, loop = (block for block in blocks if isinstance(block, Diagram))
    assert [node.label.split()[0] for node in pipeline.nodes] == [str(n) for n in range(1, 11)]
    assert len(pipeline.edges) == 9
    assert {edge.label for edge in loop.edges if edge.target == loop.nodes[0].node} == {
        "next batch"
    }
    assert all(node.during for diagram in (pipeline, loop) for node in diagram.nodes)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_no_text_was_mangled_on_its_way_here(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "\ufffd" not in text
    assert not re.search("[âÃÂð][\u0080-\u00bf€™œ“”Ÿ]", text)
    assert not re.search(r"[ \t]+$", text, flags=re.MULTILINE)
    assert max(map(len, text.splitlines())) <= 120
