"""Who sees the options in which order: few orders for each question, so that frames stay shared."""

from functools import lru_cache
from math import factorial
from random import Random

from quiz.question import MAX_OPTIONS, AnyQuestion, Ordering

ORDERS = 6
"""Different orders of one question: neighbours seldom see the same, and a hall needs few frames."""

AS_WRITTEN = tuple(tuple(range(count)) for count in range(MAX_OPTIONS + 1))
"""The order of the deck, for each number of options."""


def order_for(question: AnyQuestion, attendee: str) -> tuple[int, ...]:
    """The places of the options, or of the items to order, as the attendee sees them.

    The same for one attendee whenever they look, and for all who share a seed.
    """
    if isinstance(question, Ordering):
        return _order(question.question, len(question.items), _seed(attendee), False)
    if getattr(question, "shuffle", False):
        return _order(question.question, len(question.choices), _seed(attendee), True)
    return AS_WRITTEN[len(question.choices)]


def _seed(attendee: str) -> int:
    digits = attendee.lstrip("p")
    return int(digits) % ORDERS if digits.isdecimal() else 0


@lru_cache(maxsize=2048)
def _order(question: str, count: int, seed: int, may_be_sorted: bool) -> tuple[int, ...]:
    """One shuffle; that of an ordering is never the right one already."""
    random = Random(f"{question} {seed}")
    places = list(range(count))
    random.shuffle(places)
    while not may_be_sorted and places == sorted(places) and factorial(count) > 1:
        random.shuffle(places)
    return tuple(places)
