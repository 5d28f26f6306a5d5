"""YAML with its places kept: plain strings, lists and dicts, and where each of them stood.

Every scalar stays the text it was written as, so that `no` is "no" and `1:30` is for the model to
judge; YAML 1.1's guesses never happen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[int, int]
"""Line and column, both from 1."""
DEEPEST = 60
"""Levels of nesting; a deck needs about eight."""


@dataclass
class Marked:
    """The documents of a stream and where each of their parts stands."""

    documents: list[Any] = field(default_factory=list)
    places: dict[tuple[str | int, ...], Place] = field(default_factory=dict)
    keys: dict[tuple[str | int, ...], Place] = field(default_factory=dict)
    errors: list[tuple[Place, str]] = field(default_factory=list)


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def read(text: str) -> Marked:
    """Every document of a YAML stream. Paths into it begin with the document's number, from 0.

    Syntax errors and duplicate keys are in `errors`; what came before a syntax error is kept.
    """
    marked = Marked()
    try:
        for number, node in enumerate(yaml.compose_all(text, Loader=Loader)):
            marked.documents.append(_plain(node, (number,), marked))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(mark) if mark else (1, 1)
        said = " ".join(part for part in (error.problem, error.context) if part)
        marked.errors.append((place, f"this is not YAML: {said}"))
    except yaml.YAMLError as error:
        marked.errors.append(((1, 1), f"this is not YAML: {error}".splitlines()[0]))
    except RecursionError:
        marked.errors.append(((1, 1), "this YAML is nested too deeply"))
    return marked


def _plain(node: yaml.Node, path: tuple[str | int, ...], marked: Marked) -> Any:
    marked.places[path] = _place(node.start_mark)
    if len(path) > DEEPEST:
        marked.errors.append((_place(node.start_mark), "this is nested too deeply"))
        return ""
    if isinstance(node, yaml.MappingNode):
        return {
            key: _plain(value, (*path, key), marked) for key, value in _pairs(node, path, marked)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, place), marked) for place, item in enumerate(node.value)]
    return node.value


def _pairs(
    node: yaml.MappingNode, path: tuple[str | int, ...], marked: Marked
) -> Iterator[tuple[str, yaml.Node]]:
    for key_node, value in node.value:
        place = _place(key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            marked.errors.append((place, "a key is one word or phrase, not a list or a mapping"))
            continue
        key = key_node.value
        if (*path, key) in marked.keys:
            first, _ = marked.keys[(*path, key)]
            marked.errors.append((place, f"{key!r} is already set in line {first}"))
            continue
        marked.keys[(*path, key)] = place
        yield key, value
