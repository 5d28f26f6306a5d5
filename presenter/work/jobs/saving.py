"""Write a trained classifier to a folder that `load_classifier` reads, with its model card."""

import platform
from importlib.metadata import version
from pathlib import Path

from safetensors import SafetensorError

from presenter.work.card import model_card
from presenter.work.jobs.learner import Learner
from presenter.work.protocol import Train, Trained
from presenter.work.trouble import Trouble


def save_trained(folder: Path, request: Train, learner: Learner, result: Trained) -> None:
    """Write weights, head and card. Files of an earlier run are overwritten. Raises Trouble."""
    try:
        learner.save(folder)
        versions = {"Python": platform.python_version(), "torch": version("torch")}
        card = model_card(request, result, versions)
        (folder / "README.md").write_text(card, encoding="utf-8")
        for weights in folder.glob("*.safetensors"):
            weights.chmod(0o644)  # the library writes them for the owner alone
    except (OSError, SafetensorError) as error:
        why = getattr(error, "strerror", None) or error
        raise Trouble(f"{folder} cannot be written: {why}.", "Is the disk full?") from None
