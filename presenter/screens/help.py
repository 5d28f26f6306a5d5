"""The keys of the stage, made from its real bindings."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from presenter.keys import spelt_keys


def key_table(bindings: Sequence[Binding]) -> Table:
    """One row for each thing that keys do."""
    table = Table.grid(padding=(0, 3))
    table.add_column(style="bold")
    table.add_column()
    for binding in bindings:
        table.add_row(spelt_keys(binding), binding.description)
    return table


class Help(ModalScreen[None]):
    """The keys; any key closes it."""

    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: 76; max-width: 96%; height: auto; max-height: 96%;
        padding: 0 2; background: $surface; border: $frame $primary;
        border-title-color: $primary; border-subtitle-color: $muted;
        scrollbar-size-vertical: 1;
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
            yield Static(key_table(self._rows))

    def on_resize(self) -> None:
        """Say that there is more when there is."""
        self.call_after_refresh(self._say_how_to_go_on)

    def _say_how_to_go_on(self) -> None:
        box = self.query_one(VerticalScroll)
        box.border_subtitle = "↓ more · Esc closes" if box.max_scroll_y else "Esc closes"
