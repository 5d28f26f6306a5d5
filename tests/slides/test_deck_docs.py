"""docs/deck.md: every key of every part is there, and every example loads."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from quiz.question import Option, Question
from slides.deck import KINDS, Slide
from slides.loader import load
from slides.schema import parts_of_decks
from tests.slides.test_schema import complaints

PAGE = (Path(__file__).parents[2] / "docs" / "deck.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# (\S+\.yaml)\n")
HEADINGS = {
    "Talk": "The talk",
    "Shared": "The talk",
    "Checkpoint": "Checkpoints, cuts and answers",
    "Cut": "Checkpoints, cuts and answers",
    "Answer": "Checkpoints, cuts and answers",
    "Question": "Questions",
    "Option": "Questions",
    "Slide": "A slide",
    "Include": "Includes",
    "CodeFile": "`code`",
    "TableFile": "`table`",
    "ChartFile": "`chart`",
    "Node": "`diagram`",
    "Edge": "`diagram`",
    "SpamInfer": "`pane`",
    "SpamTrain": "`pane`",
    "NextToken": "`pane`",
    "BeforeAfter": "`pane`",
    "Prompting": "`pane`",
    "Tools": "`pane`",
    "Hallucination": "`pane`",
    "NamedPrompt": "`pane`",
    "ToolQuestion": "`pane`",
    "Tokens": "`pane`",
    "Embeddings": "`pane`",
    "Attention": "`pane`",
    "Rag": "`pane`",
    "Columns": "`columns` and `rows`",
    "Rows": "`columns` and `rows`",
}
MODELS: list[type[BaseModel]] = [
    *(part for part in parts_of_decks() if part.__name__ != "Deck"),
    Question,
    Option,
]


def section(heading: str) -> str:
    """What stands below a heading, up to the next of its rank or above."""
    [(rank, body)] = re.findall(
        rf"^(#+) {re.escape(heading)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
    assert rank
    return str(body)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_documented_where_its_part_is(model: type[BaseModel]) -> None:
    text = section(HEADINGS.get(model.__name__, f"`{model.__name__.lower()}`"))
    for key in model.model_fields:
        if key != "reveal" or model is Slide:
            prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
            assert f"`{key}" in prose, key


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_has_an_example(kind: str) -> None:
    assert any(re.search(rf"^ *(- )+{kind}:", example, re.MULTILINE) for example in EXAMPLES)


def whole(example: str) -> str:
    """An example as a deck: with a talk before slides, and slides around blocks."""
    bare = re.sub(r"^#.*\n", "", example)
    match bare.split(":")[0].split()[0]:
        case "talk":
            return bare if "\n---\n" in bare else f"{bare}---\nslide: x\n"
        case "slide":
            return f"talk: x\n---\n{bare}"
        case "-":
            return f"talk: x\n---\nslide: x\nblocks:\n{bare}"
        case _:
            return "talk: x\n---\nslide: x\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_loads(example: str, tmp_path: Path) -> None:
    for other in EXAMPLES:
        if name := NAMED.match(other):
            (tmp_path / name[1]).write_text(other, encoding="utf-8")
    deck = tmp_path / "deck.yaml"
    deck.write_text(whole(example), encoding="utf-8")
    load(deck)
    assert complaints(whole(example)) == []


def test_every_example_says_something() -> None:
    assert len(EXAMPLES) > 20
    slides = sum(whole(example) != whole("x: y") for example in EXAMPLES)
    assert slides >= len(EXAMPLES) - 1
