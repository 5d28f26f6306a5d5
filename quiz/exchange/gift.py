"""GIFT, the text format of Moodle, read: https://docs.moodle.org/en/GIFT_format.

Multiple choice with one or several right answers, true and false, short answers, numbers, essays,
and matching of 1, 2, 3 … as an order. A title is the id. GIFT has no weight for a whole question
and no time limit: a comment before it, `// [points:500] [time:20s]`, in the manner of Moodle's own
`// [id:…] [tag:…]`, says them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from quiz.exchange.lines import LARGEST, Missed, Read, identifier, made
from quiz.question import AnyQuestion

_FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
_REMARKS = re.compile(r"\[(points|time):\s*([^\]]+?)\s*\]")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")


# ---------------------------------------------------------------------------- reading


@dataclass(frozen=True)
class _Block:
    """A question as it stands in the file, with the line on which it begins."""

    line: int
    text: str
    remarks: dict[str, str] = field(default_factory=dict)
    """What the comments before it say of its points and its time."""


def read_gift(text: str) -> Read:
    """The questions of a GIFT file, and what was not understood of it."""
    found: dict[str, AnyQuestion] = {}
    missed: list[Missed] = []
    for block in _blocks(text[:LARGEST], missed):
        try:
            values = _question(block.text) | block.remarks
            title = values.pop("title")
            values["question"] = identifier(title or values["ask"], found, len(found) + 1)
            found[values["question"]] = made(values)
        except ValueError as error:
            missed.append(Missed(block.line, str(error)))
    return Read(tuple(found.values()), tuple(sorted(missed, key=lambda one: one.line)))


def _blocks(text: str, missed: list[Missed]) -> Iterator[_Block]:
    """Questions are parted by empty lines; comments and categories are none."""
    lines: list[str] = []
    remarks: dict[str, str] = {}
    start = 0
    for number, line in enumerate([*text.removeprefix("\ufeff").splitlines(), ""], 1):
        bare = line.strip()
        if bare.startswith("//"):
            remarks |= _REMARKS.findall(bare)
            continue
        if bare.startswith("$"):
            missed.append(Missed(number, f"{bare.partition(':')[0]} is not kept"))
            continue
        if bare:
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _Block(start, "\n".join(lines), remarks)
            lines, remarks = [], {}


def _question(text: str) -> dict[str, Any]:
    """One question as the values of ours. Raises ValueError."""
    title = ""
    if text.lstrip().startswith("::"):
        _, title, text = _split(text.lstrip(), "::", 2)
    before, opened, rest = _part(text, "{")
    if not opened:
        raise ValueError("this is no question: it has no answers in { }")
    answers, closed, after = _part(rest, "}")
    if not closed:
        raise ValueError("its { is never closed")
    ask = _plain(before)
    if tail := _plain(after):
        ask = f"{ask} ____ {tail}"
    if not ask:
        raise ValueError("there is no question before its answers")
    answers, marked, general = _part(answers, "####")
    values: dict[str, Any] = {"title": _plain(title), "ask": ask, **_answers(answers.strip())}
    if marked:
        values["explanation"] = _plain(general)
    return values


def _answers(text: str) -> dict[str, Any]:
    """The part in braces."""
    if not text:
        return {"kind": "text"}
    word, _, feedback = _part(text, "#")
    if word.strip().upper() in (*_TRUE, *_FALSE):
        said = {"kind": "true-false", "answer": word.strip().upper() in _TRUE}
        return said | ({"explanation": _plain(feedback.lstrip("#"))} if feedback.strip("#") else {})
    if text.startswith("#"):
        return _number(text[1:])
    entries = list(_entries(text))
    if all(sign == "=" and _part(entry, "->")[1] for sign, entry in entries):
        return _order([entry for _, entry in entries])
    if all(sign == "=" for sign, _ in entries):
        accepted = [_plain(_part(entry, "#")[0]) for _, entry in entries]
        return {"kind": "text", "accept": [_weight(one)[1] for one in accepted]}
    return _choice(entries)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The answers with the signs before them."""
    parts = re.split(r"(?<!\\)([=~])", _shielded(text))
    if parts[0].strip():
        raise ValueError(f"{_plain(parts[0])!r} stands before the first answer")
    yield from zip(parts[1::2], parts[2::2], strict=True)


def _choice(entries: list[tuple[str, str]]) -> dict[str, Any]:
    """Options; those with a weight of their own are several right ones."""
    options, weights = [], []
    for sign, entry in entries:
        answer, _, why = _part(entry, "#")
        weight, words = _weight(_plain(answer))
        weights.append(100.0 if sign == "=" and weight is None else weight or 0.0)
        options.append({"text": words, "why": _plain(why), "right": weights[-1] > 0})
    several = sum(weight > 0 for weight in weights) > 1
    partial = several and not any(sign == "=" for sign, _ in entries)
    kind = "multiple" if partial else "choice"
    if not any(one["right"] for one in options):
        kind = "poll"
    return {"kind": kind, "options": options}


def _weight(text: str) -> tuple[float | None, str]:
    """`%50%answer` as its weight and the answer."""
    match = re.match(r"%(-?\d+(?:\.\d+)?)%\s*", text)
    return (float(match[1]), text[match.end() :]) if match else (None, text)


def _number(text: str) -> dict[str, Any]:
    """`3.14:0.05`, `1..5`, or several of them, of which the first counts."""
    if text.lstrip().startswith("="):
        text = re.split(r"(?<!\\)[=~]", text)[1]
    plain = _plain(_part(text, "#")[0])
    plain = _weight(plain)[1].strip()
    low, dots, high = plain.partition("..")
    middle, _, within = plain.partition(":")
    try:
        if dots:
            ends = float(low), float(high)
            return _estimate(sum(ends) / 2, abs(ends[1] - ends[0]) / 2)
        return _estimate(float(middle), float(within or 0))
    except ValueError:
        raise ValueError(f"{plain!r} is no number, as 3.14:0.05 or 1..5") from None


def _estimate(answer: float, within: float) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": "estimate", "answer": answer, "within": within}
    if within >= (abs(answer) or 1.0):
        values["worthless"] = 2 * within
    return values


def _order(entries: list[str]) -> dict[str, Any]:
    """Matching pairs whose left sides are 1, 2, 3 … are an order."""
    pairs = [(_plain(left), _plain(right)) for left, _, right in (_part(e, "->") for e in entries)]
    if sorted(left for left, _ in pairs) != sorted(str(n) for n in range(1, len(pairs) + 1)):
        raise ValueError("matching is not among our kinds, unless it matches 1, 2, 3 … in order")
    return {"kind": "ordering", "items": [right for _, right in sorted(pairs, key=_left)]}


def _left(pair: tuple[str, str]) -> int:
    return int(pair[0])


def _shielded(text: str) -> str:
    return text.replace("\\\\", "\\u005c")


def _part(text: str, sign: str) -> tuple[str, str, str]:
    """`text` parted at the first `sign` that no backslash takes away."""
    match = re.search(rf"(?<!\\){re.escape(sign)}", _shielded(text))
    shielded = _shielded(text)
    if not match:
        return text, "", ""
    return shielded[: match.start()], sign, shielded[match.end() :]


def _split(text: str, sign: str, times: int) -> list[str]:
    parts = text.split(sign, times)
    if len(parts) <= times:
        raise ValueError("its title is never closed with ::")
    return parts


def _plain(text: str) -> str:
    """A text without escapes, format and spacing."""
    text = _FORMAT.sub("", " ".join(text.split()))
    text = re.sub(r"\\([~=#{}:])", r"\1", text).replace("\\n", "\n")
    return text.replace("\\u005c", "\\").strip()
