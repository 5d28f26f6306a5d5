"""What keys do while a question takes answers, for every kind of question. Pure."""

from dataclasses import replace

from quiz.answers import LONGEST_WORD, Answer
from quiz.core import Run
from quiz.question import (
    LETTERS,
    AnyQuestion,
    Cloud,
    Estimate,
    FixPrompt,
    FreeText,
    Guess,
    Multiple,
    Ordering,
    Poll,
    Scale,
)
from quiz.seat import Seat, seen_order
from quiz.shuffles import order_for
from quiz.text import clean
from quiz.typed import cloud_words, edited, parse_number
from quiz.wishes import Send, TakeBack

Draft = tuple[Seat, Send | TakeBack | None]
LONGEST_NUMBER = 24
_NUMBER_KEYS = frozenset("0123456789.,-+ eE'_")


def typing(question: AnyQuestion) -> bool:
    """Whether letters are typed, and so name nothing."""
    return longest(question) > 0


def longest(question: AnyQuestion) -> int:
    """Characters that can be typed; 0 where nothing is."""
    if question.choices:
        return 0
    match question:
        case FreeText() | FixPrompt():
            return question.longest
        case Guess():
            return question.longest
        case Cloud(words=words):
            return words * (LONGEST_WORD + 2)
        case Estimate():
            return LONGEST_NUMBER
        case _:
            return 0


def several(question: AnyQuestion) -> int:
    """How many options may be marked; 0 where one is chosen at once."""
    match question:
        case Multiple():
            return len(question.choices)
        case Poll(most=most):
            return most if most > 1 else 0
        case _:
            return 0


def draft(seat: Seat, key: str, run: Run) -> Draft:
    """The seat after a key while `run` is open, and what is sent."""
    question = run.question
    if typing(question):
        return _type(seat, key, run)
    if key == "backspace":
        answered = (seat.attendee or "") in run.answers
        return seat, TakeBack() if answered else None
    if isinstance(question, Ordering):
        return _arrange(seat, key, run)
    if isinstance(question, Scale):
        return _rate(seat, key, question)
    return _choose(seat, key, run)


# ---------------------------------------------------------------------------- choosing


def _choose(seat: Seat, key: str, run: Run) -> Draft:
    """Choose with arrows, digits or letters; Enter sends. Where several may be marked, Space and
    their own keys mark them."""
    order, most = seen_order(run, seat), several(run.question)
    named = _named(key, len(order))
    if most and (named is not None or key == " "):
        return _mark(seat, named if named is not None else seat.cursor, order, most), None
    if key in ("enter", " "):
        chosen = seat.picked if most else frozenset()
        if not most and seat.cursor is not None:
            chosen = frozenset({order[seat.cursor]})
        if not chosen:
            hint = "Mark your answers with Space first." if most else "Choose an answer first."
            return replace(seat, problem=hint), None
        return seat, Send(Answer(chosen=tuple(sorted(chosen))))
    cursor = named if named is not None else moved(seat.cursor, key, len(order))
    return replace(seat, cursor=cursor), None


def _mark(seat: Seat, position: int | None, order: tuple[int, ...], most: int) -> Seat:
    if position is None:
        return replace(seat, cursor=0)
    picked = seat.picked ^ {order[position]}
    if len(picked) > most:
        return replace(seat, cursor=position, problem=f"{most} at most: take one back first.")
    return replace(seat, cursor=position, picked=picked)


def moved(cursor: int | None, key: str, count: int) -> int | None:
    """The cursor after a key that moves it round `count` entries."""
    match key:
        case "up" | "left" | "backtab":
            return count - 1 if cursor is None else (cursor - 1) % count
        case "down" | "right" | "tab":
            return 0 if cursor is None else (cursor + 1) % count
        case "home":
            return 0
        case "end":
            return count - 1
        case _:
            return cursor


def _named(key: str, count: int) -> int | None:
    """The entry that a digit or a letter names."""
    if len(key) != 1:
        return None
    named = "123456789".find(key) if key in "123456789" else LETTERS.find(key.upper())
    return named if 0 <= named < count else None


# ---------------------------------------------------------------------------- ordering, rating


def _arrange(seat: Seat, key: str, run: Run) -> Draft:
    """Arrows go through the items; Space takes one up and puts it down; a digit puts it there."""
    order = seen_order(run, seat)
    cursor = seat.cursor
    if key == "enter":
        return replace(seat, held=False), Send(Answer(chosen=order))
    if key == " ":
        held = not seat.held if cursor is not None else False
        return replace(seat, held=held, cursor=cursor or 0), None
    if key in "123456789" and cursor is not None and len(key) == 1:
        target = int(key) - 1
        if target >= len(order):
            return seat, None
        return replace(seat, order=_carried(order, cursor, target), cursor=target), None
    target_ = _letter(key, order, order_for(run.question, seat.attendee or ""))
    target_ = moved(cursor, key, len(order)) if target_ is None else target_
    if seat.held and cursor is not None and target_ is not None and key not in ("tab", "backtab"):
        return replace(seat, order=_carried(order, cursor, target_), cursor=target_), None
    return replace(seat, cursor=target_), None


def _letter(key: str, order: tuple[int, ...], letters: tuple[int, ...]) -> int | None:
    """Where the item with this letter stands now."""
    named = LETTERS.find(key.upper()) if len(key) == 1 else -1
    return order.index(letters[named]) if 0 <= named < len(order) else None


def _carried(order: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    items = list(order)
    items.insert(end, items.pop(start))
    return tuple(items)


def _rate(seat: Seat, key: str, question: Scale) -> Draft:
    steps = question.steps
    if key in ("enter", " "):
        if seat.cursor is None:
            return replace(seat, problem="Choose a rating first."), None
        return seat, Send(Answer(number=steps[seat.cursor]))
    if len(key) == 1 and key in "0123456789":
        rating = 10 if key == "0" and 10 in steps else int(key)
        return replace(seat, cursor=steps.index(rating) if rating in steps else seat.cursor), None
    return replace(seat, cursor=moved(seat.cursor, key, len(steps))), None


# ---------------------------------------------------------------------------- typing


def _type(seat: Seat, key: str, run: Run) -> Draft:
    """A line of text with a caret; Enter sends it."""
    text = seat.draft or ""
    if key == "enter":
        return _sent(seat, text, run)
    if key == "backspace" and not text and (seat.attendee or "") in run.answers:
        return seat, TakeBack()
    most = longest(run.question)
    if len(key) == 1:
        if isinstance(run.question, Estimate) and key not in _NUMBER_KEYS:
            return replace(seat, problem="Type a number."), None
        if len(text) >= most:
            return replace(seat, problem=f"At most {most} characters."), None
        text = text[: seat.caret] + key + text[seat.caret :]
        return replace(seat, draft=text, caret=seat.caret + 1), None
    text, caret = edited(text, seat.caret, key)
    return replace(seat, draft=text, caret=caret), None


def _sent(seat: Seat, text: str, run: Run) -> Draft:
    question = run.question
    if isinstance(question, Estimate):
        number = parse_number(text)
        if number is None:
            return replace(seat, problem="Type a number, as 1200 or 3.5."), None
        return seat, Send(Answer(number=number))
    if isinstance(question, Cloud):
        words = cloud_words(text)
        if not words:
            return replace(seat, problem="Type a word first."), None
        if len(words) > question.words:
            return replace(seat, problem=f"{question.words} words at most."), None
        return seat, Send(Answer(texts=words))
    safe = clean(text, longest(question))
    if not safe:
        return replace(seat, problem="Type your answer first."), None
    return seat, Send(Answer(texts=(safe,)))
