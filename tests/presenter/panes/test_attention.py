"""The pane on attention in a terminal, with the real child on a tiny base."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from presenter.panes.attention import AttentionPane
from presenter.panes.attention_look import Shares, chosen_at_first, heat_rows, text_rows
from presenter.work.child import Lab
from presenter.work.protocol import Attended
from presenter.work.runs import Run
from slides.blocks.vectors import Attention
from tests.presenter.panes.vector_host import Host, shown, until, until_shown
from tests.presenter.work.tiny import HEADS, LAYERS

pytestmark = pytest.mark.asyncio(loop_scope="module")
TEXTS = ("call me now", "see you at home")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lab(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lab]:
    async with Lab(tmp_path_factory.mktemp("lab") / "lab.log") as lab:
        yield lab


def pane(lab: Lab, tiny: Path, word: str = "") -> AttentionPane:
    spec = Attention(pane="attention", texts=TEXTS, base=str(tiny), word=word)
    return AttentionPane(spec, Run(lab))


async def test_words_layers_and_heads_are_chosen_by_key(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny, "me"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "enter")
        said = await until_shown(pilot, f"mean of all {LAYERS}")
        assert "[me]" in said
        assert "[CLS] and [SEP] got" in said
        await pilot.press("right")
        await until_shown(pilot, "[now]")
        await pilot.press("up")
        await until_shown(pilot, f"layer 1 of {LAYERS}")
        await pilot.press("+", "+")
        await until_shown(pilot, f"head 2 of {HEADS}")
        await pilot.press("0")
        said = await until_shown(pilot, f"head mean of all {HEADS}")
        assert "[now]" in said


async def test_delete_leaves_a_word_out_and_brings_it_back(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny, "me"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "1")
        await until_shown(pilot, "[me]")
        await pilot.press("delete")
        await until_shown(pilot, "without me the sentence keeps a cosine of")
        await pilot.press("delete")
        await until(pilot, lambda: "without" not in shown(pilot))


async def test_a_typed_text_and_one_that_was_sent(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", *"win a prize", "enter")
        await until_shown(pilot, "[prize]")
        await pilot.press("2")
        await until_shown(pilot, "[home]")
        app.pane.take_message("call home", "Ada")
        assert "call" in await until_shown(pilot, "Ada asks")


async def test_a_layer_that_is_not_there_is_told_in_a_line(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny))
    async with app.run_test(size=(80, 24)) as pilot:
        spec = Attention(pane="attention", texts=TEXTS, base="no-such-model")
        app.pane._spec = spec  # type: ignore[attr-defined]  # noqa: SLF001
        await pilot.press("tab", "enter")
        await until_shown(pilot, "! There is no model 'no-such-model'.")


FOUND = Attended(
    model="m",
    words=("[CLS]", "not", "happy", "[SEP]"),
    pieces=(1, 1, 2, 1),
    layer=None,
    head=None,
    layers=6,
    heads=12,
    weights=((1, 0, 0, 0), (0.5, 0.1, 0.3, 0.1), (0.2, 0.2, 0.2, 0.4), (0, 0, 0, 1)),
    milliseconds=1,
)


async def test_shares_are_among_the_words_alone() -> None:
    shares = Shares.of(FOUND)
    assert shares.words == ("not", "happy")
    assert shares.rows[0] == pytest.approx((0.25, 0.75))
    assert shares.special == pytest.approx((0.6, 0.6))
    lines = [str(line) for line in text_rows(shares, 0, 40, 10)]
    assert lines == ["[not] happy", "25%   75%  "]


async def test_the_heat_map_is_whole_or_not_there() -> None:
    shares = Shares.of(FOUND)
    assert str(heat_rows(shares, 0, 40, 10)[1]).split() == ["not", "25", "75"]
    assert heat_rows(shares, 0, 10, 10) == []
    assert heat_rows(shares, 0, 40, 3) == []


async def test_the_word_that_is_looked_at_first() -> None:
    assert chosen_at_first(("I", "am", "Happy", "."), "happy") == 2
    assert chosen_at_first(("I", "am", "."), "") == 1
    assert chosen_at_first((".", "?"), "x") == 0
