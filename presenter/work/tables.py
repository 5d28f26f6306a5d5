"""Labelled messages in CSV files: which column is which, and what a label means."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from presenter.work.protocol import Label
from presenter.work.trouble import Trouble

MEANINGS: dict[str, Label] = {
    **dict.fromkeys(("ham", "0", "0.0", "false", "no", "legit", "legitimate", "not spam"), "ham"),
    **dict.fromkeys(("spam", "1", "1.0", "true", "yes", "smishing", "junk"), "spam"),
}
"""Labels as people write them, in lower case."""
TEXT_NAMES = ("text", "message", "sms", "body", "content", "v2")
SURE = 0.98
"""Share of a column's cells that must be labels for it to be found as the column of labels."""
Row = tuple[int, Label, str]


def looks_like_csv(path: Path, start: str) -> bool:
    """By its name, or by a first line that has a comma and no tab."""
    line = start.partition("\n")[0]
    return path.suffix.lower() == ".csv" or ("," in line and "\t" not in line)


def read_table(path: Path, content: str, label: str | None) -> list[Row]:
    """Line, label and text of every row. `label` names the column of labels; None finds it.

    Quotes mean what they mean in CSV files (RFC 4180). Raises Trouble with the line.
    """
    reader = csv.reader(io.StringIO(content))
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise Trouble(f"{path}:{reader.line_num}: {error}.") from None
    if not rows:
        raise Trouble(f"{path} is empty.", "Write a header and one message a row.")
    header, body = _header(rows[0][1]), rows
    if header:
        body = rows[1:]
    labels = _named(path, header, label) if label else _find_labels(path, header, body)
    texts = _find_texts(path, header, body, labels)
    return [_row(path, line, row, labels, texts) for line, row in body]


def _header(first: Sequence[str]) -> list[str]:
    """The first row, if it names columns: no cell of it is a label."""
    names = [cell.strip().lower() for cell in first]
    return [] if any(name in MEANINGS for name in names) else names


def _named(path: Path, header: Sequence[str], label: str) -> int:
    if label.lower() in header:
        return header.index(label.lower())
    there = ", ".join(header) or "it has no header"
    raise Trouble(f"{path} has no column {label!r}.", f"Its columns: {there}.")


def _find_labels(path: Path, header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> int:
    width = max((len(row) for _, row in rows), default=0)
    for column in range(width):
        cells = [row[column].strip().lower() for _, row in rows if column < len(row)]
        hits = sum(cell in MEANINGS for cell in cells)
        if hits and hits >= SURE * len(rows):
            return column
    there = f"Its columns: {', '.join(header)}." if header else "It has no header."
    raise Trouble(
        f"{path} has no column of labels that Podium could find.",
        f"{there} Name the one with ham and spam, or 0 and 1: --label COLUMN",
    )


def _find_texts(
    path: Path, header: Sequence[str], rows: Sequence[tuple[int, list[str]]], labels: int
) -> int:
    for name in TEXT_NAMES:
        if name in header and header.index(name) != labels:
            return header.index(name)
    width = max((len(row) for _, row in rows), default=0)
    others = [column for column in range(width) if column != labels]
    if not others:
        raise Trouble(f"{path} has labels and no texts.", "Write the text beside its label.")
    return max(others, key=lambda at: sum(len(row[at]) for _, row in rows if at < len(row)))


def _row(path: Path, line: int, row: Sequence[str], labels: int, texts: int) -> Row:
    if max(labels, texts) >= len(row):
        raise Trouble(f"{path}:{line}: the row has {len(row)} cells only.")
    found = MEANINGS.get(row[labels].strip().lower())
    if not found:
        told = row[labels].strip()[:40]
        raise Trouble(f"{path}:{line}: the label is {told!r}, not ham or spam.")
    return line, found, row[texts]
