"""The lean encoder against torch's own transformer layers."""

import json
from pathlib import Path

import pytest
import torch
from torch import nn

from presenter.work.jobs.bert import (
    Bert,
    embed,
    load_bert,
    run_layers,
    save_bert,
)
from presenter.work.jobs.pooling import mean_over_tokens
from presenter.work.trouble import Trouble
from tests.presenter.work.tiny import HIDDEN, build_tiny


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Bert:
    return load_bert(build_tiny(tmp_path_factory.mktemp("bert")))


def reference(bert: Bert, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    for layer in bert.layers:
        theirs = nn.TransformerEncoderLayer(
            HIDDEN,
            bert.shape.heads,
            layer.up.shape[0],
            dropout=0,
            activation="gelu",
            layer_norm_eps=bert.shape.epsilon,
            batch_first=True,
        )
        theirs.load_state_dict(
            {
                "self_attn.in_proj_weight": layer.qkv,
                "self_attn.in_proj_bias": layer.qkv_bias,
                "self_attn.out_proj.weight": layer.out,
                "self_attn.out_proj.bias": layer.out_bias,
                "linear1.weight": layer.up,
                "linear1.bias": layer.up_bias,
                "linear2.weight": layer.down,
                "linear2.bias": layer.down_bias,
                "norm1.weight": layer.norm,
                "norm1.bias": layer.norm_bias,
                "norm2.weight": layer.last_norm,
                "norm2.bias": layer.last_norm_bias,
            }
        )
        x = theirs(x, src_key_padding_mask=None if mask is None else ~mask)
    return x


def test_layers_compute_what_torchs_own_compute(bert: Bert) -> None:
    tokens = torch.tensor([[2, 30, 40, 50, 3], [2, 9, 3, 0, 0]])
    mask = tokens != 0
    x = embed(bert, tokens, torch.float32)
    ours = run_layers(bert.layers, bert.shape, x, mask)
    torch.testing.assert_close(ours[mask], reference(bert, x, mask)[mask], atol=1e-5, rtol=1e-5)


def test_padding_changes_nothing(bert: Bert) -> None:
    row = [2, 30, 40, 50, 3]
    alone = torch.tensor([row])
    padded = torch.tensor([[*row, 0, 0, 0]])
    mask = padded != 0
    one = run_layers(bert.layers, bert.shape, embed(bert, alone, torch.float32), None)
    two = run_layers(bert.layers, bert.shape, embed(bert, padded, torch.float32), mask)
    torch.testing.assert_close(mean_over_tokens(one, None), mean_over_tokens(two, mask))


def test_half_precision_is_near(bert: Bert) -> None:
    tokens = torch.tensor([[2, 30, 40, 50, 3]])
    full = run_layers(bert.layers, bert.shape, embed(bert, tokens, torch.float32), None)
    half = bert.to(torch.bfloat16)
    short = run_layers(half.layers, half.shape, embed(half, tokens, torch.bfloat16), None)
    assert (full - short.float()).abs().max() < 0.15


def test_what_is_saved_is_loaded_again(bert: Bert, tmp_path: Path) -> None:
    build_tiny(tmp_path)
    changed = bert._replace(layers=tuple(layer._replace(up=layer.up + 1) for layer in bert.layers))
    save_bert(changed, tmp_path)
    again = load_bert(tmp_path)
    for layer, back in zip(changed.layers, again.layers, strict=True):
        for weight, other in zip(layer, back, strict=True):
            torch.testing.assert_close(weight, other)
    torch.testing.assert_close(again.positions, bert.positions)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    folder = build_tiny(tmp_path)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 3}))
    with pytest.raises(Trouble, match=r"lack 'encoder\.layer\.2"):
        load_bert(folder)
