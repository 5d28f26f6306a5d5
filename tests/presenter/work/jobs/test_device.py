"""A run on another device: torch's `meta`, which computes shapes alone, shows what would be made on
the processor all the same."""

from pathlib import Path

import pytest
import torch
from torch.nn import functional

from presenter.work.jobs import whole_torch
from presenter.work.jobs.adam import Adam
from presenter.work.jobs.learner import open_learner
from presenter.work.jobs.machine import choose_device
from presenter.work.practice import practice_messages
from presenter.work.protocol import Method


@pytest.mark.parametrize("method", ["full", "lora"])
def test_everything_that_a_run_computes_with_is_on_its_device(tiny: Path, method: Method) -> None:
    whole_torch()
    texts = [message.text for message in practice_messages()[:8]]
    with torch.device("meta"):
        learner = open_learner(tiny, "tiny", method, texts, 0.1, seed=0)
        scores = learner.scores(range(8))
        functional.cross_entropy(scores, torch.zeros(8, dtype=torch.long)).backward()  # type: ignore[no-untyped-call]
        leaves = [*learner.body, *learner.head]
        Adam([(leaf, 0.1) for leaf in leaves]).step(1.0)
    assert {scores.device.type, *(leaf.device.type for leaf in leaves)} == {"meta"}
    assert learner.precision == "fp32"


def test_auto_takes_cuda_then_mps_then_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    for cuda, mps, taken in ((True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")):
        monkeypatch.setattr(torch.cuda, "is_available", lambda there=cuda: there)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda there=mps: there)
        assert choose_device("auto").type == taken
