"""The product as its users meet it: real terminals, real ssh, real models, the real talk."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from presenter import places
from presenter.work.catalogue import MINILM
from slides.loader import load_deck
from slides.planning import plan_of
from slides.steps import step_count
from tests.tty import Tty, on_terminal, typing

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


def to_slide(tty: Tty, slide: str) -> None:
    """Jump by number to a slide of the talk, and step until all of it is on."""
    deck = load_deck(TALK)
    place = deck.index(slide)
    tty.press(f"{place + 1}\r")
    tty.sees(deck.slides[place].title)
    for _ in range(step_count(deck.slides[place])):
        tty.press(PAGE_DOWN)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_whole_talk_is_walked_with_a_clicker(state: Path, size: tuple[int, int]) -> None:
    deck = load_deck(TALK)
    plan = plan_of(deck)
    with on_terminal("present", str(TALK), size=size) as tty:
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


@pytest.mark.slow
@pytest.mark.skipif(not MINILM.folder.is_dir(), reason="podium lab models get default")
def test_the_demo_judges_the_scripts_three_messages_as_the_script_does(state: Path) -> None:
    with on_terminal("present", str(TALK), size=(120, 36)) as tty:
        tty.sees("s starts the clock")
        to_slide(tty, "spam-demo")
        tty.settles()
        tty.press("\r")
        tty.settles()
        for key, verdict in (("1", "SPAM"), ("2", "HAM"), ("3", "SPAM")):
            tty.press(key)
            tty.sees(verdict)
            tty.sees(" ms")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ssh") is None, reason="needs the OpenSSH client")
def test_the_tally_grows_on_the_slide_as_a_real_ssh_client_answers(state: Path) -> None:
    port = free_port()
    client = ("ssh", "-p", str(port), "-oStrictHostKeyChecking=no")
    with on_terminal("present", str(TALK), "--quiz", f"127.0.0.1:{port}", size=(100, 34)) as tty:
        tty.sees("s starts the clock")
        to_slide(tty, "method-1")
        tty.sees(f"ssh -p {port} 127.0.0.1")
        tty.settles()
        tty.press("\r")
        tty.settles()
        tty.press("\r")
        tty.sees("s left")
        with typing(*client, f"-oUserKnownHostsFile={os.devnull}", "127.0.0.1") as attendee:
            attendee.sees("Enter takes this name")
            attendee.press("\r")
            attendee.sees("Prompting")
            attendee.press("b\r")
            tty.sees("1 answer")
            attendee.sees("✓ ◆ B")
            tty.press("\r")
            attendee.sees("right")
