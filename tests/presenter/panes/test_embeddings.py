"""The pane on embeddings in a terminal, with the real child on a tiny base."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio

from presenter.panes.embeddings import EmbeddingsPane
from presenter.panes.embeddings_look import map_rows, matrix_rows, neighbour_rows
from presenter.work.child import Lab
from presenter.work.protocol import Embedded
from presenter.work.runs import Run
from slides.blocks.vectors import Embeddings
from tests.presenter.panes.vector_host import Host, until_shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
WORDS = ("call", "home", "prize")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lab(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lab]:
    async with Lab(tmp_path_factory.mktemp("lab") / "lab.log") as lab:
        yield lab


def pane(lab: Lab, tiny: Path, show: Literal["matrix", "map"] = "matrix") -> EmbeddingsPane:
    spec = Embeddings(pane="embeddings", words=WORDS, base=str(tiny), show=show)
    return EmbeddingsPane(spec, Run(lab))


async def test_enter_compares_and_arrows_turn_to_the_map(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "enter")
        said = await until_shown(pilot, "3 texts compared")
        assert "1 call" in said
        assert said.count("1.0") >= 3
        await pilot.press("down")
        said = await until_shown(pilot, "of all variance")
        assert all(f"• {word}" in said or f"{word} •" in said for word in WORDS)


async def test_both_pictures_stand_side_by_side_where_there_is_room(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("tab", "enter")
        said = await until_shown(pilot, "of all variance")
        assert "1 call" in said


async def test_a_typed_word_has_neighbours_best_first(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny, "map"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", *"home", "enter")
        said = await until_shown(pilot, "home: nearest is home, cosine 1.00")
        rows = said[said.index("is nearest to") :].splitlines()[1:4]
        assert rows[0].split()[:2] == ["home", "1.00"]
        cosines = [float(row.split()[1]) for row in rows]
        assert cosines == sorted(cosines, reverse=True)


async def test_what_an_attendee_sends_is_compared_under_their_name(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny))
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.take_message("call me", "Ada")
        await until_shown(pilot, "Ada asks  call me: nearest is")


FOUND = Embedded(
    model="m",
    similarities=((1.0, 0.68, -0.1), (0.68, 1.0, 0.3), (-0.1, 0.3, 1.0)),
    points=((0.0, 0.0), (0.0, 0.001), (1.0, 1.0)),
    shares=(0.6, 0.3),
    query=(0.2, 0.9, -0.3),
    query_point=(0.0, 0.0),
    milliseconds=1,
)


async def test_the_matrix_shows_as_many_words_as_fit() -> None:
    wide = [str(row) for row in matrix_rows(WORDS, FOUND, 40, 10)]
    assert wide[1].split() == ["1", "call", "1.0", ".68", "-.1"]
    narrow = [str(row) for row in matrix_rows(WORDS, FOUND, 18, 10)]
    assert narrow[-1] == "… and 1 more words"
    assert str(matrix_rows(WORDS, FOUND, 8, 10)[0]) == "The matrix needs more room."


@pytest.mark.parametrize("width", [12, 40, 90])
async def test_no_name_on_the_map_covers_another(width: int) -> None:
    rows = [str(row) for row in map_rows(WORDS, "asked", FOUND, width, 8)]
    assert all(len(row) <= width for row in rows)
    assert sum(row.count("•") + row.count("◆") for row in rows[:-1]) <= 4
    assert any("◆ asked" in row or "asked ◆" in row for row in rows)
    if width > 12:
        assert all(any(word in row for row in rows) for word in WORDS)


async def test_neighbours_without_a_question_are_none() -> None:
    alone = FOUND.model_copy(update={"query": ()})
    assert neighbour_rows(WORDS, "", alone, 40) == []
    assert [str(row).split()[0] for row in neighbour_rows(WORDS, "asked", FOUND, 40)] == [
        *("asked", "home", "call", "prize")
    ]
