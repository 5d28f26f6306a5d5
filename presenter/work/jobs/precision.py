"""Which precision this processor is faster in: measured, since its name does not tell."""

from functools import cache
from time import perf_counter

import torch
from torch.nn import functional

TOKENS, HIDDEN, WIDE = 512, 384, 1536
ROUNDS = 4
WORTH_IT = 0.85
"""bf16 must take less than this share of the time of fp32 to be chosen."""


@cache
def precision() -> torch.dtype:
    """bfloat16 or float32, by a matrix product of the size that a training step is made of."""
    quick = _seconds(torch.bfloat16) < WORTH_IT * _seconds(torch.float32)
    return torch.bfloat16 if quick else torch.float32


def short_name(kind: torch.dtype) -> str:
    """`bf16` or `fp32`."""
    return "bf16" if kind == torch.bfloat16 else "fp32"


def _seconds(kind: torch.dtype) -> float:
    x, weight = torch.ones(TOKENS, HIDDEN, dtype=kind), torch.ones(WIDE, HIDDEN, dtype=kind)
    best = float("inf")
    with torch.inference_mode():
        for _ in range(ROUNDS):
            start = perf_counter()
            functional.linear(x, weight)
            best = min(best, perf_counter() - start)
    return best
