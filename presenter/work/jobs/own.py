"""Run the job of a pane that an installed package brings."""

from collections.abc import Iterator
from threading import Event

from presenter.work.protocol import Own, Reply, Told
from presenter.work.trouble import Trouble
from slides.blocks.own import NoSuchPane, kind_of, named


def run(request: Own, cancelled: Event) -> Iterator[Reply]:
    """One `Told` for every mapping that the job yields. Raises Trouble when there is no such job;
    what the job raises ends this request only."""
    try:
        job = named(kind_of(request.pane).job)
    except (NoSuchPane, ImportError) as error:
        raise Trouble(f"The job of {request.pane!r} cannot run: {error}.") from None
    for data in job(request.ask, cancelled):
        yield Told(data=data)
