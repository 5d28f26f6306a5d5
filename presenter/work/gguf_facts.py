"""What a GGUF file says of itself: its key-value pairs, without reading any weight.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3.
"""

import struct
from collections.abc import Collection
from pathlib import Path
from typing import Any, BinaryIO

MAGIC = b"GGUF"
_NUMBERS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_TEXT, _LIST = 8, 9
MOST = 10_000_000
"""Entries of a list, or bytes of a text, that are believed."""


class GgufError(ValueError):
    """The file is not what it should be."""


def read_facts(path: Path, wanted: Collection[str]) -> dict[str, Any]:
    """Those of the wanted pairs that the file has. Raises GgufError and OSError."""
    with path.open("rb") as file:
        try:
            if file.read(4) != MAGIC:
                raise GgufError("it is no GGUF file")
            version, _tensors, pairs = struct.unpack("<IQQ", _bytes(file, 20))
            if version not in (2, 3):
                raise GgufError(f"it is of version {version}, and 2 and 3 are known")
            found: dict[str, Any] = {}
            for _ in range(pairs):
                key, value = _text(file), _value(file, _number(file, "I"))
                if key in wanted:
                    found[key] = value
                if len(found) == len(wanted):
                    break
        except struct.error:
            raise GgufError("it ends too early") from None
    return found


def _bytes(file: BinaryIO, count: int) -> bytes:
    if count > MOST:
        raise GgufError("it has a part of impossible size")
    return file.read(count)


def _number(file: BinaryIO, code: str) -> Any:
    return struct.unpack(f"<{code}", _bytes(file, struct.calcsize(f"<{code}")))[0]


def _text(file: BinaryIO) -> str:
    return _bytes(file, _number(file, "Q")).decode("utf-8", errors="replace")


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _TEXT:
        return _text(file)
    if kind == _LIST:
        inner, count = _number(file, "I"), _number(file, "Q")
        if inner in _NUMBERS:
            size = struct.calcsize(f"<{_NUMBERS[inner]}")
            return struct.unpack(f"<{count}{_NUMBERS[inner]}", _bytes(file, count * size))
        if count > MOST:
            raise GgufError("it has a part of impossible size")
        return [_value(file, inner) for _ in range(count)]
    if kind not in _NUMBERS:
        raise GgufError(f"it has a value of the unknown kind {kind}")
    return _number(file, _NUMBERS[kind])
