"""What a classifier gets wrong, and what it makes of messages that no data set holds."""

from collections.abc import Sequence

from presenter import places
from presenter.work.messages import Message, read_messages
from presenter.work.protocol import Judged
from presenter.work.splits import near_duplicates

FILE = "probe-messages.tsv"
MOST = 12
"""Mistakes that are shown."""


def probe_messages() -> tuple[Message, ...]:
    """Messages written for Podium: frauds that are younger than the collection, and honest
    messages that use their words."""
    return read_messages(places.assets() / FILE)


def judged(messages: Sequence[Message], chances: Sequence[float]) -> tuple[Judged, ...]:
    """Messages with their verdicts, in order."""
    return tuple(
        Judged(text=message.text, label=message.label, spam=chance)
        for message, chance in zip(messages, chances, strict=True)
    )


def worst_mistakes(
    messages: Sequence[Message], chances: Sequence[float], threshold: float
) -> tuple[Judged, ...]:
    """The surest errors first, at most MOST; of near-duplicates only the worst."""
    wrong = [
        one for one in judged(messages, chances) if (one.spam >= threshold) != (one.label == "spam")
    ]
    wrong.sort(key=lambda one: -abs(one.spam - threshold))
    first_of = {}
    for group in near_duplicates([Message(one.label, one.text) for one in wrong]):
        texts = {message.text for message in group}
        worst = next(one for one in wrong if one.text in texts)
        first_of[worst.text] = worst
    return tuple(one for one in wrong if first_of.get(one.text) is one)[:MOST]
