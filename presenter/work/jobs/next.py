"""Weigh what may come after a text."""

from collections.abc import Iterator
from threading import Event
from time import perf_counter

from presenter.work.jobs.writers import load_writer
from presenter.work.protocol import Continuations, Next, Reply


def run(request: Next, cancelled: Event) -> Iterator[Reply]:
    """One `Continuations`."""
    writer, model = load_writer(request.model, request.backend)
    start = perf_counter()
    weighed = writer.weigh(request.prompt, request.top)
    yield Continuations(
        texts=tuple(text for text, _ in weighed.tokens),
        logprobs=tuple(min(0.0, logprob) for _, logprob in weighed.tokens),
        vocabulary=weighed.vocabulary,
        milliseconds=(perf_counter() - start) * 1000,
        model=model.name,
        backend=writer.backend,
    )
