"""How the stage looks, kept as pictures: fixed clock, fixed colours, at two sizes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from presenter.themes import load_theme
from tests.presenter.conftest import MakeStage

DECK = """\
talk: How to be seen
glossary:
  contrast: How far ink and paper are apart.
---
slide: opening
layout: title
title: How to be seen
budget: 30s
---
slide: contrast
title: Contrast is kindness
budget: 2m
body: |
  Text needs a **contrast** of *4.5 to 1*; see `contrast()`.

  - ink on paper
  - ink on a surface

  | theme | least |
  |---|---|
  | dark | 5.4 |
  | light | 4.9 |

  ```python
  def contrast(one: str, other: str) -> float:
      return 21.0  # at most
  ```
notes: |
  [look at the back row] Can everybody read this? Then it is
  good enough. [pause]
---
slide: last
title: Thank you
budget: 30s
body: Questions?
"""

Press = Callable[[Pilot[None]], Any]


def pressing(*keys: str, theme: str = "dark") -> Press:
    async def run(pilot: Pilot[None]) -> None:
        pilot.app.wear(load_theme(theme, Path()))  # type: ignore[attr-defined]
        await pilot.press(*keys)
        await pilot.pause()

    return run


SMALL, LARGE = (80, 24), (120, 36)
PICTURES: dict[str, tuple[tuple[int, int], Sequence[str], str]] = {
    "stage": (SMALL, ["2", "enter", "s", "n"], "dark"),
    "stage large": (LARGE, ["2", "enter", "s", "n"], "dark"),
    "light": (SMALL, ["2", "enter"], "light"),
    "high contrast": (SMALL, ["2", "enter"], "high-contrast"),
    "monochrome": (SMALL, ["2", "enter"], "monochrome"),
    "help large": (LARGE, ["question_mark"], "dark"),
    "overview": (SMALL, ["o", "right"], "dark"),
    "overview large": (LARGE, ["o", "right"], "light"),
    "search": (SMALL, ["ctrl+f", *"contrast"], "dark"),
    "meaning": (SMALL, ["2", "enter", "w", "enter"], "light"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_it_did(stage: MakeStage, snap_compare: Any, name: str) -> None:
    size, keys, theme = PICTURES[name]
    on = stage(DECK)
    assert snap_compare(on.app, terminal_size=size, run_before=pressing(*keys, theme=theme))
