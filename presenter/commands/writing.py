"""Writing files that a command was asked for: never over another without being told so."""

import os
from contextlib import suppress
from pathlib import Path


class Unwritten(Exception):
    """The file was not written; says why, and the cure."""


def write_new(path: Path, content: str | bytes, *, force: bool) -> None:
    """Write a whole file or none. Raises Unwritten, also when there is one and not `force`."""
    if path.is_dir():
        raise Unwritten(f"{path} is a folder; name a file in it")
    if not force and (path.exists() or path.is_symlink()):
        raise Unwritten(f"{path} is there already; name another file, or add --force")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            draft.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
            if path.exists():
                draft.chmod(path.stat().st_mode & 0o777)
            draft.replace(path.resolve() if path.is_symlink() else path)
        except OSError:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as error:
        raise Unwritten(f"{path} cannot be written: {error.strerror or error}") from error
