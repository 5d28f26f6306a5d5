"""Answer a question without and with a knowledge base, so that the difference can be seen."""

from collections.abc import Iterator, Sequence
from threading import Event

from presenter.work.jobs import generate, retrieve
from presenter.work.protocol import Answer, Found, Generate, Reply, Retrieve, Retrieved, Turn

MOST_TOKENS = 90
"""Of an answer: a few sentences."""
PENALTY = 1.1
"""On repeating oneself, without passages only: a small model loops, but quoting is repeating."""
TASK = (
    "Answer the customer's question in one or two short sentences. Use only the passages below, "
    "and say it with their words and numbers."
)


def run(request: Answer, cancelled: Event) -> Iterator[Reply]:
    """Passages first, then the model's answer without them, then with them if enough was found."""
    asked = Retrieve(
        question=request.question,
        knowledge=request.knowledge,
        beside=request.beside,
        base=request.base,
        search=request.search,
        most=request.most,
    )
    found: Retrieved | None = None
    for reply in retrieve.run(asked, cancelled):
        found = reply if isinstance(reply, Retrieved) else found
        yield reply
    if cancelled.is_set():
        return
    alone = Generate(
        model=request.model,
        messages=(Turn(text=request.question),),
        max_tokens=MOST_TOKENS,
        repeat_penalty=PENALTY,
        seed=request.seed,
    )
    yield from generate.run(alone, cancelled)
    if found and found.enough and not cancelled.is_set():
        near = [one for one in found.found if one.similarity >= found.threshold]
        turns = (Turn(role="system", text=TASK), Turn(text=prompt(request.question, near)))
        told = alone.model_copy(update={"messages": turns, "repeat_penalty": 1, "stop": ("\n\n",)})
        yield from generate.run(told, cancelled)


def prompt(question: str, near: Sequence[Found]) -> str:
    """The passages, best first, and the question."""
    passages = "\n\n".join(" ".join(passage.text.split()) for passage in near)
    return f"Passages:\n\n{passages}\n\nQuestion: {question}"
