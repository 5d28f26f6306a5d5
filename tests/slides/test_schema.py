"""The JSON Schema for editors: as the model is, kept in a file, and good for every deck here."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from slides.loader import load
from slides.schema import DOCUMENTS, deck_schema, docstrings, parts_of_decks, schema_text

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "assets" / "deck.schema.json"
DECKS = sorted((ROOT / "slides" / "talks").glob("*.yaml"))
VALIDATOR = Draft202012Validator(deck_schema())


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core types, as editors read them."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML has it


for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
]:
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), first
    )


def complaints(text: str) -> list[str]:
    """What an editor would underline in a deck."""
    documents = yaml.load_all(text, Loader=EditorLoader)
    return [error.message for document in documents for error in VALIDATOR.iter_errors(document)]


def test_the_schema_kept_is_the_one_that_the_model_gives() -> None:
    assert KEPT.read_text(encoding="utf-8") == schema_text(), (
        "podium schema > assets/deck.schema.json"
    )


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("deck", DECKS, ids=lambda path: path.name)
def test_every_deck_that_ships_satisfies_it(deck: Path) -> None:
    load(deck)
    assert complaints(deck.read_text(encoding="utf-8")) == []


def test_every_field_of_every_part_is_in_it() -> None:
    definitions = deck_schema()["$defs"]
    for model in parts_of_decks():
        if model.__name__ == "Deck":
            continue
        assert set(definitions[model.__name__]["properties"]) == set(model.model_fields)
        for field, said in docstrings(model).items():
            assert definitions[model.__name__]["properties"][field]["description"] == said


def test_no_definition_is_left_over() -> None:
    text = schema_text()
    documents = {model.__name__ for model in DOCUMENTS}
    for name in deck_schema()["$defs"]:
        assert name in documents or f'"#/$defs/{name}"' in text


@pytest.mark.parametrize(
    "document",
    [
        "{slide: a, hidden: yes, title: 2026, body: }",
        "{slide: a, blocks: [{columns: [{markdown: x}, [{big: 1}, {spacer: 2}]]}]}",
        "{slide: a, blocks: [{table: [[a, 1], [b, 2.5]]}, {code: x, emphasis: [3, 1-4]}]}",
        "{slide: a, blocks: [{diagram: d, nodes: [{node: x, label: 1}], edges: [x -> x]}]}",
        "{slide: a, blocks: [{quiz: {question: q, ask: w, options: [{text: 1}, {text: b}]}}]}",
        "{talk: x, pace: 150, duration: 40m-42m, qa: 5m, variables: {a: 1}}",
        "{talk: x, bank: questions.yaml}",
        "{talk: x, bank: [questions.yaml, more.yaml]}",
        "{slide: a, blocks: [{quiz: q}]}",
        "{include: more.yaml}",
        "{glossary: {a: b}, answers: [{ask: a, answer: b}]}",
    ],
)
def test_what_a_deck_may_say_an_editor_accepts(document: str) -> None:
    assert complaints(document) == []


@pytest.mark.parametrize(
    "document",
    [
        "{slide: a, buget: 1m}",
        "{slide: a, budget: 90}",
        "{slide: a, budget: '1:30'}",
        "{slide: A}",
        "{slide: a, hidden: perhaps}",
        "{slide: a, blocks: [{markdwn: x}]}",
        "{slide: a, blocks: [{columns: [{markdown: x}]}]}",
        "{slide: a, blocks: [{columns: [[], {markdown: x}]}]}",
        "{slide: a, blocks: [{pane: spam}]}",
        "{slide: a, blocks: [{diagram: d, nodes: [{node: x, label: l}], edges: [x - x]}]}",
        "{talk: x, pace: quick}",
        "{talk: x, variables: {A b: c}}",
        "{include: a.yaml, slides: b}",
        "{title: x}",
    ],
)
def test_what_a_deck_may_not_say_an_editor_underlines(document: str) -> None:
    assert complaints(document)
