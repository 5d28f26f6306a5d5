"""Write a trained classifier to a folder that `load_classifier` reads, with its model card."""

import platform
import shutil
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import torch
from safetensors.torch import save_file

from presenter.work.card import model_card
from presenter.work.jobs.bert import save_bert
from presenter.work.jobs.classifier import HEAD
from presenter.work.jobs.lora import save_lora
from presenter.work.jobs.tuning import Moving
from presenter.work.models import locate
from presenter.work.protocol import Train, Trained
from presenter.work.trouble import Trouble


@torch.no_grad()
def save_trained(folder: Path, request: Train, model: Moving, result: Trained) -> None:
    """Write weights, head and card. Files of an earlier run are overwritten. Raises Trouble."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_file(asdict(model.head), folder / HEAD)
        if model.lora:
            save_lora(model.lora(), folder)
        else:
            base = locate(request.base)
            shutil.copyfile(base / "config.json", folder / "config.json")
            shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
            save_bert(model.classifier().bert, folder)
        versions = {"Python": platform.python_version(), "torch": version("torch")}
        card = model_card(request, result, versions)
        (folder / "README.md").write_text(card, encoding="utf-8")
        for weights in folder.glob("*.safetensors"):
            weights.chmod(0o644)  # the library writes them for the owner alone
    except OSError as error:
        raise Trouble(f"{folder} cannot be written: {error.strerror or error}.") from None
