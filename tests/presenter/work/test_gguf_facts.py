"""What a GGUF file says of itself."""

from pathlib import Path

import pytest

from presenter.work.gguf_facts import GgufError, read_facts
from tests.presenter.work.gguf_file import write_gguf

FACTS: dict[str, object] = {
    "general.name": "Ünïcode",
    "flag": True,
    "count": 7,
    "numbers": [1, 2, 3],
    "tokens": ["a", "Ġb"],
}


def test_every_kind_of_value_is_read(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "a.gguf", FACTS)
    assert read_facts(path, FACTS) == {**FACTS, "numbers": (1, 2, 3)}


def test_reading_stops_at_the_last_that_is_wanted(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "a.gguf", FACTS)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"numbers")])
    assert read_facts(path, ["count"]) == {"count": 7}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no model at all", "no GGUF file"),
        (b"GGUF\x01" + bytes(19), "version 1"),
        (b"GGUF\x03\0\0\0" + bytes(8), "ends too early"),
        (b"GGUF\x03\0\0\0" + bytes(8) + b"\x01" + bytes(7) + b"\xff" * 8, "impossible size"),
    ],
)
def test_other_files_are_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(content)
    with pytest.raises(GgufError, match=said):
        read_facts(path, ["x"])
