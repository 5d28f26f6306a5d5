"""The keys of the stage, made from its real bindings."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

_SPELT = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "home": "Home",
    "end": "End",
    "backspace": "⌫",
    "question_mark": "?",
    "full_stop": ".",
    "f5": "F5",
    "f1": "F1",
    "tab": "Tab",
    "ctrl+c": "Ctrl+C",
}


def key_table(bindings: Sequence[Binding]) -> Table:
    """One row for each thing that keys do."""
    table = Table.grid(padding=(0, 3))
    table.add_column(style="bold")
    table.add_column()
    for binding in bindings:
        keys = "  ".join(_SPELT.get(key.strip(), key.strip()) for key in binding.key.split(","))
        table.add_row(keys, binding.description)
    return table


class Help(ModalScreen[None]):
    """The keys; any key closes it."""

    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: 64; max-width: 96%; height: auto; max-height: 96%;
        padding: 0 2; background: $surface; border: round $primary;
        border-title-color: $primary; border-subtitle-color: $muted;
    }
    Help Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,space,q,f1", "dismiss", "Close")
    ]

    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._rows = bindings

    def compose(self) -> ComposeResult:
        """The table in a box."""
        with VerticalScroll() as box:
            box.border_title = "Keys"
            box.border_subtitle = "Esc closes"
            yield Static(key_table(self._rows))
