"""Labelled messages from a data set of the Hugging Face hub, by the hub's service for rows.

Nothing but `podium lab data` comes here. The rows are kept as a file of the user's cache.
"""

import json
import os
import re
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, ValidationError

from presenter import places
from presenter.work.downloads import Progress, read_url
from presenter.work.tables import MEANINGS, TEXT_NAMES
from presenter.work.trouble import Trouble

ENDPOINT = "HF_DATASETS_SERVER"
PAGE = 100
"""Rows of an answer; the service gives no more."""
NAME = re.compile(r"(?!.*\.\.)[\w.-]+/[\w.-]+")


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")


Answer = TypeVar("Answer", bound=_Answer)


class _Split(_Answer):
    config: str
    split: str


class _Splits(_Answer):
    splits: list[_Split]


class _Feature(_Answer):
    name: str
    type: dict[str, Any]


class _Row(_Answer):
    row: dict[str, Any]


class _Rows(_Answer):
    features: list[_Feature]
    rows: list[_Row]
    num_rows_total: int


def dataset_file(name: str) -> Path:
    """Where the messages of a hub's data set are kept."""
    return places.cache() / "data" / f"{name.replace('/', '--')}.tsv"


def get_dataset(name: str, label: str | None, progress: Progress) -> Path:
    """Fetch every row of a data set's training split, or of its only one. Raises Trouble."""
    splits = _ask(_Splits, "splits", dataset=name).splits
    if not splits:
        raise Trouble(f"The hub's data set {name} has no rows.")
    split = next((each for each in splits if each.split == "train"), splits[0])
    lines: list[str] = []
    total = 1
    while len(lines) < total:
        page = _ask(
            _Rows,
            "rows",
            dataset=name,
            config=split.config,
            split=split.split,
            offset=len(lines),
            length=PAGE,
        )
        if not page.rows:
            raise Trouble(f"{name} ended after {len(lines):,} of {total:,} rows.", "Try again.")
        total = page.num_rows_total
        lines += [_line(name, page.features, row.row, label) for row in page.rows]
        progress(len(lines), total)
    path = dataset_file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text("".join(lines), encoding="utf-8")
    return new.replace(path)


def _line(name: str, features: list[_Feature], row: dict[str, Any], label: str | None) -> str:
    """`label<TAB>text`, line ends and tabs of the text made blanks."""
    names = {feature.name: feature.type.get("names") for feature in features}
    labels = label or next((n for n, known in names.items() if known), None) or "label"
    texts = next((n for n in TEXT_NAMES if n in row and n != labels), None)
    texts = texts or next((n for n, value in row.items() if isinstance(value, str)), None)
    if labels not in row or texts is None:
        there = ", ".join(names)
        raise Trouble(f"{name} has no labels that Podium could find.", f"Its columns: {there}.")
    value = row[labels]
    known = names.get(labels)
    word = str(known[value] if known and isinstance(value, int) else value).strip().lower()
    if word not in MEANINGS:
        raise Trouble(f"A label of {name} is {word[:40]!r}, not ham or spam.", "See --label.")
    return f"{MEANINGS[word]}\t{' '.join(str(row[texts]).split())}\n"


def _ask(kind: type[Answer], what: str, **asked: object) -> Answer:
    endpoint = os.environ.get(ENDPOINT, "https://datasets-server.huggingface.co").rstrip("/")
    url = f"{endpoint}/{what}?{urlencode(asked)}"
    try:
        return kind.model_validate(json.loads(read_url(url, token=os.environ.get("HF_TOKEN"))))
    except (ValueError, ValidationError):
        raise Trouble(f"{url} does not answer as the hub does.", f"Is {ENDPOINT} right?") from None
