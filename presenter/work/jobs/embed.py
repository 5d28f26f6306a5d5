"""Compare texts by meaning: cosines, and a map of two dimensions."""

from collections.abc import Iterator
from threading import Event
from time import perf_counter

import torch
from torch import Tensor

from presenter.work.jobs.encoder import load_encoder
from presenter.work.protocol import Embed, Embedded, Reply


def run(request: Embed, cancelled: Event) -> Iterator[Reply]:
    """Replies with `Embedded`."""
    encoder = load_encoder(request.base)
    start = perf_counter()
    query = [] if request.query is None else [request.query]
    vectors = torch.empty(len(request.texts) + len(query), encoder.bert.shape.hidden)
    for places, some in encoder.batches([*request.texts, *query]):
        if cancelled.is_set():
            return
        vectors[places] = some
    texts, asked = vectors[: len(request.texts)], vectors[len(request.texts) :]
    middle, axes, shares = principal_axes(texts)
    points = ((vectors - middle) @ axes.T).tolist()
    yield Embedded(
        model=encoder.name,
        similarities=rounded(texts @ texts.T),
        points=tuple((round(x, 4), round(y, 4)) for x, y in points[: len(texts)]),
        shares=shares,
        query=rounded(asked @ texts.T)[0] if query else (),
        query_point=(round(points[-1][0], 4), round(points[-1][1], 4)) if query else None,
        milliseconds=(perf_counter() - start) * 1000,
    )


def principal_axes(vectors: Tensor) -> tuple[Tensor, Tensor, tuple[float, float]]:
    """Mean [width], the first two principal axes [2, width], and their shares of all variance.

    Every axis is turned so that its largest component is positive: the same texts give the same
    map on every machine. Where there is no second direction, it is zero.
    """
    middle = vectors.mean(0)
    _, strengths, directions = torch.linalg.svd(vectors - middle, full_matrices=False)
    axes = torch.zeros(2, vectors.shape[1])
    axes[: len(directions)] = directions[:2]
    largest = axes.gather(1, axes.abs().argmax(1, keepdim=True))
    axes *= largest.sign()
    variance = strengths.square()
    total = max(variance.sum().item(), 1e-12)
    parts: list[float] = [*(variance / total).tolist(), 0.0, 0.0]
    return middle, axes, (parts[0], parts[1])


def rounded(matrix: Tensor) -> tuple[tuple[float, ...], ...]:
    """Rows for the wire; four digits are more than anything shows."""
    return tuple(tuple(round(value, 4) for value in row) for row in matrix.tolist())
