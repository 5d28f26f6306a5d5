"""Judge messages: spam or ham, how sure, and how long it took."""

from collections.abc import Iterator
from threading import Event
from time import perf_counter

from presenter.work.jobs.judging import load_classifier, load_untouched
from presenter.work.protocol import Classified, Classify, Reply

CHUNK = 256
"""Texts judged between two looks at `cancelled`."""


def run(request: Classify, cancelled: Event) -> Iterator[Reply]:
    """One `Classified` a text, in order. Texts judged together share their time."""
    classifier = (load_untouched if request.untouched else load_classifier)(request.base)
    for start in range(0, len(request.texts), CHUNK):
        texts = request.texts[start : start + CHUNK]
        began = perf_counter()
        chances = classifier.spam_probabilities(texts)
        milliseconds = (perf_counter() - began) * 1000 / len(texts)
        for index, chance in enumerate(chances, start):
            spam = chance >= 0.5
            yield Classified(
                index=index,
                label="spam" if spam else "ham",
                probability=chance if spam else 1 - chance,
                milliseconds=milliseconds,
            )
        if cancelled.is_set():
            return
    classifier.quicken()
