"""Every slide of the tour as a picture, whole, at two sizes: how each block and layout looks."""

from typing import Any

import pytest
from textual.pilot import Pilot

from presenter import places
from slides.deck import Quiz
from slides.loader import load_deck
from slides.steps import step_count
from tests.presenter.conftest import MakeStage

TOUR = places.talks() / "tour.yaml"
SIZES = {"80x24": (80, 24), "120x36": (120, 36)}
PICTURES = [
    pytest.param(slide.slide, size, id=f"{slide.slide}-{name}")
    for slide in load_deck(TOUR).shown().slides
    for name, size in SIZES.items()
    if name == "80x24" or not isinstance(slide.content[0], Quiz)  # a question is as wide as it is
]


@pytest.mark.parametrize(("slide", "size"), PICTURES)
def test_it_looks_as_it_did(
    stage: MakeStage,
    snap_compare: Any,
    monkeypatch: pytest.MonkeyPatch,
    slide: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("PODIUM_IMAGES", "halves")
    # panes are shown idle: no model is loaded for that
    monkeypatch.setattr("presenter.app.has_live_panes", lambda _deck: False)
    on = stage(TOUR.read_text(encoding="utf-8"), TOUR)
    place = on.deck.index(slide)

    async def show(pilot: Pilot[None]) -> None:
        on.app.stage.director.put(slide, step_count(on.deck.slides[place]))
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(on.app, terminal_size=size, run_before=show)
