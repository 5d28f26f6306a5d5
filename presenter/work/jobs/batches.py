"""Which texts are computed together: those of like length, since padding is computed too."""

from collections.abc import Iterator, Sequence
from random import Random

import torch
from torch import Tensor

STRIDE = 8
"""Batches are as long as a multiple of this: the fewer shapes there are, the less the matrix
library has to prepare and to keep (it halves the memory of a training run)."""
POOL = 32
"""Batches in a pool: within it messages are sorted by length, across pools they are shuffled."""


def bucketed(lengths: Sequence[int], size: int, chance: Random) -> list[list[int]]:
    """Every place of `lengths` once, in batches of `size` (the last of a pool may be smaller)."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), POOL * size):
        pool = sorted(order[start : start + POOL * size], key=lambda place: lengths[place])
        batches += [pool[at : at + size] for at in range(0, len(pool), size)]
    chance.shuffle(batches)
    return batches


def pad(rows: Sequence[list[int]], stride: int = STRIDE) -> tuple[Tensor, Tensor | None]:
    """Token ids as one tensor [batch, longest], and where tokens are; None where all are. The
    longest is rounded up to a multiple of `stride`."""
    longest = -(-max(map(len, rows)) // stride) * stride
    if all(len(row) == longest for row in rows):
        return torch.tensor(rows), None
    lengths = torch.tensor([len(row) for row in rows])
    padded = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    return padded, torch.arange(longest) < lengths.unsqueeze(1)


def by_length(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Every place of `lengths` once, the shortest first, in batches of at most so many tokens with
    their padding, or of one text: what is computed at a time then fits the processor's cache."""
    order = sorted(range(len(lengths)), key=lambda place: lengths[place])
    batch: list[int] = []
    for place in order:
        if batch and lengths[place] * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
