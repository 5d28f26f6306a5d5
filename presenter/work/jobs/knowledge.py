"""A knowledge base made ready: its passages, their vectors, and an index kept on disk.

The index holds one vector for each passage, known by the checksum of its words: of a changed
folder only what is new is embedded, and what is gone leaves the file.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from presenter import places
from presenter.work.jobs.encoder import Encoder
from presenter.work.lexical import Lexicon
from presenter.work.passages import Passage, read_passages
from presenter.work.protocol import Indexed, Stage

VECTORS, DIGESTS = "vectors", "digests"


@dataclass(frozen=True)
class Knowledge:
    """Passages that can be searched by meaning and by words."""

    passages: tuple[Passage, ...]
    vectors: Tensor
    """[passages, hidden], of length one."""
    lexicon: Lexicon

    @property
    def indexed(self) -> Indexed:
        """What is said of a base that was ready before."""
        files = len({passage.source for passage in self.passages})
        return Indexed(files=files, passages=len(self.passages), embedded=0, seconds=0.0)


def shipped() -> Path:
    """The knowledge base that ships."""
    return places.assets() / "knowledge"


def signature(folder: Path) -> str:
    """Changes when any Markdown file of the folder does. Asked before every question, so it looks
    at a thousand files in a few milliseconds: plain names and `scandir`, no paths."""
    facts = []
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.endswith(".md"):
                    known = entry.stat()
                    facts.append((entry.path, known.st_size, known.st_mtime_ns))
    return sha256(repr(sorted(facts)).encode()).hexdigest()


def index_of(folder: Path, encoder: Encoder) -> Path:
    """Where the vectors of a folder are kept."""
    name = sha256(f"{folder.resolve()}\n{encoder.name}".encode()).hexdigest()[:16]
    return places.cache() / "knowledge" / f"{name}.safetensors"


def make_ready(folder: Path, encoder: Encoder, made: list[Knowledge]) -> Iterator[Stage | Indexed]:
    """Read, embed what is new and keep it; the result is put into `made`. Raises Trouble.

    Whoever stops reading stops the work; then nothing is kept, and the next try begins anew.
    """
    start = perf_counter()
    passages = read_passages(folder)
    path = index_of(folder, encoder)
    kept = _kept(path)
    digests = [passage.digest for passage in passages]
    known = {digest: place for place, digest in enumerate(kept[0])}
    new = [place for place, digest in enumerate(digests) if digest not in known]
    vectors = torch.empty(len(passages), encoder.bert.shape.hidden)
    for place, digest in enumerate(digests):
        if digest in known:
            vectors[place] = kept[1][known[digest]]
    done = 0
    if new:
        yield Stage(name=f"embedding {len(new)} passages")
    for places_of_batch, batch in encoder.batches([passages[place].said for place in new]):
        vectors[[new[place] for place in places_of_batch]] = batch
        done += len(places_of_batch)
        yield Stage(name=f"embedding passages: {done} of {len(new)}")
    if new or len(kept[0]) != len(digests):
        _keep(path, digests, vectors)
    ready = Knowledge(passages, vectors, Lexicon([passage.said for passage in passages]))
    made.append(ready)
    seconds = perf_counter() - start
    yield ready.indexed.model_copy(update={"embedded": len(new), "seconds": seconds})


def _kept(path: Path) -> tuple[Sequence[str], Tensor]:
    """Digests and vectors of an index; none when there is none, or it cannot be read."""
    try:
        with safe_open(path, "pt") as file:
            digests = (file.metadata() or {}).get(DIGESTS, "").split()
            vectors = file.get_tensor(VECTORS)
    except (OSError, SafetensorError):
        return (), torch.empty(0)
    return (digests, vectors) if len(digests) == len(vectors) else ((), torch.empty(0))


def _keep(path: Path, digests: Sequence[str], vectors: Tensor) -> None:
    """Write the index whole or not at all. A full disk only costs the next start its time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}")
        save_file({VECTORS: vectors.contiguous()}, new, {DIGESTS: " ".join(digests)})
        new.replace(path)
    except OSError as error:
        print(f"The index {path} was not kept: {error}")  # noqa: T201 - into the lab's log
