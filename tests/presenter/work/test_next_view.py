"""Temperature and nucleus over what was weighed, against the whole distribution."""

from math import exp, log, log2
from random import Random

import pytest

from presenter.work.next_view import draw, shaped
from presenter.work.protocol import Continuations

VOCABULARY = 5_000


def zipf(exponent: float = 1.3, vocabulary: int = VOCABULARY) -> list[float]:
    weights = [rank**-exponent for rank in range(1, vocabulary + 1)]
    whole = sum(weights)
    return [log(weight / whole) for weight in weights]


def weighed(logprobs: list[float], top: int, vocabulary: int = VOCABULARY) -> Continuations:
    return Continuations(
        texts=tuple(f"t{place}" for place in range(top)),
        logprobs=tuple(logprobs[:top]),
        vocabulary=vocabulary,
        milliseconds=1,
        model="m",
        backend="llama.cpp",
    )


def exact(logprobs: list[float], temperature: float) -> tuple[list[float], float]:
    weights = [exp(logprob / temperature) for logprob in logprobs]
    chances = [weight / sum(weights) for weight in weights]
    return chances, -sum(chance * log2(chance) for chance in chances)


def test_at_temperature_one_the_models_own_figures_stand() -> None:
    logprobs = zipf()
    shape = shaped(weighed(logprobs, 100), 1, 1)
    assert [c.probability for c in shape.candidates] == pytest.approx(
        [exp(p) for p in logprobs[:100]]
    )
    assert shape.rest == pytest.approx(sum(map(exp, logprobs[100:])))
    assert shape.kept == VOCABULARY
    assert not shape.estimated


@pytest.mark.parametrize("temperature", [0.3, 0.7, 1.0, 1.5, 2.5])
def test_the_tail_that_is_not_listed_is_estimated_closely(temperature: float) -> None:
    logprobs = zipf()
    shape = shaped(weighed(logprobs, 200), temperature, 1)
    chances, bits = exact(logprobs, temperature)
    assert shape.candidates[0].probability == pytest.approx(chances[0], rel=0.02)
    assert shape.bits == pytest.approx(bits, rel=0.02)
    assert sum(c.probability for c in shape.candidates) + shape.rest == pytest.approx(1)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_a_list_of_the_whole_vocabulary_is_exact(temperature: float) -> None:
    logprobs = zipf(vocabulary=50)
    shape = shaped(weighed(logprobs, 50, 50), temperature, 1)
    chances, bits = exact(logprobs, temperature)
    assert [c.probability for c in shape.candidates] == pytest.approx(chances)
    assert shape.bits == pytest.approx(bits)
    assert not shape.estimated


def test_colder_is_surer_and_hotter_less() -> None:
    found = weighed(zipf(), 200)
    bits = [shaped(found, temperature, 1).bits for temperature in (0.2, 0.7, 1.0, 1.5, 3.0)]
    assert bits == sorted(bits)
    assert shaped(found, 1.5, 1).estimated


def test_the_nucleus_is_what_can_be_drawn() -> None:
    found = weighed([log(p) for p in (0.5, 0.3, 0.15, 0.05)], 4, 4)
    shape = shaped(found, 1, 0.8)
    assert shape.kept == 2
    assert [c.probability for c in shape.candidates] == pytest.approx([0.625, 0.375, 0, 0])
    assert [c.raw for c in shape.candidates] == pytest.approx([0.5, 0.3, 0.15, 0.05])
    chance = Random(1)
    assert {draw(shape, chance) for _ in range(200)} == {0, 1}


def test_draws_follow_the_bars() -> None:
    found = weighed([log(p) for p in (0.7, 0.2, 0.1)], 3, 3)
    shape, chance = shaped(found, 1, 1), Random(7)
    drawn = [draw(shape, chance) for _ in range(2_000)]
    assert [drawn.count(place) / 2_000 for place in range(3)] == pytest.approx(
        [0.7, 0.2, 0.1], abs=0.04
    )
