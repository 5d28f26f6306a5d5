"""Judge messages: spam or ham, how sure, and how long it took."""

from collections.abc import Iterator
from threading import Event
from time import perf_counter

import torch

from presenter.work.jobs.classifier import BATCH, load_classifier, load_untouched
from presenter.work.protocol import Classified, Classify, Reply

CHUNK = 4 * BATCH
"""Texts judged between two looks at `cancelled`."""


def run(request: Classify, cancelled: Event) -> Iterator[Reply]:
    """One `Classified` a text, in order. Of texts judged together each took its share of the time.

    A single short message is judged on one thread: two spend more time waiting for each other
    than they save.
    """
    classifier = (load_untouched if request.untouched else load_classifier)(request.base)
    if len(request.texts) == 1:
        torch.set_num_threads(1)
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
