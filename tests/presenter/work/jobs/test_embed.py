"""Texts compared, and their map."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
import torch

from presenter.work.jobs.embed import principal_axes, run
from presenter.work.protocol import Embed, Embedded


def embedded(tiny: Path, *texts: str, query: str | None = None) -> Embedded:
    (reply,) = run(Embed(texts=texts, query=query, base=str(tiny)), Event())
    assert isinstance(reply, Embedded)
    return reply


def test_every_text_is_most_like_itself(tiny: Path) -> None:
    found = embedded(tiny, "call me now", "see you at home", "a prize")
    matrix = np.array(found.similarities)
    assert matrix.shape == (3, 3)
    np.testing.assert_allclose(np.diag(matrix), 1, atol=1e-4)
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-4)


def test_a_text_counts_alike_alone_and_in_company(tiny: Path) -> None:
    texts = ("call me now", "see you at home, and bring the keys with you please", "a prize")
    found = embedded(tiny, *texts, query=texts[1])
    assert found.query == pytest.approx(found.similarities[1], abs=1e-3)
    assert found.query_point == pytest.approx(found.points[1], abs=1e-3)


def test_the_map_is_that_of_the_covariance() -> None:
    vectors = torch.tensor(np.random.default_rng(1).normal(size=(9, 5)) * [3, 2, 1, 1, 1]).float()
    middle, axes, shares = principal_axes(vectors)
    values, directions = np.linalg.eigh(np.cov(vectors.numpy().T))
    np.testing.assert_allclose(shares, values[::-1][:2] / values.sum(), rtol=1e-4)
    for axis, direction in zip(axes.numpy(), directions.T[::-1], strict=False):
        assert abs(axis @ direction) == pytest.approx(1, abs=1e-4)
        assert axis[np.abs(axis).argmax()] > 0
    np.testing.assert_allclose(middle, vectors.mean(0))


@pytest.mark.parametrize("texts", [("alone",), ("same", "same"), ("call me", "see you")])
def test_too_few_texts_for_a_map_have_one_all_the_same(texts: tuple[str, ...], tiny: Path) -> None:
    found = embedded(tiny, *texts)
    assert len(found.points) == len(texts)
    assert all(0 <= share <= 1.0001 for share in found.shares)
    assert found.points[0][1] == pytest.approx(0, abs=1e-3)


def test_an_empty_text_is_no_trouble(tiny: Path) -> None:
    assert len(embedded(tiny, "", "a prize").points) == 2


def test_a_long_comparison_is_left_between_two_batches(tiny: Path) -> None:
    class Looked(Event):
        """Is set when it is looked at for the second time."""

        looks = 0

        def is_set(self) -> bool:
            self.looks += 1
            return self.looks > 1

    texts = tuple(f"{number} " + "see you at home " * 60 for number in range(200))
    looked = Looked()
    assert list(run(Embed(texts=texts, base=str(tiny)), looked)) == []
    assert looked.looks == 2
