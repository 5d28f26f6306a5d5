"""What may come next, under a temperature and a nucleus: arithmetic on what the lab weighed once.

The lab lists the likeliest tokens with their probabilities over the whole vocabulary. Those it does
not list share what is left; at a temperature of 1 that is all there is to know. At others their sum
has to be estimated: they are taken to fall off as a power of their rank (Zipf) from the last one
listed, which on real prompts is within 4 % of the truth up to 1.3 and within 16 % at 2.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, log2
from random import Random

from presenter.work.protocol import Continuations

NEARLY_ONE = 1e-9
STEEPEST = 60.0


@dataclass(frozen=True)
class Candidate:
    """A token that may come next."""

    text: str
    probability: float
    """Under the temperature and the nucleus; 0 outside the nucleus."""
    raw: float
    """As the model gave it."""


@dataclass(frozen=True)
class Shaped:
    """A distribution over the next token."""

    candidates: tuple[Candidate, ...]
    """The listed ones, likeliest first."""
    rest: float
    """Probability of all others together."""
    kept: int
    """Tokens that can be drawn: the nucleus, or the whole vocabulary."""
    bits: float
    """Its entropy."""
    estimated: bool
    """True where `rest` and `bits` rest on an estimate."""


@lru_cache(maxsize=32)
def shaped(found: Continuations, temperature: float, top_p: float) -> Shaped:
    """`found` at a temperature, cut to the fewest tokens that hold `top_p` together."""
    raw = [exp(logprob) for logprob in found.logprobs]
    weights = [exp(logprob / temperature) for logprob in found.logprobs]
    tail, tail_nats = _tail(found, max(0.0, 1 - sum(raw)), temperature)
    whole = sum(weights) + tail
    chances = [weight / whole for weight in weights]
    rest = tail / whole
    kept = found.vocabulary
    if top_p < 1:
        kept = _nucleus(chances, top_p)
        held = sum(chances[:kept])
        chances = [chance / held if place < kept else 0.0 for place, chance in enumerate(chances)]
        rest = 0.0
    nats = -sum(chance * log(chance) for chance in chances if chance > 0)
    if rest:
        nats += tail_nats / whole + rest * log(whole)
    together = zip(found.texts, chances, raw, strict=True)
    return Shaped(
        candidates=tuple(Candidate(text, chance, was) for text, chance, was in together),
        rest=rest,
        kept=kept,
        bits=nats / log(2),
        estimated=abs(temperature - 1) > NEARLY_ONE and rest > 0.005,
    )


def draw(shape: Shaped, chance: Random) -> int:
    """The place of a token drawn from the listed ones."""
    weights = [candidate.probability for candidate in shape.candidates]
    return chance.choices(range(len(weights)), weights)[0]


def surprise(probability: float) -> float:
    """In bits."""
    return -log2(probability) if probability > 0 else float("inf")


def _nucleus(chances: list[float], top_p: float) -> int:
    held = 0.0
    for place, chance in enumerate(chances, 1):
        held += chance
        if held >= top_p:
            return place
    return len(chances)


def _tail(found: Continuations, mass: float, temperature: float) -> tuple[float, float]:
    """The weight of all tokens that are not listed, and minus the sum of weight × log weight."""
    listed, last = len(found.logprobs), found.logprobs[-1]
    missing = found.vocabulary - listed
    if missing <= 0 or mass <= 0:
        return 0.0, 0.0
    low, high = (listed + 0.5) / listed, (found.vocabulary + 0.5) / listed
    steepness = _steepness(mass / (listed * exp(last)), low, high) / temperature
    first = exp(last / temperature)
    weight = listed * first * _area(steepness, low, high)
    logs = listed * first * _log_area(steepness, low, high)
    return weight, -(last / temperature) * weight + steepness * logs


def _steepness(wanted: float, low: float, high: float) -> float:
    """The exponent for which the area under x^-exponent is as wanted, by bisection."""
    flat, steep = 0.0, STEEPEST
    for _ in range(50):
        middle = (flat + steep) / 2
        if _area(middle, low, high) > wanted:
            flat = middle
        else:
            steep = middle
    return (flat + steep) / 2


def _area(exponent: float, low: float, high: float) -> float:
    """The integral of x^-exponent."""
    power = 1 - exponent
    if abs(power) < NEARLY_ONE:
        return log(high / low)
    return float((high**power - low**power) / power)


def _log_area(exponent: float, low: float, high: float) -> float:
    """The integral of x^-exponent · log x."""
    power = 1 - exponent
    if abs(power) < NEARLY_ONE:
        return (log(high) ** 2 - log(low) ** 2) / 2

    def at(x: float) -> float:
        return float(x**power / power * (log(x) - 1 / power))

    return at(high) - at(low)
