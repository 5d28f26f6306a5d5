"""A GGUF file without weights, as small as a test needs."""

import struct
from pathlib import Path


def _text(text: str) -> bytes:
    content = text.encode()
    return struct.pack("<Q", len(content)) + content


def _value(value: object) -> bytes:
    match value:
        case bool():
            return struct.pack("<I?", 7, value)
        case int():
            return struct.pack("<II", 4, value)
        case str():
            return struct.pack("<I", 8) + _text(value)
        case [int(), *_] as numbers:
            return struct.pack(f"<IIQ{len(numbers)}I", 9, 4, len(numbers), *numbers)
        case list() as texts:
            return struct.pack("<IIQ", 9, 8, len(texts)) + b"".join(map(_text, texts))
        case _:
            raise TypeError(value)


def write_gguf(path: Path, facts: dict[str, object], version: int = 3) -> Path:
    """Write these key-value pairs and no tensor."""
    head = b"GGUF" + struct.pack("<IQQ", version, 0, len(facts))
    path.write_bytes(head + b"".join(_text(key) + _value(value) for key, value in facts.items()))
    return path
