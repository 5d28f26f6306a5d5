"""Find the passages of a knowledge base that a question is about, by meaning and by words."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from time import perf_counter

from presenter.work.jobs.encoder import load_encoder
from presenter.work.jobs.knowledge import Knowledge, make_ready, shipped, signature
from presenter.work.protocol import Found, Reply, Retrieve, Retrieved, Search
from presenter.work.shelf import SHELF
from presenter.work.trouble import Trouble

THRESHOLD = 0.25
"""Cosine of the best passage, below which nothing in the base answers: see docs/panes.md."""
WORDS_WEIGH = 0.1
"""What sharing the question's words adds to a cosine, at most. `python -m benchmarks.retrieval`
measures this against the two alone and against reciprocal rank fusion."""


def run(request: Retrieve, cancelled: Event) -> Iterator[Reply]:
    """`Indexed`, after stages when passages are new; and for a question `Retrieved`."""
    folder = Path(request.beside, request.knowledge) if request.knowledge else shipped()
    encoder = load_encoder(request.base)
    if not folder.is_dir():
        raise Trouble(f"There is no folder {folder}.", "Name a folder of Markdown files.")
    key = ("knowledge", folder, encoder.name, signature(folder))
    knowledge: Knowledge | None = SHELF.find(key)
    if knowledge is None:
        made: list[Knowledge] = []
        yield from make_ready(folder, encoder, made)
        knowledge = SHELF.take(key, made.pop, size=0)
    else:
        yield knowledge.indexed
    if cancelled.is_set():
        return
    if request.question.strip():
        start = perf_counter()
        vector = encoder.vectors([request.question])[0]
        similarities = (knowledge.vectors @ vector).tolist()
        scores = knowledge.lexicon.scores(request.question)
        order = ranking(similarities, scores, request.search)[: request.most]
        yield Retrieved(
            found=tuple(_found(knowledge, place, similarities, scores) for place in order),
            best=max(similarities),
            threshold=THRESHOLD,
            milliseconds=(perf_counter() - start) * 1000,
        )


def ranking(similarities: Sequence[float], scores: Sequence[float], search: Search) -> list[int]:
    """Places of passages by cosines, by BM25 scores, or by both, best first; those that score
    nothing are left out."""
    match search:
        case "vector":
            merits = list(similarities)
        case "lexical":
            merits = list(scores)
        case "hybrid":
            share = WORDS_WEIGH / (max(scores) or 1.0)
            merits = [s + share * w for s, w in zip(similarities, scores, strict=True)]
    places = [place for place, merit in enumerate(merits) if merit > 0]
    return sorted(places, key=lambda place: -merits[place])


def _found(
    knowledge: Knowledge, place: int, similarities: Sequence[float], scores: Sequence[float]
) -> Found:
    passage = knowledge.passages[place]
    return Found(
        source=passage.source,
        heading=passage.heading,
        text=passage.text,
        similarity=round(similarities[place], 4),
        lexical=round(scores[place], 3),
    )
