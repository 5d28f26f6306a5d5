"""Questions in a file: those of a deck, or of a bank, which has `questions` and no talk."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from quiz.question import QUESTION, AnyQuestion
from slides.loader import Loaded, load, parse


def load_questions(path: Path) -> dict[str, AnyQuestion]:
    """The questions of a deck or a bank, by id, in their order. Raises DeckErrors."""
    return load_bank(path).deck.questions()


def load_bank(path: Path) -> Loaded:
    """A deck as it is, or a bank as the deck that shows all of it. Raises DeckErrors."""
    if is_bank(path):
        name = json.dumps(path.name)
        return parse(f"talk: {name}\nbank: {name}\n---\nslide: all\n", path.parent / "a-bank")
    return load(path)


def is_bank(path: Path) -> bool:
    """Whether the file has questions and no talk. A file that cannot be read is none."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            keys = {line.partition(":")[0] for line in file if line[:1].isalpha()}
    except (OSError, ValueError):
        return False
    return "questions" in keys and "talk" not in keys


def bank_text(questions: Iterable[AnyQuestion]) -> str:
    """A bank of these questions as YAML, as a person would write it."""
    listed = [_written(QUESTION.dump_python(one, mode="json", exclude_defaults=True), one.kind)
              for one in questions]  # fmt: skip
    return yaml.dump(
        {"questions": listed}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96
    )


def _written(values: dict[str, Any], kind: str) -> dict[str, Any]:
    """The values of a question in a good order, with words where decks have words."""
    if "time" in values:
        values["time"] = f"{values['time']:g}s"
    head = {"question": values.pop("question")}
    if kind != "choice":
        head["kind"] = kind
    values.pop("kind", None)
    if "rubric" in values:
        values["rubric"] = [_ranged(rule) for rule in values["rubric"]]
    tail = {"explanation": values.pop("explanation")} if "explanation" in values else {}
    return {**head, **values, **tail}


def _ranged(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule with its counts as `20-120`."""
    for key in ("words", "characters"):
        if key in rule:
            low, high = rule[key]
            rule[key] = f"{low}-{'' if high is None else high}"
    return rule


class _Dumper(yaml.SafeDumper):
    """YAML with yes and no, and long texts in blocks."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = (
        "|" if "\n" in value and not any(line.endswith(" ") for line in value.split("\n")) else None
    )
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _yes(dumper: yaml.SafeDumper, value: bool) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(bool, _yes)
