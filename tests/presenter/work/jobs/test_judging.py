"""Judging in eight bits: what rounding changes, what is done about it, and what is measured."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from presenter.work.jobs.batches import by_length
from presenter.work.jobs.bert import embed, run_layers
from presenter.work.jobs.classifier import Classifier, Head, load_base
from presenter.work.jobs.eight_bits import in_eight_bits
from presenter.work.jobs.judging import DOUBT, LeanJudge, ready
from presenter.work.jobs.quickest import layers_in, quickest
from presenter.work.practice import practice_messages


@pytest.fixture(scope="module")
def decided(tiny: Path) -> Classifier:
    """The tiny base under a head that is sure of most texts, one way or the other."""
    base = load_base(str(tiny), 0.5)
    torch.manual_seed(0)
    return replace(base, head=Head(torch.randn(2, base.bert.shape.hidden) * 8, torch.zeros(2)))


def judge(classifier: Classifier) -> LeanJudge:
    """One that judges in eight bits, whatever is fastest here."""
    layers = classifier.bert.layers
    quick = replace(ready(classifier), layers=layers_in("int8", layers), exact=layers)
    return replace(quick, arithmetic="int8")


def test_a_layer_in_eight_bits_is_near(decided: Classifier) -> None:
    bert = decided.bert
    x = embed(bert, torch.tensor([[2, 30, 40, 50, 3]]), torch.float32)
    rounded = in_eight_bits(bert.layers[0])
    assert rounded
    exact = run_layers(bert.layers[:1], bert.shape, x, None)
    near = run_layers([rounded], bert.shape, x, None)
    assert not torch.equal(near, exact)
    torch.testing.assert_close(near, exact, atol=0.1, rtol=0.1)


def test_messages_in_doubt_are_judged_exactly(decided: Classifier) -> None:
    """The others keep their verdict too: rounding does not carry them across one half."""
    texts = [message.text for message in practice_messages()[:60]]
    quick = judge(decided)
    exact = replace(quick, arithmetic="fp32", layers=quick.exact, exact=())
    rough = replace(quick, exact=())
    truth, found, rounded = (one.spam_probabilities(texts) for one in (exact, quick, rough))
    unsure = [at for at, chance in enumerate(rounded) if DOUBT < chance < 1 - DOUBT]
    assert 0 < len(unsure) < len(texts)
    assert rounded != truth
    assert [found[at] for at in unsure] == pytest.approx([truth[at] for at in unsure], abs=1e-4)
    assert [chance >= 0.5 for chance in found] == [chance >= 0.5 for chance in truth]


def test_quickening_changes_no_verdict(decided: Classifier) -> None:
    texts = [message.text for message in practice_messages()[:40]]
    judge = ready(decided)
    first = judge.spam_probabilities(texts)
    judge.quicken()
    assert judge.arithmetic == quickest(decided.bert.layers[0], decided.bert.shape)[0]
    assert judge.original == ()
    after = judge.spam_probabilities(texts)
    assert [chance >= 0.5 for chance in after] == [chance >= 0.5 for chance in first]


def test_what_is_quickest_is_measured_once_for_a_size(decided: Classifier) -> None:
    threads = torch.get_num_threads()
    layer, shape = decided.bert.layers[0], decided.bert.shape
    arithmetic, wanted = quickest(layer, shape)
    assert arithmetic in ("fp32", "bf16", "int8")
    assert wanted in (1, 2)
    assert quickest(layer, shape) == (arithmetic, wanted)
    assert torch.get_num_threads() == threads


def test_batches_hold_so_many_tokens_at_most() -> None:
    lengths = [5, 100, 7, 30, 6, 30]
    batches = list(by_length(lengths, 60))
    assert sorted(place for batch in batches for place in batch) == list(range(6))
    padded = [len(batch) * max(lengths[place] for place in batch) for batch in batches]
    assert padded == [21, 60, 100]
