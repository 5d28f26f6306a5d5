"""Which arithmetic, on how many threads, judges a short text fastest: measured, not guessed."""

import os
from collections.abc import Sequence
from time import perf_counter
from typing import Literal

import torch

from presenter.work.jobs.bert import Layer, Runs, Shape, run_layers
from presenter.work.jobs.eight_bits import in_eight_bits
from presenter.work.jobs.precision import precision

Arithmetic = Literal["fp32", "bf16", "int8"]
LENGTH = 24
"""Tokens of a text message, give or take."""
ROUNDS = 4
WORTH_IT = 0.85
"""A second thread must bring the time below this share: whatever else is busy holds it up."""


def layers_in(arithmetic: Arithmetic, layers: Sequence[Layer]) -> tuple[Runs, ...]:
    """Layers made for an arithmetic that `quickest` found."""
    if arithmetic == "int8":
        rounded = [in_eight_bits(layer) for layer in layers]
        return tuple(layer for layer in rounded if layer)
    kind = torch.bfloat16 if arithmetic == "bf16" else torch.float32
    return tuple(layer.to(kind) for layer in layers)


Choice = tuple[Arithmetic, int]
_known: dict[tuple[int, int], Choice] = {}


def quickest(layer: Layer, shape: Shape) -> Choice:
    """The best for layers of this one's size, and its threads; measured once for each size, which
    takes some tens of milliseconds. All run the same short text in turn, so that a busy moment
    hits all of them."""
    size = (shape.hidden, layer.up.shape[0])
    if size not in _known:
        before = torch.get_num_threads()
        try:
            _known[size] = _measured(layer, shape)
        finally:
            torch.set_num_threads(before)
    return _known[size]


@torch.inference_mode()
def _measured(layer: Layer, shape: Shape) -> Choice:
    kinds: list[Arithmetic] = ["fp32", "int8"]
    if precision() == torch.bfloat16:
        kinds.append("bf16")
    made = {kind: layers_in(kind, [layer]) for kind in kinds}
    choices = [(kind, n) for kind in kinds if made[kind] for n in (1, 2)]
    best = dict.fromkeys(choices, float("inf"))
    for _ in range(ROUNDS):
        for kind, threads in choices:
            torch.set_num_threads(min(threads, os.cpu_count() or 1))
            x = torch.ones(1, LENGTH, shape.hidden)
            x = x.bfloat16() if kind == "bf16" else x
            start = perf_counter()
            run_layers(made[kind], shape, x, None)
            best[kind, threads] = min(best[kind, threads], perf_counter() - start)
    kind = min(kinds, key=lambda kind: best.get((kind, 1), float("inf")))
    return kind, 2 if best[kind, 2] < WORTH_IT * best[kind, 1] else 1
