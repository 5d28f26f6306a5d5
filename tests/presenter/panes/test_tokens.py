"""The pane on tokens in a terminal, with the real child and a tiny vocabulary."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from presenter.panes.tokens import TokensPane
from presenter.panes.tokens_look import shown as label
from presenter.panes.tokens_look import token_lines
from presenter.work.child import Lab
from presenter.work.protocol import Piece, Tokenized
from presenter.work.runs import Run
from presenter.work.tokens_view import TokensView, tokens_after
from slides.blocks.vectors import Tokens
from tests.presenter.panes.vector_host import Host, shown, until, until_shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lab(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lab]:
    async with Lab(tmp_path_factory.mktemp("lab") / "lab.log") as lab:
        yield lab


def pane(lab: Lab, tiny: Path, *texts: str, two: bool = False) -> TokensPane:
    names = (str(tiny),) * (2 if two else 1)
    return TokensPane(Tokens(pane="tokens", texts=texts, tokenizers=names), Run(lab))


async def test_a_text_is_cut_while_it_is_typed(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", *"call")
        said = await until_shown(pilot, "1 token ")
        assert "call" in said
        assert "4 bytes: 63 61 6c 6c" in said
        assert tiny.name in said


async def test_enter_cuts_all_texts_and_their_costs_stand_side_by_side(
    lab: Lab, tiny: Path
) -> None:
    app = Host(pane(lab, tiny, "call me", "zq zq zq", two=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("tab", "enter")
        said = await until_shown(pilot, "2 tokens  1.0/word")
        rows = [row for row in said.splitlines() if row.startswith(("1 ", "2 "))]
        assert [row.count("/word") for row in rows] == [2, 2]
        assert "6 tokens  2.0/word" in rows[1]


async def test_arrows_explain_piece_after_piece(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny, "call me"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "1")
        await until_shown(pilot, "63 61 6c 6c")
        await pilot.press("right")
        await until_shown(pilot, "2 bytes: 6d 65")
        await pilot.press("right", "left", "left")
        assert "63 61 6c 6c" in await until_shown(pilot, "63 61 6c 6c")


async def test_what_an_attendee_sends_is_cut_under_their_name(lab: Lab, tiny: Path) -> None:
    app = Host(pane(lab, tiny))
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.take_message("home\x1b[31m now", "Ada")
        said = await until_shown(pilot, "Ada asks")
        await until(pilot, lambda: "\x1b" not in shown(pilot) and "tokens" in shown(pilot))
        assert "\x1b" not in said


def cut(index: int, *pieces: Piece) -> Tokenized:
    return Tokenized(
        text="x y", index=index, tokenizer="t", vocabulary=9, pieces=pieces, milliseconds=0
    )


async def test_a_second_cut_of_a_text_takes_the_place_of_the_first() -> None:
    one, other = cut(0), cut(0, Piece(id=1, name="x", text="x", bytes="78", start=0, end=1))
    view = tokens_after(tokens_after(tokens_after(TokensView("x y"), one), cut(1)), other)
    assert view.now == (other,)


async def test_what_cannot_be_seen_is_marked() -> None:
    def piece(text: str, name: str = "n", content: str = "") -> Piece:
        return Piece(id=1, name=name, text=text, bytes=content, start=0, end=1)

    assert label(piece(" a\n")) == "·a↵"
    assert label(piece("", content="f09f")) == "‹f09f›"
    assert label(piece("☃", name="[UNK]")) == "[UNK]"
    assert label(piece("\x00", content="00")) == "‹00›"


@pytest.mark.parametrize("size", [(80, 12), (30, 5), (10, 2)])
async def test_lines_never_outgrow_their_space(size: tuple[int, int]) -> None:
    pieces = [
        Piece(id=n * 1000, name="abc", text="abc", bytes="616263", start=3 * n, end=3 * n + 3)
        for n in range(40)
    ]
    view = TokensView("x y", {"x y": (cut(0, *pieces), cut(1, *pieces))})
    lines = token_lines(view, 4, ["x y", "z"], size)
    assert all(line.cell_length <= max(size[0], 60) for line in lines)
    assert len(lines) <= max(size[1], 8)
