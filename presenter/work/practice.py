"""The practice set: short messages written for Podium, for when there are no real ones.

They come from a grammar of whole messages with slots, which ships as a file; the same release
always makes the same messages. They look like text messages, with hard cases on both sides, but
nobody ever sent them: what a classifier reaches here says nothing about real messages.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

import yaml

from presenter import places
from presenter.work.messages import Message
from presenter.work.protocol import Label

SIZE, SPAM = 2_000, 270
"""Messages, and of these spam: about the share of the SMS Spam Collection."""
SEED = 20
FILE = "practice-messages.yaml"
SHORT_FORMS = {"you": "u", "are": "r", "for": "4", "to": "2", "please": "pls", "tomorrow": "tmrw"}
"""What hurried people type; on both sides, since it must not give either away."""


@cache
def practice_messages() -> tuple[Message, ...]:
    """SIZE different messages in mixed order."""
    grammar = yaml.load(
        (places.assets() / FILE).read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    chance = Random(SEED)
    found: list[Message] = []
    sides: tuple[tuple[Label, int], ...] = (("spam", SPAM), ("ham", SIZE - SPAM))
    for label, wanted in sides:
        texts: dict[str, None] = {}
        while len(texts) < wanted:
            texts[_write(grammar[label], grammar["choices"], chance)] = None
        found += [Message(label, text) for text in texts]
    chance.shuffle(found)
    return tuple(found)


def _write(templates: Sequence[str], choices: Mapping[str, Sequence[str]], chance: Random) -> str:
    text = chance.choice(templates)
    while slot := re.search(r"{(\w+)}", text):
        text = text[: slot.start()] + str(chance.choice(choices[slot[1]])) + text[slot.end() :]
    return _hurry(" ".join(text.split()), chance)


def _hurry(text: str, chance: Random) -> str:
    """As some people type: short forms, no capitals, no full stop, or all of it loud."""
    if chance.random() < 0.2:
        words = (SHORT_FORMS.get(word.lower(), word) for word in text.split())
        text = " ".join(words)
    if chance.random() < 0.25:
        text = text.lower()
    elif chance.random() < 0.04:
        text = text.upper()
    return text.rstrip(".") if chance.random() < 0.5 else text
