"""Which precision this processor is faster in: measured, since its name does not tell."""

from collections.abc import Sequence
from functools import cache
from time import perf_counter

import torch
from torch.nn import functional

TOKENS, HIDDEN, WIDE = 512, 384, 1536
ROUNDS = 6
WORTH_IT = 0.85
"""bf16 must take less than this share of the time of fp32 to be chosen."""


def precision() -> torch.dtype:
    """bfloat16 or float32 on the default device: on a processor by measurement; CUDA says whether
    it has bfloat16; anywhere else float32, which everything can."""
    device = torch.get_default_device().type
    if device == "cuda" and torch.cuda.is_bf16_supported():
        return torch.bfloat16
    return _measured() if device == "cpu" else torch.float32


@cache
def _measured() -> torch.dtype:
    """By a matrix product of the size that a training step is made of."""
    half, full = _seconds((torch.bfloat16, torch.float32))
    return torch.bfloat16 if half < WORTH_IT * full else torch.float32


def short_name(kind: torch.dtype) -> str:
    """`bf16` or `fp32`."""
    return "bf16" if kind == torch.bfloat16 else "fp32"


@torch.inference_mode()
def _seconds(kinds: Sequence[torch.dtype]) -> list[float]:
    """The best time of each; they take turns, so that a busy moment hits both."""
    best = [float("inf")] * len(kinds)
    for _ in range(ROUNDS):
        for place, kind in enumerate(kinds):
            x, weight = torch.ones(TOKENS, HIDDEN, dtype=kind), torch.ones(WIDE, HIDDEN, dtype=kind)
            start = perf_counter()
            functional.linear(x, weight)
            best[place] = min(best[place], perf_counter() - start)
    return best
