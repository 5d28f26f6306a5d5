"""The real talk, walked through on a real terminal. `test_dress` gives it, with all there is."""

import socket
from pathlib import Path

import pytest

from presenter import places
from slides.loader import load_deck
from slides.planning import plan_of
from slides.steps import step_count
from tests.tty import on_terminal

TALK = places.talks() / "beyond-the-hype.yaml"
PAGE_DOWN = "\x1b[6~"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Logs, takes and rooms go to a folder of the test's own; fetched models stay in place."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_the_whole_talk_is_walked_with_a_clicker_on_a_small_terminal(state: Path) -> None:
    deck = load_deck(TALK)
    plan = plan_of(deck)
    with on_terminal("present", str(TALK), size=(80, 24)) as tty:
        tty.sees("s starts the clock")
        for number, slide in enumerate(deck.slides, start=1):
            if slide.part == "appendix" and deck.slides[number - 2].part != "appendix":
                tty.sees("This is the last slide.")
                tty.press(f"{number}\r")
            tty.sees(f" {plan.number(slide.slide)} ")
            for _ in range(step_count(slide)):
                tty.press(PAGE_DOWN)
            if slide.layout == "content":
                tty.sees(slide.title)
            assert "cannot be shown" not in tty.screen
            assert "▼ more" not in tty.screen, f"{slide.slide} does not fit"
            tty.press(PAGE_DOWN)
        tty.sees("This is the last slide.")
        tty.press("qq")
        assert tty.ends() == 0
        assert tty.is_sane
