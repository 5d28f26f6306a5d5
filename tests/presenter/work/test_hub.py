"""Models from the hub: a real download over HTTP, from a server that answers as the hub does."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from presenter.work.catalogue import DISTILGPT2
from presenter.work.models import all_models, damaged, find, get, is_here, locate, remove
from presenter.work.trouble import Trouble
from tests.presenter.work.hub_server import SHA, FakeHub, serve_hub

WEIGHTS = b"weights " * 40_000
FILES = {
    ".gitattributes": b"",
    "README.md": b"# A toy",
    "config.json": b'{"model_type": "gpt2"}',
    "tokenizer.json": b"{}",
    "model.safetensors": WEIGHTS,
    "pytorch_model.bin": b"a pickle",
}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    repos = {
        "toys/toy": FILES,
        "toys/old": {"config.json": b"{}", "pytorch_model.bin": b"a pickle"},
        "toys/small": {"small-q4.gguf": b"GGUF...", "README.md": b""},
        "distilbert/distilgpt2": FILES,
    }
    with serve_hub(repos) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


def test_a_model_is_fetched_with_what_it_needs_and_no_pickle(hub: FakeHub) -> None:
    heard: list[tuple[int, int | None]] = []
    assert get(find("toys/toy"), lambda have, total: heard.append((have, total)))
    model = find("toys/toy")
    names = {path.name for path in model.folder.iterdir()}
    assert names == {"config.json", "tokenizer.json", "model.safetensors", "podium.json"}
    assert (model.folder / "model.safetensors").read_bytes() == WEIGHTS
    assert heard[-1] == (model.size, model.size)
    assert [have for have, _ in heard] == sorted(have for have, _ in heard)
    assert model.licence == "mit"
    assert SHA[:10] in model.about
    assert model in all_models()
    assert locate("toys/toy") == model.folder


def test_once_it_is_here_nothing_asks_the_network(hub: FakeHub) -> None:
    get(find("toys/toy"))
    hub.asked.clear()
    assert not get(find("toys/toy"))
    assert locate("toys/toy").is_dir()
    assert is_here(find("toys/toy"))
    assert not damaged(find("toys/toy"))
    assert hub.asked == []


def test_a_cut_download_goes_on_where_it_stopped(hub: FakeHub) -> None:
    hub.cut = 100_000
    with pytest.raises(Trouble, match=r"stopped at 100,000 of 320,000 bytes.*goes on there"):
        get(find("toys/toy"))
    assert not is_here(find("toys/toy"))
    hub.asked.clear()
    assert get(find("toys/toy"))
    assert hub.asked[1:] == [(f"/toys/toy/resolve/{SHA}/model.safetensors", "bytes=100000-")]
    assert not damaged(find("toys/toy"))


def test_other_bytes_than_promised_are_refused(hub: FakeHub) -> None:
    hub.spoil = True
    with pytest.raises(Trouble, match="not what the hub's checksum says"):
        get(find("toys/toy"))
    assert not is_here(find("toys/toy"))


def test_damage_shows_offline_and_is_mended(hub: FakeHub) -> None:
    get(find("toys/toy"))
    path = find("toys/toy").folder / "model.safetensors"
    path.write_bytes(b"other")
    assert damaged(find("toys/toy")) == ("model.safetensors",)
    assert get(find("toys/toy"))
    assert path.read_bytes() == WEIGHTS
    assert remove(find("toys/toy"))
    assert not is_here(find("toys/toy"))


def test_pickles_are_refused_by_name(hub: FakeHub) -> None:
    with pytest.raises(Trouble, match=r"only pytorch_model\.bin, no safetensors.*never loaded"):
        get(find("toys/old"))


def test_a_gguf_is_taken_when_it_is_named(hub: FakeHub) -> None:
    assert get(find("toys/small/small-q4.gguf"))
    model = find("toys/small/small-q4.gguf")
    assert (model.folder / "small-q4.gguf").read_bytes() == b"GGUF..."
    assert model in all_models()
    with pytest.raises(Trouble, match=r"no file big\.gguf.*It has: small-q4\.gguf"):
        get(find("toys/small/big.gguf"))


def test_what_the_hub_does_not_show(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Trouble, match=r"no model toys/none.*Check its name"):
        get(find("toys/none"))
    hub.private = "secret"
    with pytest.raises(Trouble, match="HF_TOKEN"):
        get(find("toys/toy"))
    monkeypatch.setenv("HF_TOKEN", "secret")
    assert get(find("toys/toy"))


def test_known_names_come_from_the_hub_too(hub: FakeHub) -> None:
    with pytest.raises(Trouble, match="podium lab models get distilgpt2"):
        locate("distilgpt2")
    assert get(find("distilgpt2"))
    assert locate("distilgpt2") == DISTILGPT2.folder
    receipt = json.loads((DISTILGPT2.folder / "podium.json").read_bytes())
    assert receipt["repo"] == "distilbert/distilgpt2"
    assert not damaged(DISTILGPT2)


def test_without_a_network_it_is_one_line(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(Trouble, match=r"cannot be reached.*online"):
        get(find("toys/toy"))
    monkeypatch.setenv("HF_ENDPOINT", "nonsense")
    with pytest.raises(Trouble, match="is no address"):
        get(find("toys/toy"))
