"""What people type who mean no good, and what must never come out anywhere."""

import re

from hypothesis import strategies as st

PIECES = (
    "\x1b[2J", "\x1b]52;c;cm0gLXJmIC8=\x07", "\x1b]0;title\x1b\\", "\x1bP$q\x1b\\", "\x1b[?1049h",
    "\x9b31m", "\x9d52;c;x\x9c", "\x00", "\x07", "\x08", "\x0e", "\x7f", "\x85", "\r\n", "\u2028",
    "\u202e", "\u2066", "\u200f", "\u061c", "\ufeff", "\u200b" * 60, "\u2060" * 40, "\u00ad",
    "\U0001f9d1\u200d\U0001f680", "\U0001f1ea\U0001f1fa", "\U0001f600" * 30, "a" + "\u0301" * 200,
    "\u0e49" * 40, "\ufe0f" * 20, "\U000e0041" * 10, "\ue000", "\ud800", "\U0010ffff", "ﷺ" * 20,
    "[/red]", "[@click=app.quit]x", "[b]", "<script>alert(1)</script>", "&lt;", "=1+1", "@SUM(1)",
    "'; DROP TABLE events; --", "{{7*7}}", "%s%n", "x" * 700,
)  # fmt: skip
"""Escape sequences, C0 and C1, bidi, zero-width floods, four-byte signs, piles of marks, markup."""

TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), min_size=1, max_size=8).map(
    "".join
)
PASTE = "".join(PIECES) * 3 + "y" * 20_000
"""More than twenty thousand characters at once."""
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff"
    "\ufe00-\ufe0f\ud800-\udfff\U000e0000-\U000e0fff\U0010fffe\U0010ffff]"
)
"""What a terminal obeys, hides or turns round."""
OURS = re.compile(rb"\x1b\[[0-9;]*[mHK]|\x1b\[\?2026[hl]|\x1b\[2J")
"""The sequences that frames are made of."""
