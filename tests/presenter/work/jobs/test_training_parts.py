"""The parts of a training step: batches, Adam, and the loss that is no number."""

from pathlib import Path
from random import Random
from threading import Event
from typing import get_args

import pytest
import torch

from presenter.work.jobs.adam import CHUNK, Adam
from presenter.work.jobs.batches import POOL, STRIDE, bucketed, pad
from presenter.work.jobs.classifier import load_base
from presenter.work.jobs.fitting import Fitting
from presenter.work.jobs.judging import ready
from presenter.work.jobs.learner import open_learner
from presenter.work.jobs.parallel import Crew
from presenter.work.practice import practice_messages
from presenter.work.protocol import Method

METHODS = get_args(Method)


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


def fitting(
    tiny: Path, method: Method = "full", steps: int = 4, crew: Crew | None = None
) -> Fitting:
    """32 practice messages in batches of 16, on the tiny base."""
    messages = practice_messages()[:32]
    texts = [message.text for message in messages]
    learner = open_learner(tiny, "tiny", method, texts, 0.1, seed=0)
    for _ in learner.prepare(Event()):
        pass
    spam = [message.spam for message in messages]
    return Fitting(learner, range(32), spam, steps, 0, Crew())


def test_a_loss_that_is_no_number_stops_the_run_before_the_weights_move(tiny: Path) -> None:
    run = fitting(tiny)
    with torch.no_grad():
        run.learner.head[0][0, 0] = float("nan")
    before = run.learner.body[0].detach().clone()
    with pytest.raises(FloatingPointError):
        list(run.run())
    assert torch.equal(before, run.learner.body[0].detach())


@pytest.mark.parametrize("method", METHODS)
def test_every_method_moves_what_it_says_and_learns(tiny: Path, method: Method) -> None:
    run = fitting(tiny, method, steps=40)
    before = [leaf.detach().clone() for leaf in run.leaves]
    losses = [stepped.loss for stepped in run.run()]
    assert all(not torch.equal(a, b) for a, b in zip(before, run.leaves, strict=True))
    assert sum(losses[-8:]) < sum(losses[:8])
    if method == "head":
        assert run.learner.body == []


def test_a_batch_of_one_class_is_a_batch_like_any_other(tiny: Path) -> None:
    run = fitting(tiny)
    ham = [at for at, message in enumerate(practice_messages()[:32]) if not message.spam][:8]
    assert run.pass_batch(ham) < 0.5
    assert torch.isfinite(run.learner.body[0].grad).all()  # type: ignore[arg-type]


def test_rates_rise_then_fall_to_nothing(tiny: Path) -> None:
    run = fitting(tiny, "head", steps=100)
    shares = []
    for done in range(100):
        run.done = done
        shares.append(run.rate_share())
    assert shares[0] < 0.2
    assert max(shares) > 0.9
    assert 0 < shares[-1] < 0.02


def test_frozen_layers_are_run_once_and_change_nothing(tiny: Path) -> None:
    """What is cached gives the scores that the whole encoder gives."""
    cached, whole = fitting(tiny, "frozen"), fitting(tiny, "full")
    with torch.no_grad():
        for run in (cached, whole):
            weight = run.learner.head[0]
            weight[1] = torch.arange(weight.shape[1]) / weight.shape[1]
    places = [3, 11, 7]
    torch.testing.assert_close(
        cached.learner.scores(places), whole.learner.scores(places), atol=0.01, rtol=0.01
    )


def test_the_untouched_base_calls_everything_ham(tiny: Path) -> None:
    base = load_base(str(tiny), 0.13)
    still = ready(base).spam_probabilities(["Win now!", "hello", ""])
    assert still == pytest.approx([0.13] * 3)
