"""Sums as people write them, computed without `eval`: a parser of a few lines (Pratt 1973)."""

import operator
import re
from collections.abc import Callable
from decimal import Decimal

LONGEST = 200
"""Characters of an expression."""
DEEPEST = 40
"""Brackets, signs and powers inside each other."""
_TOKEN = re.compile(r"\s*(?:(\d[\d_,]*\.?\d*|\.\d+)|(\*\*|[-+*/^()%×÷]))")
_BINDING = {"+": 10, "-": 10, "*": 20, "/": 20, "^": 40}
_SIGN = 30
_SPELLINGS = {"**": "^", "×": "*", "÷": "/"}


def evaluate(text: str) -> Decimal:
    """The value of a sum with + - * / ^ %, brackets and thousands' commas. Raises ValueError."""
    if len(text) > LONGEST:
        raise ValueError(f"a sum has at most {LONGEST} characters")
    parser = _Parser(_tokens(text))
    value = parser.expression(0, DEEPEST)
    if parser.token is not None:
        raise ValueError(f"{parser.token!r} is not expected there")
    return value


def _tokens(text: str) -> list[str]:
    tokens, place = [], 0
    text = text.rstrip()
    while place < len(text):
        if not (found := _TOKEN.match(text, place)):
            raise ValueError(f"{text[place:].strip()[:12]!r} is no part of a sum")
        tokens.append(found[1] or _SPELLINGS.get(found[2], found[2]))
        place = found.end()
    return tokens


class _Parser:
    """Reads tokens one after the other; `token` is the next one, None at the end."""

    def __init__(self, tokens: list[str]) -> None:
        self._rest = iter(tokens)
        self.token = next(self._rest, None)

    def expression(self, binding: int, depth: int) -> Decimal:
        """Everything that binds tighter than `binding`."""
        if depth == 0:
            raise ValueError("the sum is nested too deeply")
        value = self._operand(depth)
        while self.token in ("%", *_BINDING) and _BINDING.get(self.token, 50) > binding:
            sign = self._take()
            if sign == "%":
                value /= 100
                continue
            right = _BINDING[sign] - (sign == "^")  # powers are read from the right
            value = _applied(sign, value, self.expression(right, depth - 1))
        return value

    def _operand(self, depth: int) -> Decimal:
        token = self._take()
        if token in ("-", "+"):
            value = self.expression(_SIGN, depth - 1)
            return -value if token == "-" else value
        if token == "(":
            value = self.expression(0, depth - 1)
            if self._take() != ")":
                raise ValueError("a bracket is not closed")
            return value
        try:
            return Decimal(token.replace(",", "").replace("_", ""))
        except ArithmeticError:
            raise ValueError(f"{token!r} is not expected there") from None

    def _take(self) -> str:
        token = self.token
        if token is None:
            raise ValueError("the sum breaks off")
        self.token = next(self._rest, None)
        return token


def _applied(sign: str, left: Decimal, right: Decimal) -> Decimal:
    if sign == "/" and right == 0:
        raise ValueError("nothing can be divided by zero")
    if sign == "^" and abs(right) > 1_000:
        raise ValueError("the power is too large")
    apply: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        "^": operator.pow,
    }
    return apply[sign](left, right)
