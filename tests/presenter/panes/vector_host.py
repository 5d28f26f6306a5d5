"""A stage with nothing but one live pane, and ways to wait for what it shows."""

from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from presenter.panes.frame import LivePane

PATIENCE = 600
"""Looks, a tenth of a second apart, until a test gives up."""


class Host(App[None]):
    """One pane on an empty screen."""

    def __init__(self, pane: LivePane) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


def shown(pilot: Pilot[None]) -> str:
    """Every line of text on the screen."""
    return "\n".join(str(w.render()) for w in pilot.app.query(Static) if w.display)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> str:
    """Wait for something to hold; returns what is then shown."""
    for _ in range(PATIENCE):
        if true():
            return shown(pilot)
        await pilot.pause(0.1)
    raise AssertionError(f"it never came; shown is:\n{shown(pilot)}")


async def until_shown(pilot: Pilot[None], text: str) -> str:
    """Wait for a text; returns all that is then shown."""
    return await until(pilot, lambda: text in shown(pilot))
