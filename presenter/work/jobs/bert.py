"""A BERT encoder in plain PyTorch: weights are values, and the encoder is a function of them.

Devlin et al. 2019, without dropout and pooler. Weights are read from the files that the Hugging
Face library writes; tests compare the layers with torch's own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from presenter.work.trouble import Trouble


@dataclass(frozen=True)
class Shape:
    """What the weights' sizes do not tell."""

    layers: int
    hidden: int
    heads: int
    positions: int
    epsilon: float


class Runs(Protocol):
    """A layer as it is run, whatever its weights are made of: four products and two norms."""

    @property
    def norm(self) -> Tensor: ...
    @property
    def norm_bias(self) -> Tensor: ...
    @property
    def last_norm(self) -> Tensor: ...
    @property
    def last_norm_bias(self) -> Tensor: ...
    def project(self, x: Tensor) -> Tensor: ...
    def gather(self, x: Tensor) -> Tensor: ...
    def widen(self, x: Tensor) -> Tensor: ...
    def narrow(self, x: Tensor) -> Tensor: ...


class Layer(NamedTuple):
    """Weights of one layer; query, key and value are stacked into one matrix."""

    qkv: Tensor
    qkv_bias: Tensor
    out: Tensor
    out_bias: Tensor
    norm: Tensor
    norm_bias: Tensor
    up: Tensor
    up_bias: Tensor
    down: Tensor
    down_bias: Tensor
    last_norm: Tensor
    last_norm_bias: Tensor

    def to(self, kind: torch.dtype) -> "Layer":
        """The same in another precision; gradients flow through."""
        return Layer(*(weight.to(kind) for weight in self))

    def project(self, x: Tensor) -> Tensor:
        """Queries, keys and values."""
        return functional.linear(x, self.qkv, self.qkv_bias)

    def gather(self, x: Tensor) -> Tensor:
        """What was attended to."""
        return functional.linear(x, self.out, self.out_bias)

    def widen(self, x: Tensor) -> Tensor:
        """Up."""
        return functional.linear(x, self.up, self.up_bias)

    def narrow(self, x: Tensor) -> Tensor:
        """And down again."""
        return functional.linear(x, self.down, self.down_bias)


class Bert(NamedTuple):
    """All weights of an encoder."""

    shape: Shape
    words: Tensor
    positions: Tensor
    """With the embedding of the first token type, the only one here, added in."""
    norm: Tensor
    norm_bias: Tensor
    layers: tuple[Layer, ...]

    def to(self, kind: torch.dtype) -> "Bert":
        """The layers in another precision. Embeddings stay: few of their rows are ever read."""
        return self._replace(layers=tuple(layer.to(kind) for layer in self.layers))


NAMES = {
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "last_norm": "output.LayerNorm",
}
"""Our names and those of the files."""
QKV = tuple(f"attention.self.{name}" for name in ("query", "key", "value"))


def load_bert(folder: Path) -> Bert:
    """Read `config.json` and `model.safetensors`, onto torch's default device: the one that a run
    is made on. Raises Trouble for anything but a BERT."""
    shape = _shape(folder / "config.json")
    try:
        stored = load_file(folder / "model.safetensors")
    except (OSError, SafetensorError) as error:
        raise Trouble(f"The weights in {folder} cannot be read: {error}.") from None
    device = torch.get_default_device()
    named = {name.removeprefix("bert."): weight.to(device) for name, weight in stored.items()}
    try:
        return _assemble(shape, named)
    except KeyError as missing:
        raise Trouble(f"The weights in {folder} lack {missing}.", "Is it a BERT?") from None


def is_bert(folder: Path) -> bool:
    """Does a folder's configuration say so? False when there is none that can be read."""
    try:
        return bool(json.loads((folder / "config.json").read_bytes())["model_type"] == "bert")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _shape(path: Path) -> Shape:
    try:
        config = json.loads(path.read_bytes())
        if (kind := config["model_type"]) != "bert":
            raise Trouble(f"{path.parent} is of the kind {kind}.", "Only BERT is supported so far.")
        if config.get("hidden_act", "gelu") != "gelu":
            raise Trouble(f"{path}: hidden_act is not gelu.")
        return Shape(
            layers=config["num_hidden_layers"],
            hidden=config["hidden_size"],
            heads=config["num_attention_heads"],
            positions=config["max_position_embeddings"],
            epsilon=config.get("layer_norm_eps", 1e-12),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Trouble(f"{path} is not a model's configuration: {error!r}.") from None


def _assemble(shape: Shape, named: Mapping[str, Tensor]) -> Bert:
    types = named["embeddings.token_type_embeddings.weight"]
    return Bert(
        shape=shape,
        words=named["embeddings.word_embeddings.weight"],
        positions=named["embeddings.position_embeddings.weight"] + types[0],
        norm=named["embeddings.LayerNorm.weight"],
        norm_bias=named["embeddings.LayerNorm.bias"],
        layers=tuple(_layer(named, f"encoder.layer.{i}.") for i in range(shape.layers)),
    )


def _layer(named: Mapping[str, Tensor], at: str) -> Layer:
    pairs = {
        ours + suffix: named[f"{at}{theirs}.{kind}"]
        for ours, theirs in NAMES.items()
        for suffix, kind in (("", "weight"), ("_bias", "bias"))
    }
    return Layer(
        qkv=torch.cat([named[f"{at}{name}.weight"] for name in QKV]),
        qkv_bias=torch.cat([named[f"{at}{name}.bias"] for name in QKV]),
        **pairs,
    )


def save_bert(bert: Bert, folder: Path) -> None:
    """Write `model.safetensors` in fp32, under the names that `load_bert` reads."""
    named = {
        "embeddings.word_embeddings.weight": bert.words,
        "embeddings.position_embeddings.weight": bert.positions,
        "embeddings.token_type_embeddings.weight": torch.zeros(2, bert.shape.hidden),
        "embeddings.LayerNorm.weight": bert.norm,
        "embeddings.LayerNorm.bias": bert.norm_bias,
    }
    for index, layer in enumerate(bert.layers):
        at = f"encoder.layer.{index}."
        for ours, theirs in NAMES.items():
            named[f"{at}{theirs}.weight"] = getattr(layer, ours)
            named[f"{at}{theirs}.bias"] = getattr(layer, f"{ours}_bias")
        for kind, stacked in (("weight", layer.qkv), ("bias", layer.qkv_bias)):
            for name, part in zip(QKV, stacked.chunk(3), strict=True):
                named[f"{at}{name}.{kind}"] = part
    contiguous = {name: weight.float().contiguous() for name, weight in named.items()}
    save_file(contiguous, folder / "model.safetensors", {"format": "pt"})


def embed(bert: Bert, tokens: Tensor, kind: torch.dtype) -> Tensor:
    """Token ids [batch, length] to what the first layer reads [batch, length, hidden]."""
    summed = functional.embedding(tokens, bert.words) + bert.positions[: tokens.shape[1]]
    epsilon = bert.shape.epsilon
    return functional.layer_norm(
        summed, (bert.shape.hidden,), bert.norm, bert.norm_bias, epsilon
    ).to(kind)


def run_layers(layers: Sequence[Runs], shape: Shape, x: Tensor, mask: Tensor | None) -> Tensor:
    """Through some layers. `mask` [batch, length] is true where a token is; None where all are."""
    bias = None
    if mask is not None:
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, float("-inf"))
        bias = bias.repeat_interleave(shape.heads, 0).unsqueeze(1)
    for layer in layers:
        x, _ = _run_layer(layer, shape, x, bias)
    return x


def run_watched(bert: Bert, tokens: Tensor) -> tuple[Tensor, Tensor]:
    """Through all layers with one text [length], looking on: its last vectors [length, hidden],
    and what every token attended to [layers, heads, length, length], rows adding up to 1."""
    x = embed(bert, tokens.unsqueeze(0), bert.layers[0].qkv.dtype)
    seen = []
    for layer in bert.layers:
        x, attention = _run_layer(layer, bert.shape, x, None)
        seen.append(attention)
    return x[0].float(), torch.stack(seen).float()


def _run_layer(layer: Runs, shape: Shape, x: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
    """What a layer makes of x, and its attention [batch * heads, length, length]."""
    batch, length, hidden = x.shape
    width = hidden // shape.heads
    qkv = layer.project(x).view(batch, length, 3, shape.heads, width)
    query, key, value = qkv.permute(2, 0, 3, 1, 4).reshape(3, -1, length, width).unbind()
    key = key.transpose(1, 2)
    # Two batched products: their backward pass is twice as fast here as fused attention's.
    if bias is None:
        scores = torch.bmm(query, key) * width**-0.5
    else:
        scores = torch.baddbmm(bias, query, key, alpha=width**-0.5)
    attention = scores.softmax(-1)
    seen = torch.bmm(attention, value).view(batch, shape.heads, length, width)
    seen = layer.gather(seen.transpose(1, 2).reshape(x.shape))
    x = functional.layer_norm(x + seen, (hidden,), layer.norm, layer.norm_bias, shape.epsilon)
    thought = layer.narrow(functional.gelu(layer.widen(x)))
    x = functional.layer_norm(
        x + thought, (hidden,), layer.last_norm, layer.last_norm_bias, shape.epsilon
    )
    return x, attention
