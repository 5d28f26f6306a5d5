"""Retrieval: by meaning and by words, with an index on disk that grows by what is new."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from presenter.work.jobs.encoder import load_encoder
from presenter.work.jobs.knowledge import index_of
from presenter.work.jobs.retrieve import ranking, run
from presenter.work.protocol import Indexed, Reply, Retrieve, Retrieved, Stage
from presenter.work.shelf import SHELF


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield
    SHELF.clear()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    for name in ("home", "prize", "call", "dinner"):
        (folder / f"{name}.md").write_text(f"# {name}\n\nall about the {name} here\n")
    return folder


def ask(base: Path, tiny: Path, question: str = "", **options: object) -> list[Reply]:
    request = Retrieve.model_validate(
        {"question": question, "knowledge": str(base), "base": str(tiny), **options}
    )
    return list(run(request, Event()))


def indexed(replies: list[Reply]) -> Indexed:
    (found,) = (reply for reply in replies if isinstance(reply, Indexed))
    return found


def test_only_what_is_new_is_embedded(base: Path, tiny: Path) -> None:
    assert indexed(ask(base, tiny)).embedded == 4
    assert indexed(ask(base, tiny)).embedded == 0
    SHELF.clear()
    assert indexed(ask(base, tiny)).embedded == 0
    (base / "home.md").rename(base / "house.md")
    (base / "prize.md").write_text("# prize\n\nnow it is gone\n")
    again = indexed(ask(base, tiny))
    assert (again.files, again.passages, again.embedded) == (4, 4, 1)


def test_the_passage_itself_is_found_with_its_source(base: Path, tiny: Path) -> None:
    *_, last = ask(base, tiny, "dinner. all about the dinner here", most=2)
    assert isinstance(last, Retrieved)
    assert len(last.found) == 2
    assert last.found[0].source == "dinner.md"
    assert last.found[0].similarity == pytest.approx(1, abs=1e-3)
    assert last.best == pytest.approx(1, abs=1e-3)
    assert last.enough


def test_by_words_alone_what_shares_none_is_not_found(base: Path, tiny: Path) -> None:
    *_, last = ask(base, tiny, "prizes!", search="lexical")
    assert isinstance(last, Retrieved)
    assert [found.source for found in last.found] == ["prize.md"]


def test_ranking_by_both_lets_a_shared_word_decide_among_equals() -> None:
    assert ranking([0.5, 0.52, 0.1], [3.0, 0.0, 1.0], "vector") == [1, 0, 2]
    assert ranking([0.5, 0.52, 0.1], [3.0, 0.0, 1.0], "lexical") == [0, 2]
    assert ranking([0.5, 0.52, 0.1], [3.0, 0.0, 1.0], "hybrid") == [0, 1, 2]
    assert ranking([0.5, -0.1], [0.0, 0.0], "hybrid") == [0]


def test_a_damaged_index_is_made_anew(base: Path, tiny: Path) -> None:
    ask(base, tiny)
    path = index_of(base, load_encoder(str(tiny)))
    path.write_bytes(path.read_bytes()[:100])
    SHELF.clear()
    assert indexed(ask(base, tiny)).embedded == 4


def test_indexing_can_be_stopped_and_keeps_nothing(base: Path, tiny: Path) -> None:
    replies = run(Retrieve(knowledge=str(base), base=str(tiny)), Event())
    assert isinstance(next(replies), Stage)
    replies.close()  # type: ignore[attr-defined]
    assert not index_of(base, load_encoder(str(tiny))).exists()
    assert indexed(ask(base, tiny)).embedded == 4
