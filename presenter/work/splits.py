"""Which messages train, which validate and which test: 70, 15 and 15 % of ham and of spam alike."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from random import Random

from presenter.work.messages import Message, spam_count
from presenter.work.protocol import Split
from presenter.work.trouble import Trouble

SHARES = (0.70, 0.15, 0.15)
FEWEST = 10
"""Messages of each label that a split needs, so that every part gets some."""
SHINGLE = 5
"""Characters of a shingle."""
ALIKE = 0.6
"""Share of common shingles (Jaccard) from which two messages are near-duplicates."""


@dataclass(frozen=True)
class Parts:
    """A split: no message is in two parts."""

    train: tuple[Message, ...]
    validation: tuple[Message, ...]
    test: tuple[Message, ...]


def split_messages(messages: Sequence[Message], how: Split, seed: int) -> Parts:
    """Divide labelled messages; the same seed divides them the same way.

    `random` shuffles single messages: a message in the test part may have its twin in training,
    which flatters the classifier. `group` first drops messages that differ only in case, digits
    and spacing, and then keeps near-duplicates in one part, so that every test message is new.
    Raises Trouble when a label is missing or too rare.
    """
    spam = spam_count(messages)
    for label, count in (("spam", spam), ("ham", len(messages) - spam)):
        if count < FEWEST:
            raise Trouble(
                f"The data has {count} {label} {'message' if count == 1 else 'messages'}.",
                f"Training needs at least {FEWEST} of each label.",
            )
    groups = near_duplicates(messages) if how == "group" else [(message,) for message in messages]
    parts: tuple[list[Message], ...] = ([], [], [])
    chance = Random(seed)
    for wanted in (True, False):
        alike = [group for group in groups if (2 * spam_count(group) > len(group)) is wanted]
        chance.shuffle(alike)
        _deal(alike, parts)
    for part in parts:
        chance.shuffle(part)
    return Parts(*map(tuple, parts))


def _deal(groups: Sequence[tuple[Message, ...]], parts: tuple[list[Message], ...]) -> None:
    """Give each group to the part that is furthest behind its share."""
    total = sum(map(len, groups))
    dealt = [0, 0, 0]
    for group in groups:
        behind = [share * total - have for share, have in zip(SHARES, dealt, strict=True)]
        place = behind.index(max(behind))
        parts[place].extend(group)
        dealt[place] += len(group)


def near_duplicates(messages: Sequence[Message]) -> list[tuple[Message, ...]]:
    """Messages in groups of near-duplicates, chains of them included; exact ones are dropped.

    Candidates come from an index of each message's rarest shingles: two sets as alike as ALIKE
    must share one among those (prefix filtering; Chaudhuri, Ganti and Kaushik 2006), so that
    few pairs are compared in full.
    """
    first: dict[str, Message] = {}
    for message in messages:
        first.setdefault(_plain(message.text), message)
    shingles = [_shingles(plain) for plain in first]
    frequency = Counter(shingle for each in shingles for shingle in each)
    parent = list(range(len(first)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, mine in enumerate(shingles):
        rarest = sorted(mine, key=lambda shingle: (frequency[shingle], shingle))
        for shingle in rarest[: len(mine) - ceil(ALIKE * len(mine)) + 1]:
            for other in index[shingle]:
                if root(other) != root(place) and _alike(mine, shingles[other]):
                    parent[root(place)] = root(other)
            index[shingle].append(place)

    groups: defaultdict[int, list[Message]] = defaultdict(list)
    for place, message in enumerate(first.values()):
        groups[root(place)].append(message)
    return [tuple(group) for group in groups.values()]


def _plain(text: str) -> str:
    return re.sub(r"\d", "0", " ".join(text.lower().split()))


def _shingles(plain: str) -> frozenset[str]:
    return frozenset(plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((len(one), len(other)))
    if small < ALIKE * large:
        return False
    common = len(one & other)
    return common >= ALIKE * (len(one) + len(other) - common)
