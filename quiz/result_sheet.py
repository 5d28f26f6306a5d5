"""The middle of the screen once a question is closed: what the room answered, what was right, why.

Pure. The lines are drawn once for all whose screens say the same.
"""

from functools import lru_cache

from quiz.look import Look
from quiz.question import (
    COLOURS,
    LETTERS,
    SHAPES,
    Cloud,
    Estimate,
    FixPrompt,
    FreeText,
    Guess,
    Ordering,
)
from quiz.results import Bar, figure
from quiz.rows import INDENT, Lines, bar, code, point, prose, quoted, short_bar
from quiz.screens import Counted, Point
from quiz.text import cells, clean

_CLOUD_ON_SCREEN = 12


def counted(screen: Counted, points: tuple[Point, ...], look: Look) -> Lines:
    """All lines of the result, which may be more than fit; what is one's own comes first."""
    if not points:
        return _shared(screen, look)
    own = [line for one in points for line in _point(one, look)]
    asked = len(_asked(screen, look))
    whole = _shared(screen, look)
    return (*whole[:asked], *own, b"", *whole[asked:])


def _point(one: Point, look: Look) -> Lines:
    return point("✓" if one.met else "~" if one.part else "✗", one.said, one.why, look)


def _asked(screen: Counted, look: Look) -> Lines:
    """The question again, in few lines: everybody has read it."""
    lines = prose(screen.question.ask, look, "bold")
    most = 2 if look.width < 60 else 3
    return (*lines[:most], *code(screen.question.code, look), b"")


@lru_cache(maxsize=512)
def _shared(screen: Counted, look: Look) -> Lines:
    """All that those see who answered alike."""
    lines = [*_asked(screen, look)]
    if screen.revealed or screen.output:
        lines += _answer(screen, look)
    if not screen.alone:
        lines += _counts(screen, look)
    elif screen.question.choices:
        lines += _options(screen, look)
    if screen.revealed and screen.question.explanation:
        lines += [b"", *prose(screen.question.explanation, look)]
    return tuple(lines)


def _answer(screen: Counted, look: Look) -> list[bytes]:
    """What was right, where the bars alone do not say it."""
    question = screen.question
    match question:
        case Estimate(answer=answer, unit=unit):
            said = f"✓ {figure(answer)} {unit}".rstrip()
            mine = f"You said {figure(screen.number)} {unit}." if screen.number is not None else ""
            return [*prose(said, look, "bold green"), *(prose(mine, look) if mine else ()), b""]
        case FreeText(accept=accept) if accept:
            return [*prose(f"✓ {accept[0]}", look, "bold green"), b""]
        case FixPrompt(example=example) if example:
            return [*quoted("A good one:", example, look), b""]
        case Ordering(items=items) if screen.alone:
            listed = (prose(f"{n}. {item}", look) for n, item in enumerate(items, 1))
            return [line for lines in listed for line in lines]
        case Guess():
            return [*quoted("The model said:", screen.output or "nothing", look), b""]
        case _:
            return []


def _counts(screen: Counted, look: Look) -> list[bytes]:
    question = screen.question
    if question.choices:
        return _options(screen, look)
    if isinstance(question, FreeText) and not screen.revealed:
        return []
    lines: list[bytes] = []
    if isinstance(question, Ordering):
        if not screen.revealed:
            return []
        lines += prose("How many put each in its place:", look, "dim")
    bars = screen.results.bars
    if isinstance(question, FreeText):
        bars = tuple(one for one in bars if one.right)
    lines += _short_bars(screen, bars[:_CLOUD_ON_SCREEN], look)
    if screen.results.said:
        lines += prose(screen.results.said[:1].upper() + screen.results.said[1:] + ".", look, "dim")
    return lines


def _short_bars(screen: Counted, bars: tuple[Bar, ...], look: Look) -> list[bytes]:
    """A line a bar: numbers, words, items."""
    most = max((one.count for one in bars), default=0)
    longest = max((cells(clean(one.label, 60)) for one in bars), default=0)
    labels = min(longest, look.width * 2 // 5)
    lines = []
    for n, one in enumerate(bars):
        right = screen.revealed and one.right and not isinstance(screen.question, Cloud)
        label = one.label
        colour = "green" if right else COLOURS[n % 6]
        lines.append(short_bar(label, one.count, most, labels, "✓" if right else " ", colour, look))
    return lines


def _options(screen: Counted, look: Look) -> list[bytes]:
    """Every option with its bar; once it is revealed, which are right, and why or why not."""
    lines: list[bytes] = []
    counts = [one.count for one in screen.results.bars]
    for letter, place in enumerate(screen.order):
        chosen, right = place in screen.sent, screen.revealed and place in screen.right
        tags = [word for word, on in (("right", right), ("your answer", chosen)) if on]
        mark = "✓" if right else "❯" if chosen else " "
        sign = f"{mark} {SHAPES[place]} {LETTERS[letter]}  "
        tag = f"  {', '.join(tags)}" if tags else ""
        option = screen.question.choices[place]
        drawn = bar(
            option.text, counts[place], screen.results.answers, sign,
            COLOURS[place], tag, look,
        )  # fmt: skip
        lines += drawn[:1] if screen.alone else drawn
        if screen.revealed and option.why:
            lines += prose(option.why, look, "dim", INDENT)
    return lines
