import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from presenter.work.jobs.bert import load_bert
from presenter.work.jobs.lora import CONFIG, RANK, add_lora, load_lora, new_lora, save_lora
from presenter.work.trouble import Trouble
from tests.presenter.work.tiny import HIDDEN, LAYERS


def test_new_additions_add_nothing(tiny: Path) -> None:
    bert = load_bert(tiny)
    added = add_lora(bert, new_lora(bert, "base"))
    for layer, same in zip(bert.layers, added.layers, strict=True):
        assert all(map(torch.equal, layer, same))


def test_an_addition_reaches_its_own_matrix_only(tiny: Path) -> None:
    bert = load_bert(tiny)
    lora = new_lora(bert, "base")
    a, b = lora.pairs[1, "attention.self.key"]
    pairs = {**lora.pairs, (1, "attention.self.key"): (a, torch.ones_like(b))}
    added = add_lora(bert, replace(lora, pairs=pairs))
    moved = (added.layers[1].qkv - bert.layers[1].qkv).abs().sum(1) > 0
    assert moved.tolist() == [False] * HIDDEN + [True] * HIDDEN + [False] * HIDDEN
    assert all(map(torch.equal, bert.layers[0], added.layers[0]))
    assert torch.equal(added.layers[1].up, bert.layers[1].up)


def test_the_files_are_pefts(tiny: Path, tmp_path: Path) -> None:
    bert = load_bert(tiny)
    lora = new_lora(bert, "some/base")
    save_lora(lora, tmp_path)
    config = json.loads((tmp_path / CONFIG).read_text())
    assert config["peft_type"] == "LORA"
    assert config["base_model_name_or_path"] == "some/base"
    assert set(config["target_modules"]) == {
        "query",
        "key",
        "value",
        "attention.output.dense",
        "intermediate.dense",
        "output.dense",
    }
    again = load_lora(tmp_path, LAYERS)
    assert (again.base, again.scale) == (lora.base, lora.scale)
    assert again.pairs.keys() == lora.pairs.keys()
    for key, (a, b) in lora.pairs.items():
        assert again.pairs[key][0].shape == a.shape == (RANK, a.shape[1])
        torch.testing.assert_close(again.pairs[key][0], a, atol=0.01, rtol=0.01)
        assert torch.equal(again.pairs[key][1], b)


def test_a_folder_without_an_adapter(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="not an adapter"):
        load_lora(tmp_path, LAYERS)
