"""Adam (Kingma and Ba 2015). torch's own imports its compiler first, which takes two seconds."""

from collections.abc import Sequence

import torch
from torch import Tensor

CHUNK = 1 << 18
"""Weights updated at a time: they and their moments stay in the processor's cache."""
MEAN, SQUARE, EPSILON = 0.9, 0.999, 1e-8


class Adam:
    """Moves some leaves by their gradients; each leaf has its own rate."""

    def __init__(self, leaves: Sequence[tuple[Tensor, float]]) -> None:
        self._leaves = [
            (leaf, rate, torch.zeros_like(leaf), torch.zeros_like(leaf)) for leaf, rate in leaves
        ]
        self.steps = 0

    @property
    def moments(self) -> list[Tensor]:
        """What is remembered of past gradients: mean and mean square of each leaf's in turn."""
        return [moment for _, _, mean, square in self._leaves for moment in (mean, square)]

    @torch.no_grad()
    def step(self, share: float) -> None:
        """One update at `share` of every rate; gradients are used up."""
        self.steps += 1
        for leaf, rate, mean, square in self._leaves:
            if leaf.grad is None:
                continue
            flat = (leaf.detach().view(-1), leaf.grad.reshape(-1), mean.view(-1), square.view(-1))
            for x, slope, m, s in zip(*(torch.split(w, CHUNK) for w in flat), strict=True):
                self._update(rate * share, x, slope, m, s)
            leaf.grad = None

    def _update(self, rate: float, x: Tensor, slope: Tensor, mean: Tensor, square: Tensor) -> None:
        mean.lerp_(slope, 1 - MEAN)
        square.mul_(SQUARE).addcmul_(slope, slope, value=1 - SQUARE)
        spread = (square / (1 - SQUARE**self.steps)).sqrt_().add_(EPSILON)
        x.addcdiv_(mean, spread, value=-rate / (1 - MEAN**self.steps))
