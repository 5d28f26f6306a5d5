"""Texts to vectors: an encoder off the shelf, the mean over its tokens, scaled to length one."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from torch.nn import functional

from presenter.work.jobs.batches import by_length, pad
from presenter.work.jobs.bert import Bert, embed, load_bert, run_layers
from presenter.work.jobs.pooling import mean_over_tokens
from presenter.work.jobs.vocabulary import read_tokenizer
from presenter.work.models import locate, shown_name
from presenter.work.shelf import SHELF

LONGEST = 256
"""Tokens of a text that are read: what the default base was trained on."""
TOKENS = 2_048
"""Of a batch, padding counted: between two of them a request can be cancelled."""
LITTLE = 512
"""Tokens in all, below which one thread is faster."""


@dataclass(frozen=True)
class Encoder:
    """Weights and tokenizer of a sentence encoder, in fp32: cosines then agree to six digits."""

    name: str
    """On screen."""
    bert: Bert
    tokenizer: Tokenizer

    def encodings(self, texts: Sequence[str]) -> list[Encoding]:
        """Tokens with their places in each text, special ones at both ends, at most LONGEST."""
        found: list[Encoding] = self.tokenizer.encode_batch(list(texts))
        return found

    @torch.inference_mode()
    def batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Tensor]]:
        """Places of some texts and their vectors [places, hidden], longest texts first: what is
        still to come takes no longer than what was. Little text runs on one thread: two would wait
        for each other longer than they work."""
        tokens = [encoding.ids for encoding in self.encodings(texts)]
        little = sum(map(len, tokens)) < LITTLE
        torch.set_num_threads(1 if little else os.cpu_count() or 1)
        for places in reversed(list(by_length([len(row) for row in tokens], TOKENS))):
            batch, mask = pad([tokens[place] for place in places])
            x = embed(self.bert, batch, torch.float32)
            x = run_layers(self.bert.layers, self.bert.shape, x, mask)
            yield places, functional.normalize(mean_over_tokens(x, mask))

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """One vector a text [texts, hidden], of length one, so that products are cosines."""
        found = torch.empty(len(texts), self.bert.shape.hidden)
        for places, vectors in self.batches(texts):
            found[places] = vectors
        return found


def load_encoder(base: str) -> Encoder:
    """The encoder of a base, from the shelf. Raises Trouble."""
    folder = locate(base)
    weights = folder / "model.safetensors"
    facts = weights.stat() if weights.is_file() else folder.stat()

    def load() -> Encoder:
        bert, tokenizer = load_bert(folder), read_tokenizer(folder)
        tokenizer.no_padding()
        tokenizer.enable_truncation(min(LONGEST, bert.shape.positions))
        return Encoder(shown_name(base), bert, tokenizer)

    return SHELF.take(("encoder", weights, facts.st_mtime_ns), load, size=facts.st_size)
