"""The talks that ship are fit to be given: nothing to find, and their time is the time declared."""

import pytest

from presenter import places
from presenter.cli import main

READY = ("beyond-the-hype.yaml", "post-training-101.yaml")


@pytest.mark.parametrize("talk", READY)
def test_there_is_nothing_to_find(talk: str, capsys: pytest.CaptureFixture[str]) -> None:
    deck = str(places.talks() / talk)
    assert main(["check", deck, "--strict"]) == 0
    assert "fits" in capsys.readouterr().out
