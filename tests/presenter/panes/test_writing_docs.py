"""docs/panes.md names the keys that the writing panes have, and all of them."""

import re
from pathlib import Path

import pytest

from presenter.panes.asking import AskingPane
from presenter.panes.before_after import BeforeAfterPane
from presenter.panes.hallucination import HallucinationPane
from presenter.panes.next_token import NextTokenPane
from presenter.panes.prompting import PromptingPane
from presenter.panes.tools import ToolsPane

PAGE = (Path(__file__).parents[3] / "docs" / "panes.md").read_text(encoding="utf-8")
PANES: dict[str, type[AskingPane]] = {
    "next-token": NextTokenPane,
    "before-after": BeforeAfterPane,
    "prompting": PromptingPane,
    "tools": ToolsPane,
    "hallucination": HallucinationPane,
}
SPELT = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "backspace": "⌫",
}


@pytest.mark.parametrize("name", PANES)
def test_the_page_has_every_key_of_a_pane(name: str) -> None:
    row = re.search(rf"^\| `{name}` \|.*\|(.*)\|$", PAGE, re.MULTILINE)
    assert row
    told = set(re.findall(r"`([^`]+)`", row[1])) - {"1", "9", "Enter"}
    own = {getattr(binding, "key", "") for binding in PANES[name].BINDINGS} - {"", "i"}
    general = {"up", "down"}
    keys = {SPELT.get(key, key) for key in own | general if not key.isdecimal() or key == "0"}
    assert told == keys
