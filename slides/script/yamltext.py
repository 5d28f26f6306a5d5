"""The documents of a deck as YAML that people like to read: long texts in blocks."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

WIDTH = 92
FOLDED = 70
"""Characters; a longer text on one line is folded over several."""


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, and knows no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > FOLDED else None
    if style is None and "'" in text and not set(text) & set('"\\'):
        style = '"' if ": " in text or " #" in text or text.startswith("'") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def deck_text(talk: Mapping[str, Any], slides: Sequence[Mapping[str, Any]], about: str) -> str:
    """A deck's file; `about` stands in a comment on its first line."""
    documents = [talk, *slides]
    parts = [
        yaml.dump(
            _braced(document), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
        )
        for document in documents
    ]
    return f"# {' '.join(about.split())}\n\n" + "\n---\n".join(parts)


def _braced(value: Any) -> Any:
    """The value with `{{` written so that no variable is meant by it."""
    if isinstance(value, str):
        return value.replace("{{", "\\{{")
    if isinstance(value, Mapping):
        return {key: _braced(entry) for key, entry in value.items() if entry not in ("", None)}
    if isinstance(value, list | tuple):
        return [_braced(entry) for entry in value]
    return value
