"""Patches between frames, proved on a terminal that knows just enough."""

import re

from hypothesis import given
from hypothesis import strategies as st

from quiz import paint

LINES = st.lists(st.sampled_from([b"", b"one", b"a longer line", b"two"]), min_size=3, max_size=3)
FRAMES = LINES.map(tuple)


def show(screen: list[bytes], sent: bytes) -> list[bytes]:
    """What a terminal shows that showed `screen` and receives `sent`."""
    sent = sent.removeprefix(paint.BEGIN).removesuffix(paint.END).removeprefix(b"\x1b[0m")
    if sent.startswith(b"\x1b[2J"):
        screen = [b""] * 3
        sent = sent.removeprefix(b"\x1b[2J")
    shown = list(screen)
    for row, line in re.findall(rb"\x1b\[(\d+);1H(.*?)\x1b\[0m\x1b\[K", sent):
        shown[int(row) - 1] = line
    return shown


@given(FRAMES, FRAMES)
def test_a_patch_turns_one_frame_into_the_other(
    old: tuple[bytes, ...], new: tuple[bytes, ...]
) -> None:
    assert show(list(old), paint.patch(old, new)) == list(new)
    assert show([b"?"] * 3, paint.patch(None, new)) == list(new)


@given(FRAMES)
def test_nothing_new_sends_nothing(frame: tuple[bytes, ...]) -> None:
    assert paint.patch(frame, frame) == b""


def test_only_the_changed_line_is_sent() -> None:
    sent = paint.patch((b"same", b"old"), (b"same", b"new"))
    assert sent == paint.BEGIN + b"\x1b[2;1Hnew\x1b[0m\x1b[K" + paint.END
