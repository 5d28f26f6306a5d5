"""A spam classifier: an encoder, its tokenizer, and a linear head over what its tokens become."""

import json
from collections.abc import Iterator, Sequence
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
from presenter.work.jobs.bert import Bert, embed, is_bert, load_bert, pooled, run_layers
from presenter.work.jobs.lora import CONFIG, add_lora, load_lora
from presenter.work.jobs.precision import precision
from presenter.work.models import find, locate
from presenter.work.trouble import Trouble

LONGEST = 128
"""Tokens of a message that are read; of the SMS Spam Collection a dozen messages are longer."""
CHARACTERS = 4_000
"""Of a text that are tokenized: more than LONGEST tokens can ever hold in plain writing."""
STRIDE = 8
"""Batches are as long as a multiple of this: the fewer shapes there are, the less the matrix
library has to prepare and to keep (it halves the memory of a training run)."""
BATCH = 64
HEAD = "head.safetensors"
USUAL_SPAM = 747 / 5574
"""The share of spam in the SMS Spam Collection."""
BASE = "podium_base"
"""What a saved configuration says of the base that it was trained from."""
SHIPPED = "spam-classifier"
_loading = Lock()


@dataclass(frozen=True)
class Head:
    """Two scores, of ham and of spam: weight [2, width] and bias [2]; `pooled` has the widths."""

    weight: Tensor
    bias: Tensor

    @classmethod
    def prior(cls, hidden: int, spam: float) -> "Head":
        """Knows only the share of spam, so it calls everything by the commoner label."""
        return cls(torch.zeros(2, hidden), torch.tensor([1 - spam, spam]).log())


@dataclass(frozen=True)
class Classifier:
    """Ready to judge messages. `kind` is the precision of the encoder's layers."""

    bert: Bert
    head: Head
    tokenizer: Tokenizer
    kind: torch.dtype

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, at most LONGEST."""
        encodings = self.tokenizer.encode_batch_fast([text[:CHARACTERS] for text in texts])
        return [encoding.ids for encoding in encodings]

    @torch.inference_mode()
    def spam_probabilities(self, texts: Sequence[str]) -> list[float]:
        """How likely each text is spam, in order. Texts of like length are judged together."""
        tokens = self.tokens(texts)
        found = [0.0] * len(texts)
        stride = 1 if self.kind == torch.float32 else STRIDE  # fp32 prepares nothing by shape
        for places_of_batch in _by_length(tokens):
            batch, mask = pad([tokens[place] for place in places_of_batch], stride)
            chances = self.scores(batch, mask).softmax(-1)[:, 1].tolist()
            for place, chance in zip(places_of_batch, chances, strict=True):
                found[place] = chance
        return found

    def ready(self) -> "Classifier":
        """The same with its layers in `kind`, as they must be to judge."""
        return replace(self, bert=self.bert.to(self.kind))

    def scores(self, tokens: Tensor, mask: Tensor | None) -> Tensor:
        """Of ham and spam [batch, 2], before softmax."""
        x = run_layers(self.bert.layers, self.bert.shape, embed(self.bert, tokens, self.kind), mask)
        vectors = pooled(x, mask, self.head.weight.shape[1])
        return functional.linear(vectors, self.head.weight, self.head.bias)


def pad(rows: Sequence[list[int]], stride: int = STRIDE) -> tuple[Tensor, Tensor | None]:
    """Token ids as one tensor [batch, longest], and where tokens are; None where all are. The
    longest is rounded up to a multiple of `stride`."""
    longest = -(-max(map(len, rows)) // stride) * stride
    if all(len(row) == longest for row in rows):
        return torch.tensor(rows), None
    lengths = torch.tensor([len(row) for row in rows])
    padded = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    return padded, torch.arange(longest) < lengths.unsqueeze(1)


def _by_length(tokens: Sequence[list[int]]) -> Iterator[list[int]]:
    order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def load_base(name: str, spam: float) -> Classifier:
    """An untouched base under a head that knows only the share of spam; its layers still in
    fp32, as training wants them: `ready` casts them. Raises Trouble."""
    return load_base_from(locate(name), spam)


def load_base_from(folder: Path, spam: float) -> Classifier:
    """The same for the base in a folder."""
    bert = load_bert(folder)
    head = Head.prior(bert.shape.hidden, spam)
    return Classifier(bert, head, load_tokenizer(folder, bert), precision())


def load_tokenizer(folder: Path, bert: Bert) -> Tokenizer:
    """The tokenizer of a base, cutting at LONGEST tokens and padding nothing."""
    path = folder / "tokenizer.json"
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001 - the library raises plain Exception
        raise Trouble(f"{path} is not a tokenizer: {error}.") from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(min(LONGEST, bert.shape.positions))
    return tokenizer


class Judge(Protocol):
    """A trained classifier, whichever library runs it."""

    @property
    def kind(self) -> torch.dtype:
        """The precision of its layers."""

    def spam_probabilities(self, texts: Sequence[str]) -> list[float]:
        """How likely each text is spam, in order."""


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
        return load_base(base, USUAL_SPAM).ready()
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
        return _load_lean(folder)
    from presenter.work.jobs.auto import open_auto

    return open_auto(folder, _base_of(folder))


def _load_lean(folder: Path) -> Classifier:
    head = Head(**load_file(folder / HEAD))
    if not (folder / CONFIG).is_file():
        base = load_base(str(folder), 0.5)
        return replace(base, head=head).ready()
    base = load_base(_base_of(folder), 0.5)
    lora = load_lora(folder, base.bert.shape.layers)
    return replace(base, head=head, bert=add_lora(base.bert, lora)).ready()


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
