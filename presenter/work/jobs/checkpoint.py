"""A run's state on disk: one file, replaced whole, from which the run goes on as if never cut."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from pydantic import BaseModel, ValidationError
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from presenter.work.jobs.fitting import Fitting
from presenter.work.messages import Message
from presenter.work.protocol import Train, Validated
from presenter.work.trouble import Trouble

FILE = "run.safetensors"
KEY = "podium"


class Progress(BaseModel):
    """What is known of a run besides its weights."""

    request: str
    """Digest of the request and its messages."""
    step: int
    steps: int
    updates: int
    best_step: int = 0
    best_f1: float = -1
    validations: tuple[Validated, ...] = ()


@dataclass
class Kept:
    """The weights that the run will end with: of the best validation so far, or their average."""

    leaves: list[Tensor]


def digest(request: Train, messages: Sequence[Message]) -> str:
    """Of what decides how a run goes."""
    asked = request.model_dump_json(exclude={"id", "save", "resume", "time_limit"})
    whole = hashlib.sha256(asked.encode())
    for message in messages:
        whole.update(f"{message.label}\t{message.text}\n".encode())
    return whole.hexdigest()


def write_state(folder: Path, fitting: Fitting, progress: Progress, kept: Kept | None) -> None:
    """Replace the state in a folder. Raises Trouble."""
    groups = {"leaf": fitting.leaves, "moment": fitting.adam.moments}
    if kept:
        groups["kept"] = kept.leaves
    tensors = {
        f"{name}.{at}": tensor.detach().cpu().contiguous()
        for name, group in groups.items()
        for at, tensor in enumerate(group)
    }
    new = folder / f"{FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_file(tensors, new, {KEY: progress.model_dump_json()})
        new.replace(folder / FILE)
    except (OSError, SafetensorError) as error:
        new.unlink(missing_ok=True)
        raise Trouble(f"{folder} cannot be written: {error}.", "Is the disk full?") from None


@torch.no_grad()
def read_state(folder: Path, fitting: Fitting, request: str) -> tuple[Progress, Kept | None] | None:
    """Put a state back, if there is one. Raises Trouble when it is broken or another run's."""
    path = folder / FILE
    if not path.is_file():
        return None
    hint = f"Delete {path}, or name another folder."
    try:
        with safe_open(path, "pt") as stored:
            progress = Progress.model_validate_json(stored.metadata()[KEY])
            if progress.request != request:
                raise Trouble(f"{path} is the state of another run.", hint)
            for name, group in (("leaf", fitting.leaves), ("moment", fitting.adam.moments)):
                for at, tensor in enumerate(group):
                    tensor.copy_(stored.get_tensor(f"{name}.{at}"))
            kept = None
            if "kept.0" in stored.keys():  # noqa: SIM118 - no dictionary
                leaves = range(len(fitting.leaves))
                kept = Kept(
                    [stored.get_tensor(f"kept.{at}").to(fitting.leaves[at]) for at in leaves]
                )
    except (OSError, SafetensorError, ValidationError, KeyError, TypeError, RuntimeError) as error:
        raise Trouble(f"{path} is damaged: {error!r:.200}.", hint) from None
    fitting.done, fitting.steps, fitting.adam.steps = (
        progress.step,
        progress.steps,
        progress.updates,
    )
    return progress, kept


def remove_state(folder: Path) -> None:
    """The run is over: its state serves nobody."""
    (folder / FILE).unlink(missing_ok=True)
