"""Pictures as others take them: libsixel's decoder, and a real tmux between us and kitty."""

import os
import re
import shutil
import subprocess
import sys
from base64 import standard_b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from presenter import places
from presenter.draw.image.kitty import MARKS, PLACEHOLDER
from presenter.draw.image.sixel import sixels
from tests.tty import Tty

VALLEY = places.talks() / "tour" / "valley.png"
TMUX_CONF = """\
set -g allow-passthrough on
set -g default-terminal tmux-256color
set -ga terminal-features ",xterm-kitty:RGB"
set -g status off
"""
KITTY = "xterm-kitty|what tmux must know of it here,\n\tuse=xterm-256color,\n"
DECK = "talk: x\n---\nslide: a\nblocks:\n- image: noise.png\n  alt: noise\n"


@pytest.mark.skipif(not shutil.which("sixel2png"), reason="needs libsixel-bin")
def test_libsixel_reads_the_picture_in_our_sixels() -> None:
    size = 331, 250
    picture = Image.open(VALLEY).convert("RGB")
    done = subprocess.run(
        ["sixel2png", "-i", "-", "-o", "-"],
        input=sixels(picture, *size).encode(),
        capture_output=True,
        check=True,
    )
    read = Image.open(BytesIO(done.stdout)).convert("RGB")
    assert read.size == size
    apart = ImageStat.Stat(ImageChops.difference(read, picture.resize(size)))
    assert max(apart.mean) < 3, "of 255; 255 colours cannot be nearer than about 1"


@pytest.fixture
def kitty_terminfo(tmp_path: Path) -> Path:
    """A folder in which programs find what an xterm-kitty is."""
    (tmp_path / "kitty.ti").write_text(KITTY)
    folder = tmp_path / "terminfo"
    compiled = ["tic", "-x", "-o", str(folder), str(tmp_path / "kitty.ti")]
    subprocess.run(compiled, check=True, capture_output=True)
    return folder


@pytest.mark.skipif(not (shutil.which("tmux") and shutil.which("tic")), reason="needs tmux")
def test_a_picture_reaches_kitty_through_a_real_tmux(
    tmp_path: Path, kitty_terminfo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "NO_COLOR", "PODIUM_IMAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    noise = Image.effect_noise((200, 100), 90).convert("RGB")
    noise.save(tmp_path / "noise.png")
    (tmp_path / "deck.yaml").write_text(DECK)
    (tmp_path / "tmux.conf").write_text(TMUX_CONF)
    server = ["tmux", "-L", f"podium-{os.getpid()}", "-f", str(tmp_path / "tmux.conf")]
    present = f"{sys.executable} -m presenter present {tmp_path / 'deck.yaml'}"
    tty = Tty([*server, "new-session", present], TERM="xterm-kitty", TERMINFO=str(kitty_terminfo))
    try:
        tty.until("m=0")
        tty.until(PLACEHOLDER + MARKS[2] + MARKS[5])
    finally:
        subprocess.run([*server, "kill-server"], check=False, capture_output=True)
        tty.ends()
    assert b"\x1bPtmux;" not in tty.output
    parts = re.findall(rb"\x1b_G([^;]*);([^\x1b]*)\x1b\\", tty.output)
    read = Image.open(BytesIO(standard_b64decode(b"".join(data for _, data in parts))))
    assert read.convert("RGB").tobytes() == noise.tobytes()
    number = int(re.findall(rb"i=(\d+)", parts[0][0])[0])
    spelt = f"\x1b[38;2;{number >> 16};{number >> 8 & 255};{number & 255}m"
    assert spelt.encode() in tty.output, "the placeholders' colour names the picture"
