"""Bytes into keys, however they are cut."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.keys import Keys

KEYS = [b"a", b"\r", b"\x1b[A", b"\x1b[1;5B", b"\x1bOC", b"\x1b[5~", "é".encode(), "🦦".encode()]
NO_KEYS = [
    b"\x1b",
    b"\x1b]52;c;cm0=\x07",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b[<0;3;4M",
    b"\xff",
    b"\x1b[200~",
]
PIECES = st.sampled_from([*KEYS, *NO_KEYS])


def keys_of(*packets: bytes) -> list[str]:
    keys = Keys()
    return [key for packet in packets for key in keys.feed(packet)]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b[A\x1b[B", ["up", "down"]),
        (b"\x1bOA\x1bOB", ["up", "down"]),
        (b"\x1b[5~\x1b[6~", ["pageup", "pagedown"]),
        (b"\x1b[1;2C", ["right"]),
        (b"b\r\x7f\x03", ["b", "enter", "backspace", "ctrl-c"]),
        ("ü".encode(), ["ü"]),
        (b"\xff!", ["\ufffd", "!"]),
        (b"\x1b]0;title\x07x", ["x"]),
        (b"\x1b]52;c;cm0=\x1b\\x", ["x"]),
        (b"\x1bPq#0;2;0;0;0\x1b\\x", ["x"]),
        (b"\x1b[<0;10;5Mx", ["x"]),
        (b"\x1b[?62;22cx", ["x"]),
        (b"\x1bx", []),
        (b"\x00\x01\x02", []),
    ],
)
def test_what_terminals_send(sent: bytes, keys: list[str]) -> None:
    assert keys_of(sent) == keys


@given(st.lists(PIECES, max_size=12).map(b"".join) | st.binary(max_size=60), st.data())
def test_packets_may_be_cut_anywhere(sent: bytes, data: Any) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    cuts = [0, *places, len(sent)]
    packets = [sent[a:b] for a, b in pairwise(cuts)]
    assert keys_of(*packets) == keys_of(sent)


@given(st.binary(max_size=200))
def test_every_key_is_a_name_or_one_printable_character(sent: bytes) -> None:
    for key in keys_of(sent):
        assert key.isprintable()


@given(st.binary(max_size=40), st.text(st.characters(min_codepoint=97, max_codepoint=122)))
def test_after_a_pause_plain_keys_are_plain_again(sent: bytes, typed: str) -> None:
    keys = Keys()
    keys.feed(sent)
    keys.flush()
    keys.feed(b"\r")  # ends a half-sent character
    assert keys.feed(typed.encode()) == list(typed)


def test_a_lone_escape_is_a_key_after_a_pause() -> None:
    keys = Keys()
    assert keys.feed(b"\x1b") == []
    assert keys.pending
    assert keys.flush() == ["escape"]
    assert not keys.pending


def test_half_a_sequence_is_no_key() -> None:
    keys = Keys()
    keys.feed(b"\x1b[1;")
    assert keys.flush() == []
    assert keys.feed(b"b") == ["b"]


def test_a_sequence_without_end_does_not_lock_anybody_out() -> None:
    keys = Keys()
    keys.feed(b"\x1b]0;" + b"x" * 9000)
    assert keys.feed(b"b") == ["b"]
