"""A spam classifier: an encoder, its tokenizer, and a linear head over what its tokens become."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from presenter.work.jobs.bert import Bert, load_bert
from presenter.work.jobs.precision import precision
from presenter.work.models import locate
from presenter.work.trouble import Trouble

LONGEST = 128
"""Tokens of a message that are read; of the SMS Spam Collection a dozen messages are longer."""
CHARACTERS = 4_000
"""Of a text that are tokenized: more than LONGEST tokens can ever hold in plain writing."""
HEAD = "head.safetensors"
USUAL_SPAM = 747 / 5574
"""The share of spam in the SMS Spam Collection."""
BASE = "podium_base"
"""What a saved configuration says of the base that it was trained from."""


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
    """As it is read and trained, in fp32; `kind` is the precision that training computes in."""

    bert: Bert
    head: Head
    tokenizer: Tokenizer
    kind: torch.dtype

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, at most LONGEST."""
        return tokens_of(self.tokenizer, texts)


def tokens_of(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Token ids of each text, cut as the tokenizer says."""
    encodings = tokenizer.encode_batch_fast([text[:CHARACTERS] for text in texts])
    return [encoding.ids for encoding in encodings]


def load_base(name: str, spam: float) -> Classifier:
    """An untouched base under a head that knows only the share of spam; its layers still in
    fp32, as training wants them. Raises Trouble."""
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
