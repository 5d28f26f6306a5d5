"""Layers whose weights have eight bits: a fourth of the memory to read, so less than half the time.

Weights are rounded once, each row by a scale of its own; what comes in is rounded anew each time
(dynamic quantisation, torch's own kernels). For judging only: there are no gradients.
"""

import warnings
from typing import Any, NamedTuple

import torch
from torch import Tensor

from presenter.work.jobs.bert import Layer

LARGEST = 127
SATURATING = ("x86", "fbgemm")
"""Engines that add products in 16 bits on processors without VNNI: to be safe, they are given
activations of seven bits."""


class EightBits(NamedTuple):
    """A layer ready to be run; matrices hold their biases."""

    qkv: Any
    out: Any
    up: Any
    down: Any
    norm: Tensor
    norm_bias: Tensor
    last_norm: Tensor
    last_norm_bias: Tensor
    seven: bool

    def project(self, x: Tensor) -> Tensor:
        """Queries, keys and values."""
        return self._times(x, self.qkv)

    def gather(self, x: Tensor) -> Tensor:
        """What was attended to."""
        return self._times(x, self.out)

    def widen(self, x: Tensor) -> Tensor:
        """Up."""
        return self._times(x, self.up)

    def narrow(self, x: Tensor) -> Tensor:
        """And down again."""
        return self._times(x, self.down)

    def _times(self, x: Tensor, matrix: Any) -> Tensor:
        product: Tensor = torch.ops.quantized.linear_dynamic(x, matrix, self.seven)
        return product


def in_eight_bits(layer: Layer) -> EightBits | None:
    """The layer rounded; None where this build of torch cannot."""
    try:
        return EightBits(
            qkv=_packed(layer.qkv, layer.qkv_bias),
            out=_packed(layer.out, layer.out_bias),
            up=_packed(layer.up, layer.up_bias),
            down=_packed(layer.down, layer.down_bias),
            norm=layer.norm,
            norm_bias=layer.norm_bias,
            last_norm=layer.last_norm,
            last_norm_bias=layer.last_norm_bias,
            seven=torch.backends.quantized.engine in SATURATING,
        )
    except (AttributeError, RuntimeError):  # no such operator, or none for this processor
        return None


def _packed(weight: Tensor, bias: Tensor) -> Any:
    scales = (weight.abs().amax(1) / LARGEST).clamp_min(1e-12).double()
    zeros = torch.zeros(len(scales), dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its future: `in_eight_bits` copes without it
        rounded = torch.quantize_per_channel(weight.float(), scales, zeros, 0, torch.qint8)
        return torch.ops.quantized.linear_prepack(rounded, bias.float())
