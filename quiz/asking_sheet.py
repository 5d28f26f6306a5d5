"""The middle of the screen while a question takes answers. Pure."""

from functools import lru_cache

from quiz.drafting import several
from quiz.look import Look
from quiz.question import AnyQuestion, Cloud, FixPrompt, Guess, Ordering, Scale
from quiz.rows import WHOLE, Lines, code, entry, item, option, point, prose, quoted, rating
from quiz.screens import Asking, Entry, Point

Body = tuple[Lines, int]
"""Lines, and how many more of the question there are to scroll to."""


def asking(screen: Asking, typed: Entry | None, points: tuple[Point, ...], look: Look) -> Body:
    """The question and what there is to answer it with, in `look.height` lines."""
    if typed is None:
        return _choosing(screen, look)
    head = _head(screen, look)
    most = max(1, min(6, look.height - len(head) - 2))
    line = entry(typed.text, typed.caret, typed.longest, typed.unit, look, most)
    told = [one for each in points for one in _pointed(each, look)]
    gap = (b"",) if told and len(head) + len(line) + len(told) < look.height else ()
    tail = (*line, *gap, *told)
    room = look.height - len(line)
    for air in ((b"",), ()):
        lines = (*air, *head, *air, *tail)
        if len(lines) <= look.height:
            return lines, 0
    hidden = max(0, len(head) - room)
    first = min(screen.scroll, hidden)
    shown = head[first : first + room]
    return (*shown, *tail)[: look.height], hidden


def rows_over(question: AnyQuestion, look: Look) -> int:
    """By how many rows the question, its code and its options, all whole, are too long for the
    middle of a screen; 0 when they fit."""
    order = tuple(
        range(len(question.items if isinstance(question, Ordering) else question.choices))
    )
    screen = Asking(1, question, order, order)
    head = _head(screen, look)
    entries = (
        _entries(screen, look, WHOLE) if order or isinstance(question, Scale) else [(b"",) * 2]
    )
    return max(0, len(head) + 1 + sum(map(len, entries)) - look.height)


def _pointed(one: Point, look: Look) -> Lines:
    sign = "✓" if one.met else "~" if one.part else "✗"
    return point(sign, one.said, one.why, look)


def _head(screen: Asking, look: Look) -> Lines:
    """The question itself, with its code or prompt, and how to answer where that needs saying."""
    question = screen.question
    lines = (*prose(question.ask, look, "bold"), *code(question.code, look))
    match question:
        case FixPrompt() if look.height > 12:
            lines += quoted("The prompt:", question.prompt, look)
        case Guess():
            lines += quoted("The model is given:", question.prompt, look)
        case Cloud(words=words) if words > 1 and look.height > 8:
            lines += prose(f"Up to {words} words, with commas between them.", look, "dim")
        case Scale() if question.low_means or question.high_means:
            ends = f"{question.low} {question.low_means} … {question.high} {question.high_means}"
            lines += prose(ends, look, "dim")
    return lines


@lru_cache(maxsize=4096)
def _choosing(screen: Asking, look: Look) -> Body:
    """With air if there is room for it, with entries cut short if there is not. Every entry can
    always be reached."""
    head = _head(screen, look)
    for air, most in ((True, WHOLE), (False, WHOLE), (False, 2)):
        entries = _entries(screen, look, most)
        gap = (b"",) if air else ()
        lines = (*gap, *head, b"", *(line for one in entries for line in one))
        if len(lines) <= look.height:
            return lines, 0
    return _squeezed(screen, head, look)


def _squeezed(screen: Asking, head: Lines, look: Look) -> Body:
    """The least that serves: a line an entry, the lit one whole, and what fits of the question."""
    entries = _entries(screen, look, 1)
    if screen.cursor is not None:
        entries[screen.cursor] = _entries(screen, look, 3)[screen.cursor]
    rows = [line for one in entries for line in one]
    room = max(1, look.height - len(rows))
    hidden = max(0, len(head) - room)
    first = min(screen.scroll, hidden)
    shown = head[first : first + room]
    over = max(0, len(shown) + len(rows) - look.height)
    above = max(0, min(over, (screen.cursor or 0) - 1))
    return (*shown, *rows[above:])[: look.height], hidden


def _entries(screen: Asking, look: Look, most: int) -> list[Lines]:
    match screen.question:
        case Ordering():
            return [_item(screen, position, look, most) for position in range(len(screen.order))]
        case Scale(steps=steps):
            return [_rating(screen, n, step, look) for n, step in enumerate(steps)]
        case _:
            return [_option(screen, position, look, most) for position in range(len(screen.order))]


def _option(screen: Asking, position: int, look: Look, most: int) -> Lines:
    place = screen.order[position]
    lit, sent = screen.cursor == position, place in screen.sent
    marks = several(screen.question)
    picked = place in screen.picked if marks else sent
    if marks:
        mark = "✓" if picked else "·"
        settled = False
    else:
        mark = "✓" if sent else "❯" if lit else " "
        settled = bool(screen.sent) and not sent and not lit
    style = "reverse bold" if lit else "bold" if sent else "dim" if settled else ""
    text = screen.question.choices[place].text
    return option(text, place, position, mark, style, lit, look, most)


def _item(screen: Asking, position: int, look: Look, most: int) -> Lines:
    assert isinstance(screen.question, Ordering)
    place = screen.order[position]
    lit = screen.cursor == position
    sent = bool(screen.sent) and screen.sent == screen.order
    text = screen.question.items[place]
    letter = screen.letters.index(place)
    return item(position + 1, letter, text, lit, lit and screen.held, sent, look, most)


def _rating(screen: Asking, position: int, step: int, look: Look) -> Lines:
    """A rating as a length, so that more looks like more."""
    lit, sent = screen.cursor == position, step in screen.sent
    mark = "✓" if sent else "❯" if lit else " "
    style = "reverse bold" if lit else "bold" if sent else ""
    return rating(step, position, mark, style, look)
