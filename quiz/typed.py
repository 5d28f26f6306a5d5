"""What is typed, as text: edited by keys, and read as words or as a number. Pure."""

import re

from quiz.answers import LONGEST_WORD
from quiz.text import clean


def edited(text: str, caret: int, key: str) -> tuple[str, int]:
    """A text and its caret after a key that edits or moves in it."""
    match key:
        case "backspace" if caret:
            return text[: caret - 1] + text[caret:], caret - 1
        case "delete":
            return text[:caret] + text[caret + 1 :], caret
        case "ctrl-u" | "escape":
            return "", 0
        case "ctrl-w":
            kept = text[:caret].rstrip()
            kept = kept[: kept.rfind(" ") + 1]
            return kept + text[caret:], len(kept)
        case "left":
            return text, max(0, caret - 1)
        case "right":
            return text, min(len(text), caret + 1)
        case "home" | "up":
            return text, 0
        case "end" | "down":
            return text, len(text)
        case _:
            return text, caret


def cloud_words(text: str) -> tuple[str, ...]:
    """The entries of a cloud: between commas if there are any, else between spaces."""
    parts = text.replace(";", ",").split(",") if "," in text or ";" in text else text.split()
    cleaned = (clean(part, LONGEST_WORD) for part in parts)
    return tuple(dict.fromkeys(word for word in cleaned if word))


def parse_number(text: str) -> float | None:
    """A number as people type it: `21,247`, `21 247`, `3.5`, `3,5`, `-2e3`; None if it is none."""
    plain = re.sub(r"[\s'_]", "", text)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", plain):
        return None
    number = float(plain)
    return number if abs(number) <= 1e15 else None
