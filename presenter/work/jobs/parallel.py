"""Data-parallel training: several processes, each with its share of every batch.

`torchrun` and `accelerate launch` start the processes and tell them by the environment who they
are. All hold the same weights, take the same batches from the same seed, and add up their
gradients, so that the sum is what one process would have computed.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

from presenter.work.jobs import whole_torch


@dataclass(frozen=True)
class Crew:
    """Who this process is, and how many there are."""

    rank: int = 0
    size: int = 1

    def share(self, places: Sequence[int]) -> list[int]:
        """This process's part of a batch; may be empty."""
        return list(places[self.rank :: self.size])

    def add_up(self, leaves: Sequence[Tensor]) -> None:
        """Make the gradients of all processes one sum, the same in each."""
        if self.size == 1:
            return
        from torch import distributed

        for leaf in leaves:
            if leaf.grad is None:
                leaf.grad = torch.zeros_like(leaf)
            distributed.all_reduce(leaf.grad)

    def sum(self, value: float) -> float:
        """Of all processes."""
        if self.size == 1:
            return value
        from torch import distributed

        total = torch.tensor([value])
        distributed.all_reduce(total)
        return float(total.item())


@contextmanager
def crew() -> Iterator[Crew]:
    """The processes that the launcher started, connected until the end; one if there is none."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        yield Crew()
        return
    whole_torch()
    from torch import distributed

    rank = int(os.environ["RANK"])
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    try:
        yield Crew(rank, size)
    finally:
        distributed.destroy_process_group()
