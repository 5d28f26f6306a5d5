"""Notes as they are spoken: cues set apart, words counted, time estimated."""

import re
from typing import NamedTuple

_CUE = re.compile(r"\[([^\[\]\n]{1,200})\](?!\()")
_STEP = re.compile(r"\[step\]", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,5}s?")
"""An acronym without a vowel is spelt out: LLM, SFT, DPO; RAG and LoRA are said as words."""


class Piece(NamedTuple):
    """A run of notes: spoken text, or a cue for the speaker's eyes only."""

    text: str
    cue: bool


def pieces(notes: str) -> list[Piece]:
    """Notes cut into spoken text and cues, in order; cues come without their brackets."""
    parts = _CUE.split(notes)
    cut = (Piece(part, cue=bool(place % 2)) for place, part in enumerate(parts))
    return [piece for piece in cut if piece.text.strip()]


def by_step(notes: str) -> list[str]:
    """The notes of each step, divided at `[step]`; always at least one part."""
    return [part.strip() for part in _STEP.split(notes)]


def spoken_words(notes: str) -> int:
    """How many words are spoken: cues left out, numbers and spelt acronyms as they are said."""
    return sum(
        _said(word)
        for piece in pieces(notes)
        if not piece.cue
        for word in piece.text.split()
        if any(c.isalnum() for c in word)
    )


def speaking_seconds(words: int, pace: float) -> float:
    """Seconds that so many words take at `pace` words per minute."""
    return words * 60 / pace


def _said(word: str) -> int:
    bare = word.strip("\"'“”‘’.,;:!?()*_`—–-…$€£%")
    if bare.endswith("%") or (bare != word and "%" in word):
        return _said(bare) + 1
    if _NUMBER.fullmatch(bare):
        return _number_words(bare.replace(",", "")) + ("$" in word or "€" in word or "£" in word)
    if _LETTERS.fullmatch(bare):
        return len(bare.removesuffix("s"))
    return 1 + sum(1 for part in re.split(r"[-/—–]", bare)[1:] if part)


def _number_words(digits: str) -> int:
    """Words in a number read aloud: 85.7 is three, 5572 is six."""
    whole, _, fraction = digits.partition(".")
    return _whole_words(int(whole[:15])) + (1 + len(fraction) if fraction else 0)


def _whole_words(n: int) -> int:
    for size in (10**12, 10**9, 10**6, 1000, 100):
        if n >= size:
            rest = _whole_words(n % size) if n % size else 0
            return _whole_words(n // size) + 1 + rest
    return 1 if n <= 20 or n % 10 == 0 else 2
