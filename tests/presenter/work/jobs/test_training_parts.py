"""The parts of a training step: batches, Adam, and the loss that is no number."""

from pathlib import Path
from random import Random

import pytest
import torch

from presenter.work.jobs.adam import CHUNK, Adam
from presenter.work.jobs.batches import POOL, bucketed
from presenter.work.jobs.classifier import STRIDE, load_base, pad
from presenter.work.jobs.tuning import RECIPES, fit, moving
from presenter.work.practice import practice_messages


def test_batches_hold_every_message_once() -> None:
    lengths = [Random(1).randrange(3, 128) for _ in range(1001)]
    batches = bucketed(lengths, 16, Random(0))
    assert sorted(place for batch in batches for place in batch) == list(range(1001))
    assert len(batches) == -(-1001 // 16)
    assert max(map(len, batches)) == 16


def test_batches_waste_little_on_padding() -> None:
    chance = Random(1)
    lengths = [chance.randrange(3, 128) for _ in range(16 * POOL * 4)]
    batches = bucketed(lengths, 16, Random(0))
    computed = sum(len(batch) * max(lengths[place] for place in batch) for batch in batches)
    assert computed < 1.1 * sum(lengths)


def test_another_chance_gives_other_batches() -> None:
    lengths = list(range(100))
    assert bucketed(lengths, 8, Random(0)) != bucketed(lengths, 8, Random(1))


def test_rows_are_padded_to_a_multiple() -> None:
    tokens, mask = pad([[5] * 3, [6] * 9])
    assert tokens.shape == (2, 2 * STRIDE)
    assert mask is not None
    assert mask.sum(1).tolist() == [3, 9]
    assert pad([[5] * STRIDE])[1] is None


def test_adam_moves_as_torchs_own() -> None:
    start = torch.randn(CHUNK + 17)
    ours = start.clone().requires_grad_()
    mean, square, theirs = torch.zeros_like(start), torch.zeros_like(start), start.clone()
    adam = Adam([(ours, 0.01)])
    for step in range(1, 4):
        ours.grad = torch.sin(ours.detach() * step)
        slope = torch.sin(theirs * step)
        adam.step(0.5)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        move = (mean / (1 - 0.9**step)) / ((square / (1 - 0.999**step)).sqrt() + 1e-8)
        theirs = theirs - 0.005 * move
    torch.testing.assert_close(ours.detach(), theirs, atol=1e-5, rtol=1e-4)
    assert ours.grad is None


def test_a_loss_that_is_no_number_stops_the_run(tiny: Path) -> None:
    model = moving(load_base(str(tiny), 0.1), "tiny", "frozen", 0)
    with torch.no_grad():
        model.weights[0] = float("nan")
    with pytest.raises(FloatingPointError):
        list(fit(model, practice_messages()[:32], RECIPES["frozen"], 1, 0))


def test_the_untouched_base_calls_everything_ham(tiny: Path) -> None:
    base = load_base(str(tiny), 0.13)
    still = base.ready().spam_probabilities(["Win now!", "hello", ""])
    assert still == pytest.approx([0.13] * 3)
