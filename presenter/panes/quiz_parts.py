"""The results of questions without options, as parts that are shown as far as there is room. Pure.

A part is a list of lines that belong together; the first is the one that must be seen.
"""

from rich.console import RenderableType
from rich.text import Text

from presenter.palette import ACCENT, GOOD, INK, MUTED, WARM
from presenter.panes.quiz_asked import Asked
from presenter.panes.quiz_bars import bar_row, label_width, lines, quoted, sign
from presenter.panes.quiz_cloud import cloud
from presenter.panes.quiz_prompts import prompt_parts
from quiz.core import Run
from quiz.question import Cloud, Estimate, FixPrompt, FreeText, Guess, Ordering, Scale
from quiz.results import Bar, figure, results
from quiz.shuffles import order_for
from quiz.text import clean

Part = list[RenderableType]
_CLOUD_LINES = 9
_TEXTS = 12


def parts(asked: Asked, width: int) -> list[Part]:
    """What is shown below the question of a kind that is not chosen from."""
    question, run = asked.question, asked.run if asked.counted else None
    match question:
        case Ordering():
            return [_ordered(asked, question, run, width)]
        case Estimate():
            return _estimated(asked, question, run, width)
        case Scale():
            return [_rated(asked, question, run, width)]
        case Cloud():
            words = f"{question.words} words" if question.words > 1 else "a word"
            asks: Part = [*lines(f"up to {words} each" if not run else "", width, MUTED)]
            return [[*cloud(results(run).bars, width, _CLOUD_LINES)] if run else asks]
        case FreeText():
            return _texts(asked, question, run, width)
        case FixPrompt():
            return prompt_parts(asked, question, run, width)
        case Guess():
            return _guessed(asked, question, run, width)
        case _:
            return []


def _ordered(asked: Asked, question: Ordering, run: Run | None, width: int) -> Part:
    """Once it is revealed the right order, and how many put each in its place; before, another."""
    words = label_width(question.items, width)
    rows: Part = []
    if not (run and asked.revealed):
        for place in order_for(question, "p0"):
            shape, colour = sign(place, lettered=False)
            head = Text(f"{shape}  ", style=f"bold {colour}")
            rows.append(head + Text(clean(question.items[place], width - 4)))
        return rows
    found = results(run)
    for place, bar in enumerate(found.bars):
        shape, colour = sign(place, lettered=False)
        head = Text(f"{place + 1} {shape} ", style=f"bold {colour}")
        label = Text(clean(bar.label, 200), style=f"bold {GOOD}")
        share = asked.grown * bar.count / max(1, found.answers)
        rows.append(bar_row(head, label, words, share, f"{bar.count:,}", colour, width))
    return [*rows, *_said(found.said, width)]


def _estimated(asked: Asked, question: Estimate, run: Run | None, width: int) -> list[Part]:
    unit = f" in {question.unit}" if question.unit else ""
    if run is None:
        return [[*lines(f"a number{unit}", width, MUTED)]]
    head: Part = []
    if asked.revealed:
        told = f"✓ {figure(question.answer)} {question.unit}".rstrip()
        head = [*lines(told, width, f"bold {GOOD}"), Text()]
    return [[*head, *_histogram(asked, run, width)]]


def _rated(asked: Asked, question: Scale, run: Run | None, width: int) -> Part:
    if run:
        return _histogram(asked, run, width)
    ends = f"{question.low} {question.low_means} … {question.high} {question.high_means}"
    return [*lines(ends, width, MUTED)]


def _histogram(asked: Asked, run: Run, width: int) -> Part:
    """A line a bin, the right one marked once it is revealed, and the middle in words."""
    found = results(run)
    most = max((bar.count for bar in found.bars), default=0)
    words = label_width([bar.label for bar in found.bars], width)
    rows: Part = []
    for bar in found.bars:
        right = bar.right and asked.revealed
        head = Text("  ✓  " if right else "     ", style=f"bold {GOOD}")
        label = Text(clean(bar.label, 80), style=f"bold {GOOD}" if right else INK)
        share = asked.grown * bar.count / max(1, most)
        count = f"{bar.count:,}" if bar.count else ""
        colour = GOOD if right else ACCENT
        rows.append(bar_row(head, label, words, share, count, colour, width))
    return [*rows, *_said(found.said, width)]


def _texts(asked: Asked, question: FreeText, run: Run | None, width: int) -> list[Part]:
    """What was written, the same texts together; never before the reveal."""
    if run is None:
        return [[*lines("in your own words", width, MUTED)]]
    found = results(run)
    head: Part = []
    if question.accept:
        head = [*lines(f"✓ {question.accept[0]}", width, f"bold {GOOD}"), Text()]
    rows = [_text_row(bar, width) for bar in found.bars[:_TEXTS]]
    return [[*head, *_said(found.said, width)], [*rows]] if head else [[*rows]]


def _text_row(bar: Bar, width: int) -> Text:
    mark, style = ("✓", f"bold {GOOD}") if bar.right else ("·", INK)
    count = f"  ×{bar.count:,}" if bar.count > 1 else ""
    said = clean(bar.label, max(8, width - 2 - len(count)))
    return Text.assemble((f"{mark} {said}", style), (count, f"bold {WARM}"))


def _guessed(asked: Asked, question: Guess, run: Run | None, width: int) -> list[Part]:
    """What the model was given, then what it said, and how near the written guesses were."""
    given = quoted("The model is given:", question.prompt, width)
    if run is None or run.decided is None:
        return [[*given]]
    found: list[Part] = [[*quoted("The model said:", run.output or "nothing", width, WARM)]]
    if not question.choices:
        found.append(_histogram(asked, run, width))
    return [*found, [*given]]


def _said(sentence: str, width: int) -> Part:
    return [*lines(sentence[:1].upper() + sentence[1:] + ".", width, MUTED)] if sentence else []
