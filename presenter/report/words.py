"""What takes and decks come to in words and numbers; the same in a terminal and in a file."""

import re
from datetime import datetime

from slides.durations import clock
from slides.take import SlideVerdict, TakeReport

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    """Text from a file as one line without anything that a terminal would obey."""
    return _CONTROL.sub(" ", text).strip()


def shown(seconds: float) -> str:
    """Seconds as a clock, to the nearest one; clocks that run round down instead."""
    return clock(round(seconds))


def clocks(span: tuple[float, float]) -> str:
    """From and to as clocks, or as one when they show the same: `0:33–0:37`."""
    low, high = map(shown, span)
    return low if low == high else f"{low}–{high}"


def numbers(low: float, high: float) -> str:
    """From and to as whole numbers, or as one: `140–160`."""
    first, last = f"{low:.0f}", f"{high:.0f}"
    return first if first == last else f"{first}–{last}"


def rate(words_per_minute: float | None) -> str:
    """Words per minute as a whole number; nothing when there are none."""
    return "" if words_per_minute is None else f"{words_per_minute:.0f}"


def late(drift: float) -> str:
    """A drift in words."""
    if abs(drift) < 1:
        return "on time"
    return f"{shown(abs(drift))} {'late' if drift > 0 else 'early'}"


def verdict(said: SlideVerdict, over: float | None) -> str:
    """The verdict on a slide or a section, and by how much."""
    return said if over is None or said == "on budget" else f"{said} {shown(abs(over))}"


def when(opened_at: float) -> str:
    """The day and the time of a take, as clocks show them here."""
    return f"{datetime.fromtimestamp(opened_at):%d %b %Y, %H:%M}"


def sentences(whole: TakeReport, damage: str) -> list[str]:
    """What a take comes to."""
    if whole.verdict == "not started":
        return ["The clock of this take was never started."]
    said = [
        _length(whole),
        f"Shown were {shown(whole.budget)} of budgets with {clocks(whole.planned)} of script "
        f"({whole.words} words), in {shown(whole.elapsed - whole.paused)}; "
        f"{late(whole.drift)} at the end.",
    ]
    if whole.paused >= 1:
        said.append(f"The clock of the slides stood for {shown(whole.paused)} of pauses.")
    if whole.words_per_minute is not None:
        aim = numbers(*whole.pace)
        said.append(
            f"You spoke {whole.words_per_minute:.0f} words a minute of your script (aim: {aim}), "
            "measured on slides without panes and quizzes."
        )
    if whole.speed != 1:
        said.append(f"A dry run at {whole.speed:g} times the speed of a clock.")
    if whole.interrupted:
        said.append("It was interrupted, and is counted up to its last event.")
    if damage:
        said.append(f"The log is damaged: {damage}.")
    return said


def _length(whole: TakeReport) -> str:
    against = f"the {clocks(whole.declared)} declared" if whole.declared else "its budgets"
    took = f"The talk took {shown(whole.talk)} against {against}"
    low, high = whole.declared or (0.0, 0.0)
    match whole.verdict:
        case "part of the talk":
            return f"This is a part of the talk; it took {shown(whole.talk)}."
        case "too long" if whole.declared:
            return f"{took}: {shown(whole.talk - high)} too long."
        case "too short" if whole.declared:
            return f"{took}: {shown(low - whole.talk)} too short."
        case "fits":
            return f"{took}: it fits."
        case said:
            return f"{took}: {said}."
