"""Judging messages by a trained classifier, in the arithmetic that is fastest on this machine."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from presenter import places
from presenter.work.catalogue import DEFAULT
from presenter.work.jobs.batches import STRIDE, by_length, pad
from presenter.work.jobs.bert import Bert, Layer, Runs, embed, is_bert, run_layers
from presenter.work.jobs.classifier import (
    BASE,
    HEAD,
    USUAL_SPAM,
    Classifier,
    Head,
    load_base,
    tokens_of,
)
from presenter.work.jobs.learner import TOKENS
from presenter.work.jobs.lora import CONFIG, add_lora, load_lora
from presenter.work.jobs.pooling import pooled
from presenter.work.jobs.quickest import Arithmetic, layers_in, quickest
from presenter.work.models import find, locate
from presenter.work.trouble import Trouble

LITTLE = 64
"""Tokens of a text that the threads for short texts judge."""
DOUBT = 0.05
"""Of a probability of spam that is further than this from nought and one, eight bits are not
believed: rounding moves such verdicts, and those alone."""
SHIPPED = "spam-classifier"
_loading, _quickening = Lock(), Lock()


class Judge(Protocol):
    """A trained classifier, whichever library runs it."""

    @property
    def arithmetic(self) -> Arithmetic:
        """Of its layers."""

    def spam_probabilities(self, texts: Sequence[str]) -> list[float]:
        """How likely each text is spam, in order."""

    def quicken(self) -> None:
        """Do what takes a while and makes it faster from now on: once the first answer is out."""


@dataclass
class LeanJudge:
    """A lean BERT's. It judges in fp32 until it is quickened: then its layers are made for the
    fastest arithmetic, with eight bits beside the exact ones, for the few messages in doubt."""

    edges: Bert
    """The encoder without its layers."""
    layers: tuple[Runs, ...]
    head: Head
    tokenizer: Tokenizer
    exact: tuple[Runs, ...] = ()
    arithmetic: Arithmetic = "fp32"
    threads: int = 1
    """For a single short text."""
    original: tuple[Layer, ...] = ()
    """What `quicken` begins with, until it has."""

    @torch.inference_mode()
    def spam_probabilities(self, texts: Sequence[str]) -> list[float]:
        """How likely each text is spam, in order. Texts of like length are judged together."""
        layers, exact = self.layers, self.exact
        rows = tokens_of(self.tokenizer, texts)
        if len(rows) == 1 and len(rows[0]) <= LITTLE:
            torch.set_num_threads(self.threads)
        found = self._judged(layers, rows)
        if exact:
            unsure = [at for at, chance in enumerate(found) if DOUBT < chance < 1 - DOUBT]
            again = self._judged(exact, [rows[at] for at in unsure])
            for at, chance in zip(unsure, again, strict=True):
                found[at] = chance
        return found

    def quicken(self) -> None:
        """The arithmetic and the threads are those that a short measurement finds fastest here."""
        with _quickening:
            original, self.original = self.original, ()
            if original:
                arithmetic, self.threads = quickest(original[0], self.edges.shape)
                made = layers_in(arithmetic, original)
                self.exact = original if arithmetic == "int8" else ()
                self.layers, self.arithmetic = made, arithmetic

    def _judged(self, layers: tuple[Runs, ...], rows: Sequence[list[int]]) -> list[float]:
        found = [0.0] * len(rows)
        stride = STRIDE if _is_half(layers) else 1  # the others prepare nothing by shape
        for some in by_length([len(row) for row in rows], TOKENS):
            batch, mask = pad([rows[place] for place in some], stride)
            chances = self._scores(layers, batch, mask).softmax(-1)[:, 1].tolist()
            for place, chance in zip(some, chances, strict=True):
                found[place] = chance
        return found

    def _scores(self, layers: tuple[Runs, ...], tokens: Tensor, mask: Tensor | None) -> Tensor:
        """Of ham and spam [batch, 2], before softmax."""
        kind = torch.bfloat16 if _is_half(layers) else torch.float32
        x = run_layers(layers, self.edges.shape, embed(self.edges, tokens, kind), mask)
        vectors = pooled(x, mask, self.head.weight.shape[1])
        return functional.linear(vectors, self.head.weight, self.head.bias)


def ready(classifier: Classifier) -> LeanJudge:
    """Ready to judge."""
    layers = classifier.bert.layers
    return LeanJudge(
        edges=classifier.bert._replace(layers=()),
        layers=layers,
        head=classifier.head,
        tokenizer=classifier.tokenizer,
        original=layers,
    )


def _is_half(layers: Sequence[Runs]) -> bool:
    return isinstance(layers[0], Layer) and layers[0].qkv.dtype == torch.bfloat16


def load_classifier(name: str) -> Judge:
    """A trained classifier: the one that ships for the default base, or a saved one by its
    folder. It is loaded once, and again when it was saved anew. Raises Trouble."""
    with _loading:
        folder = _trained_folder(name)
        return _load(folder, max(path.stat().st_mtime_ns for path in folder.iterdir()))


def _is_trained(folder: Path) -> bool:
    try:
        return BASE in json.loads((folder / "config.json").read_bytes())
    except (OSError, ValueError):
        return False


def load_untouched(name: str) -> Judge:
    """What a classifier was before it was trained: its base under a head that knows the usual
    share of spam. Raises Trouble."""
    with _loading:
        return _load_untouched(_base_of(_trained_folder(name)))


@lru_cache(maxsize=2)
def _load_untouched(base: str) -> Judge:
    if is_bert(locate(base)):
        return ready(load_base(base, USUAL_SPAM))
    from presenter.work.jobs.auto import open_untouched

    return open_untouched(base, USUAL_SPAM)


def _base_of(folder: Path) -> str:
    """The name or folder of what a saved classifier was trained from. Raises Trouble."""
    for file, key in ((CONFIG, "base_model_name_or_path"), ("config.json", BASE)):
        if (folder / file).is_file():
            return str(json.loads((folder / file).read_bytes()).get(key) or folder)
    return str(folder)


@lru_cache(maxsize=4)
def _load(folder: Path, _written: int) -> Judge:
    if (folder / HEAD).is_file():
        return ready(read_trained(folder))
    from presenter.work.jobs.auto import open_auto

    return open_auto(folder, _base_of(folder))


def read_trained(folder: Path) -> Classifier:
    """What was saved in a folder, its additions added in."""
    head = Head(**load_file(folder / HEAD))
    if not (folder / CONFIG).is_file():
        base = load_base(str(folder), 0.5)
        return replace(base, head=head)
    base = load_base(_base_of(folder), 0.5)
    lora = load_lora(folder, base.bert.shape.layers)
    return replace(base, head=head, bert=add_lora(base.bert, lora))


def _trained_folder(name: str) -> Path:
    given = Path(name).expanduser()
    if not given.is_dir() and find(name).name == DEFAULT:
        given = places.assets() / SHIPPED
    if not any((given / file).is_file() for file in (HEAD, CONFIG)) and not _is_trained(given):
        raise Trouble(
            f"{name} has not learned what spam is.",
            f"Train it first: podium lab train --base {name} --save FOLDER",
        )
    return given
