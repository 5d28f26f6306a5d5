"""Which files a text model is, and which engine serves it."""

from pathlib import Path

import pytest

from presenter.work import text_models
from presenter.work.catalogue import SMOLLM2, SMOLLM2_BASE
from presenter.work.text_models import TextModel, engine_for, find_text_model
from presenter.work.trouble import Trouble


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(b"x" * 10)
    return folder


def test_the_default_and_its_stand_in_for_a_base(cache: Path) -> None:
    with pytest.raises(Trouble, match="models get SmolLM2-135M-Instruct"):
        find_text_model("default")
    put(SMOLLM2.folder, *SMOLLM2.files)
    found = find_text_model("default")
    assert found.gguf
    assert found.size == 10
    assert not found.stand_in
    base = find_text_model("base")
    assert (base.name, base.gguf, base.stand_in) == (found.name, found.gguf, True)


def test_the_true_base_is_taken_where_it_is(cache: Path) -> None:
    put(SMOLLM2.folder, *SMOLLM2.files)
    folder = put(SMOLLM2_BASE.folder, "model.safetensors", "config.json", "tokenizer.json")
    receipt = (
        '{"repo":"HuggingFaceTB/SmolLM2-135M","revision":"0123456789abcdef","licence":"apache-2.0",'
        '"size":10,"files":{"model.safetensors":"x","config.json":"x","tokenizer.json":"x"}}'
    )
    (folder / "podium.json").write_text(receipt, encoding="utf-8")
    base = find_text_model("base")
    assert base.folder == folder
    assert not base.stand_in


def test_a_gguf_file_and_a_folder_by_path(cache: Path) -> None:
    folder = put(cache / "mine", "big.gguf")
    assert find_text_model(str(folder / "big.gguf")).name == "big"
    assert find_text_model(str(folder)).gguf == folder / "big.gguf"
    whole = put(cache / "other", "model.safetensors")
    assert find_text_model(str(whole)).folder == whole
    with pytest.raises(Trouble, match=r"no file .*none\.gguf"):
        find_text_model(str(cache / "none.gguf"))
    with pytest.raises(Trouble, match="no weights that can write"):
        find_text_model(str(put(cache / "empty", "readme.md")))


def test_the_fast_engine_serves_gguf_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = TextModel("m", Path("m.gguf"), None)
    whole = TextModel("m", None, Path("m"))
    monkeypatch.setattr(text_models, "find_spec", lambda _: object())
    assert engine_for(packed, "auto") == "llama.cpp"
    assert engine_for(whole, "auto") == "transformers"
    with pytest.raises(Trouble, match="reads GGUF"):
        engine_for(whole, "llama.cpp")
    monkeypatch.setattr(text_models, "find_spec", lambda _: None)
    assert engine_for(packed, "auto") == "transformers"
    with pytest.raises(Trouble, match="not installed"):
        engine_for(packed, "llama.cpp")
