"""Low-rank additions to any model (Hu et al. 2021), put on by hooks, saved as PEFT saves them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from presenter.work.jobs.lora import ALPHA, CONFIG, RANK, WEIGHTS

CONV1D = "Conv1D"
"""transformers' linear layer of GPT-2, whose matrix is stored the other way round."""


def adaptable(model: nn.Module, head: nn.Module) -> dict[str, nn.Module]:
    """The linear layers of a model by name, its head left out."""
    return {
        name: module
        for name, module in model.named_modules()
        if module is not head and (isinstance(module, nn.Linear) or _turned(module))
    }


def _turned(module: nn.Module) -> bool:
    return type(module).__name__ == CONV1D


def _sizes(module: Any) -> tuple[int, int]:
    """Inputs and outputs."""
    first, second = module.weight.shape
    return (first, second) if _turned(module) else (second, first)


class HookedLora:
    """For each layer a pair A [rank, in] and B [out, rank]; B starts at zero and adds nothing."""

    def __init__(self, layers: Mapping[str, nn.Module]) -> None:
        self.layers = layers
        self.pairs: dict[str, tuple[Tensor, Tensor]] = {}
        for name, layer in layers.items():
            inputs, outputs = _sizes(layer)
            a = (torch.randn(RANK, inputs) * inputs**-0.5).requires_grad_()
            self.pairs[name] = (a, torch.zeros(outputs, RANK).requires_grad_())
            layer.register_forward_hook(self._hook(name))

    def _hook(self, name: str) -> Any:
        def add(_layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
            a, b = self.pairs[name]
            low = functional.linear(functional.linear(inputs[0], a), b)
            return output + ALPHA / RANK * low

        return add

    @property
    def leaves(self) -> list[Tensor]:
        """What moves."""
        return [leaf for pair in self.pairs.values() for leaf in pair]


def save_hooked(
    lora: HookedLora, base: str, head: nn.Module, model: nn.Module, folder: Path
) -> None:
    """Adapter and head in the files that PEFT reads for a sequence classifier."""
    heads = {name: module for name, module in model.named_modules() if module is head}
    config = {
        "peft_type": "LORA",
        "task_type": "SEQ_CLS",
        "base_model_name_or_path": base,
        "r": RANK,
        "lora_alpha": ALPHA,
        "lora_dropout": 0.0,
        "bias": "none",
        "fan_in_fan_out": any(_turned(layer) for layer in lora.layers.values()),
        "target_modules": sorted(lora.layers),
        "modules_to_save": sorted(heads),
    }
    (folder / CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    stored = {}
    for name, (a, b) in lora.pairs.items():
        stored[f"base_model.model.{name}.lora_A.weight"] = a.detach().cpu().contiguous()
        stored[f"base_model.model.{name}.lora_B.weight"] = b.detach().cpu().contiguous()
    for name, module in heads.items():
        for kind, weight in module.named_parameters():
            stored[f"base_model.model.{name}.{kind}"] = weight.detach().cpu().contiguous()
    save_file(stored, folder / WEIGHTS, {"format": "pt"})


@torch.no_grad()
def load_hooked(model: nn.Module, head: nn.Module, folder: Path) -> HookedLora:
    """Put a saved adapter and head on a base. Raises KeyError, OSError or SafetensorError."""
    stored = load_file(folder / WEIGHTS)
    lora = HookedLora(adaptable(model, head))
    for name, (a, b) in lora.pairs.items():
        a.copy_(stored[f"base_model.model.{name}.lora_A.weight"])
        b.copy_(stored[f"base_model.model.{name}.lora_B.weight"])
    (name,) = (name for name, module in model.named_modules() if module is head)
    for kind, weight in head.named_parameters():
        weight.copy_(stored[f"base_model.model.{name}.{kind}"])
    return lora
