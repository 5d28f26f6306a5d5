"""Fetch a model's files from the Hugging Face hub, or from a mirror that HF_ENDPOINT names.

Only `podium lab models get` comes here: everything else works with what is on this machine.
Weights are taken as safetensors, or as a GGUF file that is named; pickles never, since loading
one runs what its author put into it.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from presenter.work.catalogue import Hub
from presenter.work.downloads import Progress, fetch, read_url
from presenter.work.trouble import Trouble

ENDPOINT, TOKEN = "HF_ENDPOINT", "HF_TOKEN"
WEIGHTS = re.compile(r"model(-\d+-of-\d+)?\.safetensors(\.index\.json)?")
BESIDE = {
    "added_tokens.json",
    "chat_template.jinja",
    "config.json",
    "generation_config.json",
    "merges.txt",
    "special_tokens_map.json",
    "spiece.model",
    "tokenizer.json",
    "tokenizer.model",
    "tokenizer_config.json",
    "vocab.json",
    "vocab.txt",
}
"""Files beside the weights that a model or its tokenizer is made from."""


class _Stored(BaseModel):
    sha256: str


class _File(BaseModel):
    name: str = Field(alias="rfilename")
    size: int = 0
    blob: str = Field(alias="blobId", default="")
    """Git's SHA-1 of the file, where it is not stored apart."""
    lfs: _Stored | None = None


class _Listing(BaseModel):
    """What the hub says of a repository at one revision."""

    sha: str = Field(pattern=r"^[0-9a-f]{6,64}$")
    tags: tuple[str, ...] = ()
    siblings: tuple[_File, ...]


class Receipt(BaseModel):
    """What was fetched: kept beside the files, so that they can be verified offline."""

    model_config = ConfigDict(frozen=True)

    repo: str
    revision: str
    """The commit."""
    licence: str
    files: Mapping[str, str]
    """Name and sha256 of each."""
    size: int


def fetch_from_hub(hub: Hub, folder: Path, progress: Progress) -> Receipt:
    """Put a repository's files into `folder`, each checked against what the hub says of it.

    Files that are there and whole are not fetched again, cut ones are continued. Raises Trouble.
    """
    listing = _list(hub)
    wanted = _choose(hub, listing)
    total = sum(file.size for file in wanted)
    before = 0
    for file in wanted:
        target = folder / file.name
        if not (target.is_file() and _is_right(file, target)):
            have = before  # of the files before this one

            def so_far(bytes_: int, _: int | None, have: int = have) -> None:
                progress(have + bytes_, total)

            url = f"{_endpoint()}/{hub.repo}/resolve/{listing.sha}/{file.name}"
            fetch(url, target, so_far, token=os.environ.get(TOKEN))
            if not _is_right(file, target):
                target.unlink()
                raise Trouble(
                    f"{file.name} of {hub.repo} is not what the hub's checksum says.",
                    "It was deleted; try again.",
                )
        before += file.size
    return Receipt(
        repo=hub.repo,
        revision=listing.sha,
        licence=next((t[8:] for t in listing.tags if t.startswith("license:")), "not stated"),
        files={file.name: _digest(folder / file.name, "sha256") for file in wanted},
        size=total,
    )


def _endpoint() -> str:
    return os.environ.get(ENDPOINT, "https://huggingface.co").rstrip("/")


def _list(hub: Hub) -> _Listing:
    url = f"{_endpoint()}/api/models/{hub.repo}/revision/{hub.revision}?blobs=true"
    try:
        return _Listing.model_validate(json.loads(read_url(url, token=os.environ.get(TOKEN))))
    except (ValueError, ValidationError):
        raise Trouble(f"{url} does not answer as the hub does.", f"Is {ENDPOINT} right?") from None
    except Trouble as trouble:
        if " 401 " in trouble.message or " 403 " in trouble.message or " 404 " in trouble.message:
            raise Trouble(
                f"The hub shows no model {hub.repo}: {trouble.message}",
                f"Check its name; if it is private or gated, put a token of yours into {TOKEN}.",
            ) from None
        raise


def _choose(hub: Hub, listing: _Listing) -> list[_File]:
    files = {file.name: file for file in listing.siblings}
    if hub.gguf:
        if hub.gguf in files:
            return [files[hub.gguf]]
        there = [name for name in files if name.endswith(".gguf")]
        raise Trouble(
            f"{hub.repo} has no file {hub.gguf}.", f"It has: {', '.join(there) or 'no GGUF'}."
        )
    weights = [file for name, file in files.items() if WEIGHTS.fullmatch(name)]
    if not weights:
        pickles = [name for name in files if name.endswith((".bin", ".pt", ".pth", ".h5", ".pkl"))]
        what = f"only {', '.join(pickles)}" if pickles else "no weights"
        raise Trouble(
            f"{hub.repo} has {what}, no safetensors.",
            "Pickles can run code and are never loaded; look for a safetensors copy of it.",
        )
    return [file for name, file in files.items() if name in BESIDE] + weights


def _is_right(file: _File, path: Path) -> bool:
    if file.lfs:
        return _digest(path, "sha256") == file.lfs.sha256
    return not file.blob or _digest(path, "sha1", b"blob %d\0" % path.stat().st_size) == file.blob


def _digest(path: Path, kind: str, before: bytes = b"") -> str:
    digest = hashlib.new(kind, before, usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
