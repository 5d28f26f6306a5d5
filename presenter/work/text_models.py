"""Which files a text model is: of the registry, a GGUF file, or a folder of weights."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from presenter import places
from presenter.work.catalogue import SMOLLM2, SMOLLM2_BASE
from presenter.work.models import locate, shown_name
from presenter.work.protocol import Backend, Engine
from presenter.work.trouble import Trouble


@dataclass(frozen=True)
class TextModel:
    """A model on this machine: a GGUF file, or a folder that transformers loads, or both."""

    name: str
    """As it is called on screen."""
    gguf: Path | None
    folder: Path | None
    stand_in: bool = False
    """True when a base was asked for and this tuned model stands for it."""

    @property
    def size(self) -> int:
        """Bytes of the weights, roughly."""
        files = [self.gguf] if self.gguf else list((self.folder or Path()).glob("*.safetensors"))
        return sum(file.stat().st_size for file in files)

    @property
    def converted(self) -> Path:
        """Where the reference engine has a GGUF file's weights in its own format."""
        assert self.gguf
        known = f"{self.gguf.stem}-{self.gguf.stat().st_size}"
        return places.cache() / "converted" / known


def find_text_model(name: str) -> TextModel:
    """`default`, `base`, a name of the registry, a GGUF file or a folder. Raises Trouble."""
    if name == "base":
        try:
            return TextModel("SmolLM2-135M, the base", None, locate(SMOLLM2_BASE.name))
        except Trouble:
            tuned = find_text_model("default")
            return TextModel(tuned.name, tuned.gguf, tuned.folder, stand_in=True)
    given = Path(name).expanduser()
    if given.suffix == ".gguf":
        if not given.is_file():
            raise Trouble(f"There is no file {given}.")
        return TextModel(given.stem, given, None)
    known = SMOLLM2.name if name == "default" else name
    folder = locate(known)
    if gguf := next(iter(sorted(folder.glob("*.gguf"))), None):
        return TextModel(shown_name(known), gguf, None)
    if not any(folder.glob("*.safetensors")):
        raise Trouble(f"{folder} has no weights that can write: no GGUF, no safetensors.")
    return TextModel(shown_name(known), None, folder)


def engine_for(model: TextModel, wanted: Backend) -> Engine:
    """`llama.cpp` or `transformers`, whichever serves this model here. Raises Trouble."""
    fast = find_spec("xllamacpp") is not None
    if wanted == "auto":
        return "llama.cpp" if fast and model.gguf else "transformers"
    if wanted == "llama.cpp" and not model.gguf:
        raise Trouble(f"llama.cpp reads GGUF, and {model.name} is not in that format.")
    if wanted == "llama.cpp" and not fast:
        raise Trouble("llama.cpp is not installed here.", "pip install xllamacpp brings it.")
    return wanted
