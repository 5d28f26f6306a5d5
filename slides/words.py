"""Notes as they are spoken: cues set apart, words counted, time estimated."""

import re
from functools import lru_cache
from typing import NamedTuple

_CUE = re.compile(r"\[((?:[^\[\]\n]|\n(?![ \t]*\n)){1,300})\](?!\()")
"""A cue may run over a line's end, not over an empty line; `[text](address)` is a link."""
_STEP = re.compile(r"\[\s*step\s*\]", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_RUN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A number, or letters that belong together."""
_SIGN = re.compile(r"[$€£]\s?\d|\d\s?[%€£$]")
"""Signs that are said as a word of their own."""
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,5}s?")
"""An acronym without a vowel is spelt out: LLM, SFT, DPO; RAG and LoRA are said as words."""
_SPELT = frozenset({"AI", "API", "CPU", "GPU", "TPU", "UI", "URL"})
"""Acronyms with a vowel that are spelt out nevertheless."""


class Piece(NamedTuple):
    """A run of notes: spoken text, or a cue for the speaker's eyes only."""

    text: str
    cue: bool


def pieces(notes: str) -> list[Piece]:
    """Notes cut into spoken text and cues, in order; cues come without their brackets."""
    found: list[Piece] = []
    for place, part in enumerate(_CUE.split(notes)):
        is_cue = bool(place % 2)
        if part.strip():
            found.append(Piece(" ".join(part.split()) if is_cue else part, is_cue))
    return found


def by_step(notes: str) -> list[str]:
    """The notes of each step, divided at `[step]`; always at least one part."""
    return [part.strip() for part in _STEP.split(notes)]


@lru_cache(maxsize=2048)
def spoken_words(notes: str) -> int:
    """How many words are spoken: cues left out, numbers and spelt acronyms as they are said.

    `85.7%` is five, `GPT-4` four, `don't` one.
    """
    return sum(_said(_LINK.sub(r"\1", text)) for text, cue in pieces(notes) if not cue)


def speaking_seconds(words: float, pace: float) -> float:
    """Seconds that so many words take at `pace` words per minute."""
    return words * 60 / pace


def _said(text: str) -> int:
    runs = _RUN.findall(text)
    longer = (run for run in runs if run[0].isdecimal() or run[1:2].isupper())
    return len(runs) + sum(_run_words(run) - 1 for run in longer) + len(_SIGN.findall(text))


def _run_words(run: str) -> int:
    return _number_words(run) if run[0].isdecimal() else _letters(run)


def _letters(run: str) -> int:
    """1 for a word, or the number of letters of what is spelt out."""
    bare = run.removesuffix("s")
    return len(bare) if bare in _SPELT or _LETTERS.fullmatch(run) else 1


def _number_words(digits: str) -> int:
    """Words in a number read aloud: 85.7 is four, 5,572 is six."""
    whole, _, fraction = digits.replace(",", "").partition(".")
    return _whole_words(int(whole[:15])) + (1 + len(fraction) if fraction else 0)


def _whole_words(n: int) -> int:
    for size in (10**12, 10**9, 10**6, 1000, 100):
        if n >= size:
            rest = _whole_words(n % size) if n % size else 0
            return _whole_words(n // size) + 1 + rest
    return 1 if n <= 20 or n % 10 == 0 else 2
