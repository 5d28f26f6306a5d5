"""Have a model write, token by token."""

from collections.abc import Iterator
from threading import Event
from time import perf_counter

from presenter.work.jobs.writers import load_writer, needs_converting
from presenter.work.protocol import Alternative, Began, Generate, Reply, Stage, Token, Written

CONVERTING = "converting the model, once, half a minute"


def run(request: Generate, cancelled: Event) -> Iterator[Reply]:
    """`Began`, a `Token` for each, and `Written`."""
    if needs_converting(request.model, request.backend):
        yield Stage(name=CONVERTING)
    writer, model = load_writer(request.model, request.backend)
    if model.stand_in:
        request = request.model_copy(update={"template": False})
    yield Began(
        model=model.name,
        backend=writer.backend,
        template=request.template,
        stand_in=model.stand_in,
    )
    start = first = perf_counter()
    text = ""
    for count, piece in enumerate(writer.write(request, cancelled)):
        now = perf_counter()
        if isinstance(piece, str):
            yield Written(
                text=text,
                ended=piece,
                tokens=count,
                seconds=now - start,
                first_ms=(first - start) * 1000,
                tokens_per_second=(count - 1) / (now - first) if count > 1 else 0,
                model=model.name,
                backend=writer.backend,
            )
            return
        first = first if count else now
        text += piece.text
        others = tuple(Alternative(text=name, logprob=at) for name, at in piece.alternatives)
        yield Token(text=piece.text, logprob=piece.logprob, alternatives=others)


def as_part(reply: Reply, number: int) -> Reply:
    """A reply of one of several texts, under that text's number."""
    has_part = "part" in type(reply).model_fields
    return reply.model_copy(update={"part": number}) if has_part else reply
