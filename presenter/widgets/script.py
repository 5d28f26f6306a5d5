"""Notes as a script that scrolls: its words, its lines, and how fast they should pass. Pure."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from slides.words import by_step, pieces, spoken_words

SLOWEST, FASTEST = 0.75, 1.25
"""Shares of the talk's own pace that the script never leaves."""
HURRY = 0.15
"""How much faster or slower than the slide asks for a talk that is late or early is led."""
HURRY_DRIFT = 90.0
"""Seconds of drift at which it is led so."""
_END = re.compile(r"[.!?…][\"'”’)\]]*$")


class Word(NamedTuple):
    """One word as it stands in the notes; an empty one ends a paragraph."""

    text: str
    cue: bool
    sentence: int
    """Counts from 0."""
    spoken: int
    """Words that are spoken before it."""
    step: int


def script(notes: str) -> tuple[Word, ...]:
    """The words of a slide's notes, step after step."""
    words: list[Word] = []
    sentence = spoken = 0
    for step, part in enumerate(by_step(notes)):
        for text, cue in _runs(part):
            words.append(Word(text, cue, sentence, spoken, step))
            spoken += 0 if cue else spoken_words(text)
            if not text or (not cue and _END.search(text)):
                sentence += 1
        words.append(Word("", False, sentence, spoken, step))
        sentence += 1
    return tuple(words)


def _runs(part: str) -> list[tuple[str, bool]]:
    """Words and cues of a step; cues are marked, and an empty text parts paragraphs."""
    runs: list[tuple[str, bool]] = []
    for piece in pieces(part):
        if piece.cue:
            runs += [(text, True) for text in f"▸[{piece.text}]".split()]
            continue
        for number, paragraph in enumerate(re.split(r"\n[ \t]*\n", piece.text)):
            runs += [("", False)] if number else []
            runs += [(text, False) for text in paragraph.split()]
    return runs


def lines(words: tuple[Word, ...], width: int) -> list[tuple[Word, ...]]:
    """The words in lines of at most `width` cells; paragraphs are an empty line apart."""
    found: list[tuple[Word, ...]] = []
    line: list[Word] = []
    room = width
    for word in words:
        size = cell_len(word.text)
        if line and (not word.text or size > room):
            found.append(tuple(line))
            line, room = [], width
        if not word.text:
            found.append((word,))
        else:
            line.append(word)
            room -= size + 1
    return [*found, tuple(line)] if line else found


def total(words: tuple[Word, ...]) -> int:
    """How many words are spoken."""
    return words[-1].spoken if words else 0


def word_at(words: tuple[Word, ...], position: float) -> int:
    """Place of the word that is spoken when so many are said."""
    place = 0
    for number, word in enumerate(words):
        if word.text and not word.cue and word.spoken <= position:
            place = number
    return place


def start_of(words: tuple[Word, ...], step: int) -> int:
    """Words that are spoken before a step begins; before the last one for a step without notes."""
    last = words[-1].step if words else 0
    return next((word.spoken for word in words if word.step == min(step, last)), 0)


@dataclass(frozen=True)
class Motion:
    """Where the script was, and when. `position` in spoken words, `at` in seconds."""

    at: float
    position: float = 0.0
    held: bool = False
    rate: float | None = None
    """Words per minute, when the speaker has fixed it."""


def position(motion: Motion, now: float, rate: float, end: float) -> float:
    """Words said at `now`, led at `rate` words per minute since the motion was noted."""
    if motion.held:
        return motion.position
    return max(0.0, min(end, motion.position + (now - motion.at) * rate / 60))


def fitting(left: float, seconds: float, drift: float, pace: tuple[float, float]) -> float:
    """Words per minute that bring so many words into so many seconds.

    A talk that is late is led faster than that, one that is early slower, by `HURRY` at the most;
    and never far from the talk's own pace, from and to words per minute.
    """
    hurry = 1 + HURRY * max(-1.0, min(1.0, drift / HURRY_DRIFT))
    wanted = left * 60 / seconds * hurry if seconds > 0 else pace[1] * FASTEST
    return max(pace[0] * SLOWEST, min(pace[1] * FASTEST, wanted))
