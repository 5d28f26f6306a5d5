"""Load a classifier before it is asked for."""

from collections.abc import Iterator
from threading import Event
from time import perf_counter

from presenter.work.jobs.judging import load_classifier
from presenter.work.protocol import Ready, Reply, Warm


def run(request: Warm, cancelled: Event) -> Iterator[Reply]:
    """Replies with `Ready`."""
    start = perf_counter()
    classifier = load_classifier(request.base)
    classifier.spam_probabilities(["The first text pays for what libraries do once."])
    yield Ready(
        base=request.base,
        precision=classifier.arithmetic,
        seconds=perf_counter() - start,
    )
    classifier.quicken()
