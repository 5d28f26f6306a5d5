"""Writers on the lab's shelf: each model is loaded once, by the engine that serves it here."""

from threading import Lock

from presenter.work.jobs import whole_torch
from presenter.work.jobs.writing import Writer
from presenter.work.protocol import Backend
from presenter.work.shelf import SHELF
from presenter.work.text_models import TextModel, engine_for, find_text_model

LLAMA = 220_000_000
"""Bytes that llama.cpp takes beside the weights: context, buffers."""
FULL, UNPACKED = 2, 6
"""Times the bytes on disk that the reference takes: half precision there, single here; and times
those of a file whose weights have four or five bits."""
_converting = Lock()


def load_writer(name: str, wanted: Backend) -> tuple[Writer, TextModel]:
    """A writer and which model it is. Raises Trouble."""
    model = find_text_model(name)
    if engine_for(model, wanted) == "llama.cpp":
        assert model.gguf
        key = ("llama.cpp", model.gguf, model.gguf.stat().st_mtime_ns)
        return SHELF.take(key, lambda: _llama(model), size=LLAMA + model.size), model
    folder = model.folder or model.converted
    key = ("transformers", folder, 0)
    return SHELF.take(
        key, lambda: _reference(model), size=(UNPACKED if model.gguf else FULL) * model.size
    ), model


def needs_converting(name: str, wanted: Backend) -> bool:
    """True when the first load writes the weights anew, which takes half a minute, once."""
    model = find_text_model(name)
    return (
        engine_for(model, wanted) == "transformers"
        and model.folder is None
        and not model.converted.is_dir()
    )


def _llama(model: TextModel) -> Writer:
    from presenter.work.jobs.llama import Llama

    assert model.gguf
    return Llama(model.gguf)


def _reference(model: TextModel) -> Writer:
    import torch

    from presenter.work.jobs.reference import Reference, convert

    whole_torch()
    if model.gguf:
        with _converting:
            if not model.converted.is_dir():
                convert(model.gguf, model.converted)
    return Reference(model.folder or model.converted, torch.float32)
