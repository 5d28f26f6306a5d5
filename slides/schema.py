"""The JSON Schema of a deck's documents, made from the model, so that editors complete and check.

An editor reads a deck as YAML 1.2, in which `12` is a number and `yes` a text; the deck's own
loader takes every value as text. So numbers are accepted where texts are meant, and `yes` and `no`.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from quiz.question import KINDS as QUESTION_KINDS
from quiz.question import Option, Outcome
from quiz.rubric.rules import RULE_MODELS, Fact
from slides.blocks.live import NEVER
from slides.blocks.own import OwnPane
from slides.deck import Include, Part, Shared, Slide, Talk

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS = (Slide, Talk, Include, Shared)
"""What a document of a deck can be; each but the last is known by the key that names it."""
ARROW = r"^\s*[a-z][a-z0-9-]*\s*(--\s*.+?\s*)?->\s*[a-z][a-z0-9-]*\s*$"
ABOUT = (
    "One document of a deck: the talk, a slide, an include, or what an included file shares. "
    "Editors check every document of a file against it; a first line "
    "`# yaml-language-server: $schema=deck.schema.json` names it to them."
)

Schema = dict[str, Any]
BLOCK: Schema = {"$ref": "#/$defs/Block"}


def deck_schema(own: Sequence[type[OwnPane]] = ()) -> Schema:
    """The schema (draft 2020-12) that every document of a deck satisfies. `own` are specs of panes
    that installed packages bring."""
    _, whole = models_json_schema([(model, "validation") for model in DOCUMENTS])
    definitions: Schema = whole["$defs"]
    every: list[type[BaseModel]] = [
        *parts_of_decks(),
        *QUESTION_KINDS.values(),
        Option,
        Outcome,
        *RULE_MODELS,
        Fact,
    ]
    models = {model.__name__: model for model in every}
    for name, model in models.items():
        for field, said in docstrings(model).items():
            if name in definitions:
                definitions[name]["properties"][field]["description"] = said
    kinds = _flat(definitions["Slide"]["properties"]["blocks"]["items"]["oneOf"])
    found = {name: _plain(part, kinds) for name, part in definitions.items() if name != "Span"}
    edges = found["Diagram"]["properties"]["edges"]
    edges["items"] = {"anyOf": [{"type": "string", "pattern": ARROW}, edges["items"]]}
    properties = found["Talk"]["properties"]
    said, files = properties["bank"].pop("description"), properties["bank"]
    properties["bank"] = {"anyOf": [files["items"], files], "description": said}
    for spec in own:
        found[spec.__name__] = _plain(spec.model_json_schema(), kinds)
    theirs = [{"$ref": f"#/$defs/{spec.__name__}"} for spec in own]
    found["Block"] = {"oneOf": [kind for kind in kinds if kind != NEVER] + theirs}
    return {
        "$schema": DRAFT,
        "title": "A document of a Podium deck",
        "description": ABOUT,
        **_choice(),
        "$defs": dict(sorted(found.items())),
    }


def schema_text(own: Sequence[type[OwnPane]] = ()) -> str:
    """The schema as it is kept in a file."""
    return json.dumps(deck_schema(own), indent=2, ensure_ascii=False) + "\n"


def parts_of_decks() -> list[type[Part]]:
    """Every kind of part that a deck's documents hold, each once."""

    def below(model: type[Part]) -> list[type[Part]]:
        return [each for sub in model.__subclasses__() for each in (sub, *below(sub))]

    every = [each for each in dict.fromkeys(below(Part)) if each is not OwnPane]
    return [model for model in every if model.__module__.startswith("slides.")]


@cache
def docstrings(model: type[BaseModel]) -> dict[str, str]:
    """What is said of a model's fields in the texts that follow them."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not issubclass(base, BaseModel) or base in (BaseModel, Part):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, said in zip(body.body, body.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                match said:
                    case ast.Expr(value=ast.Constant(value=str(text))):
                        found[field.target.id] = " ".join(text.split())
    return found


def _choice() -> Schema:
    """Which kind a document is, by the key that names it."""
    refs = [{"$ref": f"#/$defs/{model.__name__}"} for model in DOCUMENTS]
    choice: Schema = {"anyOf": refs}
    for key, ref in reversed(list(zip(("slide", "talk", "include"), refs, strict=False))):
        choice = {"if": {"type": "object", "required": [key]}, "then": ref, "else": choice}
    return choice


def _flat(choices: list[Schema]) -> list[Schema]:
    """The kinds of block, those of panes among the others."""
    return [kind for choice in choices for kind in choice.get("oneOf", [choice])]


def _plain(schema: Any, kinds: list[Schema]) -> Any:
    """A part of the schema without pydantic's titles, as an editor's YAML has its values."""
    if isinstance(schema, list):
        return [_plain(entry, kinds) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    if _flat(schema.get("oneOf", [])) == kinds:
        return BLOCK
    found: Schema = {}
    for key, value in schema.items():
        if key == "properties":
            found[key] = {name: _plain(part, kinds) for name, part in value.items()}
        elif key not in ("title", "discriminator", "default"):
            found[key] = _plain(value, kinds)
    return _value(found)


def _value(schema: Schema) -> Schema:
    """Values as YAML 1.2 has them, and short forms where a deck has them."""
    if {"type": "null"} in schema.get("anyOf", []):
        [inner] = [entry for entry in schema.pop("anyOf") if entry != {"type": "null"}]
        return {**inner, **schema}
    if schema.get("items") == BLOCK and "minLength" in schema:
        return {"anyOf": [BLOCK, {"type": "array", "items": BLOCK, "minItems": 1}]}
    if "patternProperties" in schema:
        schema["additionalProperties"] = False
    if schema.get("type") == "boolean":
        del schema["type"]
        schema["enum"] = [True, False, "yes", "no"]
    if schema.get("type") == "string" and not {"pattern", "enum", "const"} & set(schema):
        schema["type"] = ["string", "number", "boolean"]
        if "minLength" not in schema:
            schema["type"].append("null")
    return schema
