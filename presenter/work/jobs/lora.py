"""Low-rank additions to a BERT's matrices (Hu et al. 2021), in the files that PEFT writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from presenter.work.jobs.bert import NAMES, QKV, Bert, Layer
from presenter.work.trouble import Trouble

RANK, ALPHA = 8, 16
TARGETS = (*QKV, NAMES["out"], NAMES["up"], NAMES["down"])
CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"


@dataclass(frozen=True)
class Lora:
    """For each matrix a pair that is multiplied and added: (layer, name) to A [rank, in] and B."""

    base: str
    """The base's name on the hub, or its folder."""
    scale: float
    pairs: Mapping[tuple[int, str], tuple[Tensor, Tensor]]


def new_lora(bert: Bert, base: str) -> Lora:
    """Additions that add nothing yet, since B is zero; A is drawn from torch's seed."""
    pairs = {}
    for index, layer in enumerate(bert.layers):
        for name in TARGETS:
            rows, columns = _matrix(layer, name).shape
            rows = rows // 3 if name in QKV else rows
            a = torch.randn(RANK, columns) * columns**-0.5
            pairs[index, name] = (a, torch.zeros(rows, RANK))
    return Lora(base, ALPHA / RANK, pairs)


def _matrix(layer: Layer, name: str) -> Tensor:
    matrices = {NAMES["out"]: layer.out, NAMES["up"]: layer.up, NAMES["down"]: layer.down}
    return matrices.get(name, layer.qkv)


def add_lora(bert: Bert, lora: Lora) -> Bert:
    """The encoder with the additions added in; gradients flow to them."""

    def added(index: int, name: str) -> Tensor:
        a, b = lora.pairs[index, name]
        return lora.scale * (b @ a)

    layers = tuple(
        layer._replace(
            qkv=layer.qkv + torch.cat([added(index, name) for name in QKV]),
            out=layer.out + added(index, NAMES["out"]),
            up=layer.up + added(index, NAMES["up"]),
            down=layer.down + added(index, NAMES["down"]),
        )
        for index, layer in enumerate(bert.layers)
    )
    return bert._replace(layers=layers)


def save_lora(lora: Lora, folder: Path) -> None:
    """Write the additions as PEFT does, the weights in bf16."""
    config = {
        "peft_type": "LORA",
        "task_type": "FEATURE_EXTRACTION",
        "base_model_name_or_path": lora.base,
        "r": RANK,
        "lora_alpha": ALPHA,
        "lora_dropout": 0.0,
        "bias": "none",
        "target_modules": sorted(name.removeprefix("attention.self.") for name in TARGETS),
    }
    (folder / CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    stored = {
        _stored_name(index, name, side): weight.detach().bfloat16().contiguous()
        for (index, name), pair in lora.pairs.items()
        for side, weight in zip("AB", pair, strict=True)
    }
    save_file(stored, folder / WEIGHTS, {"format": "pt"})


def _stored_name(index: int, name: str, side: str) -> str:
    return f"base_model.model.encoder.layer.{index}.{name}.lora_{side}.weight"


def load_lora(folder: Path, layers: int) -> Lora:
    """Read additions for an encoder of so many layers. Raises Trouble."""
    try:
        config = json.loads((folder / CONFIG).read_bytes())
        stored = load_file(folder / WEIGHTS)
        pairs = {
            (index, name): (
                stored[_stored_name(index, name, "A")].float(),
                stored[_stored_name(index, name, "B")].float(),
            )
            for index in range(layers)
            for name in TARGETS
        }
        return Lora(config["base_model_name_or_path"], config["lora_alpha"] / config["r"], pairs)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise Trouble(f"{folder} is not an adapter that Podium can use: {error!r}.") from None
