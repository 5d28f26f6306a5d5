"""Load a text model before it is asked for."""

from collections.abc import Iterator
from threading import Event
from time import perf_counter

from presenter.work.jobs.generate import CONVERTING
from presenter.work.jobs.writers import load_writer, needs_converting
from presenter.work.protocol import Generate, Ready, Reply, Stage, WarmText


def run(request: WarmText, cancelled: Event) -> Iterator[Reply]:
    """Replies with `Ready`."""
    start = perf_counter()
    if needs_converting(request.model, request.backend):
        yield Stage(name=CONVERTING)
    writer, model = load_writer(request.model, request.backend)
    first = Generate(prompt="Once", template=False, max_tokens=1)
    for _ in writer.write(first, cancelled):
        pass
    yield Ready(base=model.name, precision=writer.backend, seconds=perf_counter() - start)
