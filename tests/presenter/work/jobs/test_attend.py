"""Attention: softmax(QK/sqrt(width)) of the weights, merged to words."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
import torch

from presenter.work.jobs.attend import merged, run
from presenter.work.jobs.bert import embed, run_watched
from presenter.work.jobs.encoder import load_encoder
from presenter.work.protocol import Attend, Attended
from presenter.work.trouble import Trouble
from tests.presenter.work.tiny import HEADS, HIDDEN, LAYERS

TEXT = "call me at home now"


def attended(tiny: Path, text: str = TEXT, **asked: int) -> Attended:
    request = Attend.model_validate({"text": text, "base": str(tiny), **asked})
    (reply,) = run(request, Event())
    assert isinstance(reply, Attended)
    return reply


@torch.inference_mode()
def test_the_first_layer_attends_by_the_formula(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    (encoding,) = encoder.encodings([TEXT])
    tokens = torch.tensor(encoding.ids)
    _, seen = run_watched(encoder.bert, tokens)
    layer = encoder.bert.layers[0]
    x = embed(encoder.bert, tokens.unsqueeze(0), torch.float32)[0].numpy()
    query, key, _ = np.split(x @ layer.qkv.numpy().T + layer.qkv_bias.numpy(), 3, axis=1)
    width = HIDDEN // HEADS
    for head in range(HEADS):
        part = slice(head * width, (head + 1) * width)
        scores = np.exp(query[:, part] @ key[:, part].T / np.sqrt(width))
        expected = scores / scores.sum(1, keepdims=True)
        np.testing.assert_allclose(seen[0, head], expected, rtol=1e-4, atol=1e-5)


def test_every_word_spreads_all_of_its_attention(tiny: Path) -> None:
    found = attended(tiny, "Call me, unbelievably ☎ now")
    assert found.words[0] == "[CLS]"
    assert found.words[-1] == "[SEP]"
    assert "unbelievably" in found.words
    assert found.pieces[found.words.index("unbelievably")] > 1
    assert (found.layers, found.heads) == (LAYERS, HEADS)
    for row in found.weights:
        assert sum(row) == pytest.approx(1, abs=0.01)


def test_the_mean_is_the_mean_of_the_heads(tiny: Path) -> None:
    mean = torch.tensor(attended(tiny, layer=1).weights)
    heads = [torch.tensor(attended(tiny, layer=1, head=head).weights) for head in range(HEADS)]
    np.testing.assert_allclose(torch.stack(heads).mean(0), mean, atol=1e-3)


def test_pieces_are_added_up_and_averaged() -> None:
    attention = torch.tensor([[0.2, 0.3, 0.5], [0.4, 0.4, 0.2], [0.6, 0.3, 0.1]])
    expected = torch.tensor([[0.2, 0.8], [0.5, 0.5]])
    np.testing.assert_allclose(merged(attention, [[0], [1, 2]]), expected, rtol=1e-6)


def test_leaving_a_word_out_moves_the_others(tiny: Path) -> None:
    found = attended(tiny, without=2)
    assert found.words[2] == "me"
    assert found.moved[2] == 0
    assert all(moved > 0 for place, moved in enumerate(found.moved) if place != 2)
    assert found.similarity is not None
    assert found.similarity < 1


@pytest.mark.parametrize("asked", [{"layer": LAYERS}, {"head": HEADS}, {"without": 99}])
def test_what_is_not_there_is_told(asked: dict[str, int], tiny: Path) -> None:
    with pytest.raises(Trouble, match="there are"):
        attended(tiny, TEXT, **asked)
