"""Which messages make a training step: those of like length, since padding is computed too."""

from collections.abc import Sequence
from random import Random

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
