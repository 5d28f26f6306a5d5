"""Cut a text into tokens, and say which bytes are behind each."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Event
from time import perf_counter

from tokenizers import Encoding, Tokenizer

from presenter.work.jobs.vocabulary import read_tokenizer
from presenter.work.models import locate, shown_name
from presenter.work.protocol import Piece, Pieces, Reply, Tokenized
from presenter.work.shelf import SHELF

TOKENIZER = 10_000_000
"""Bytes that a tokenizer takes, roughly."""


def run(request: Pieces, cancelled: Event) -> Iterator[Reply]:
    """One `Tokenized` for each tokenizer, in order; special tokens are left out."""
    for index, name in enumerate(request.tokenizers):
        folder = locate(name)
        tokenizer = _tokenizer(folder)
        if cancelled.is_set():
            return
        start = perf_counter()
        encoding = tokenizer.encode(request.text, add_special_tokens=False)
        pieces = tuple(_pieces(encoding, request.text, _is_of_bytes(tokenizer)))
        yield Tokenized(
            text=request.text,
            index=index,
            tokenizer=shown_name(name),
            vocabulary=tokenizer.get_vocab_size(),
            pieces=pieces,
            milliseconds=(perf_counter() - start) * 1000,
        )


def _tokenizer(folder: Path) -> Tokenizer:
    key = ("tokenizer", folder, folder.stat().st_mtime_ns)
    return SHELF.take(key, lambda: read_tokenizer(folder), size=TOKENIZER)


def _is_of_bytes(tokenizer: Tokenizer) -> bool:
    return type(tokenizer.model).__name__ == "BPE"


def _pieces(encoding: Encoding, text: str, of_bytes: bool) -> Iterator[Piece]:
    for number, name, (start, end) in zip(
        encoding.ids, encoding.tokens, encoding.offsets, strict=True
    ):
        written = text[start:end]
        content = _bytes_behind(name, written) if of_bytes else written.encode()
        if of_bytes:
            try:
                written = content.decode()
            except UnicodeDecodeError:  # a part of a character
                written = ""
        yield Piece(id=number, name=name, text=written, bytes=content.hex(), start=start, end=end)


def _bytes_behind(name: str, written: str) -> bytes:
    """The bytes that a byte-level token stands for; a special token's are those of its text."""
    alphabet = byte_of_letter()
    if all(letter in alphabet for letter in name):
        return bytes(alphabet[letter] for letter in name)
    return written.encode()


@cache
def byte_of_letter() -> dict[str, int]:
    """The alphabet in which byte-level vocabularies write bytes (Radford et al. 2019): printable
    ones as themselves, the 68 others as letters from U+0100 on."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {
        chr(0x100 + place): byte for place, byte in enumerate(others)
    }
