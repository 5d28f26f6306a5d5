"""Which words moved a verdict: the message is judged again without each of them (occlusion)."""

import re
from collections.abc import Iterator
from threading import Event
from time import perf_counter

from presenter.work.jobs.judging import load_classifier
from presenter.work.protocol import Explain, Explained, Reply, Word

MOST = 128
"""Words that are left out in turn, the first of a message; later ones count as moving nothing."""


def run(request: Explain, cancelled: Event) -> Iterator[Reply]:
    """One `Explained`. Its words, put together with blanks, are the message without its spacing."""
    classifier = load_classifier(request.base)
    began = perf_counter()
    spans = [match.span() for match in re.finditer(r"\S+", request.text)]
    without = [request.text[:start] + request.text[end:] for start, end in spans[:MOST]]
    whole, *changed = classifier.spam_probabilities([request.text, *without])
    changed += [whole] * (len(spans) - len(changed))
    yield Explained(
        spam=whole,
        words=tuple(
            Word(text=request.text[start:end], weight=whole - chance)
            for (start, end), chance in zip(spans, changed, strict=True)
        ),
        milliseconds=(perf_counter() - began) * 1000,
    )
