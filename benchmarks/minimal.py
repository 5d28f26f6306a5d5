"""The floor: the least Textual app that shows slides. `python -m benchmarks.minimal DECK`."""

import sys
from pathlib import Path

from rich.markdown import Markdown
from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """One Static, updated with Rich Markdown on a key."""

    def __init__(self, slides: list[str]) -> None:
        super().__init__()
        self._slides, self._at = slides, 0

    def compose(self) -> ComposeResult:
        yield Static(Markdown(self._slides[0]))

    def on_key(self) -> None:
        self._at = (self._at + 1) % len(self._slides)
        self.query_one(Static).update(Markdown(self._slides[self._at]))


if __name__ == "__main__":
    Minimal(Path(sys.argv[1]).read_text(encoding="utf-8").split("\n%%\n")).run()
