"""Typing finds: a line to type in over a list, the base of every list that the stage opens."""

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from presenter.palette import MUTED, for_widget

Found = TypeVar("Found")
MOST = 200
"""Rows that a list shows; more letters make it shorter."""


class Row(NamedTuple, Generic[Found]):
    """A line of the list and what it stands for."""

    shown: Text
    value: Found


class Finder(ModalScreen[Found | None]):
    """A list that typing narrows. Ends with what was chosen, or None."""

    DEFAULT_CSS = """
    Finder { align: center top; }
    Finder > Vertical {
        width: 84; max-width: 96%; height: 80%; margin-top: 2; padding: 0 1;
        background: $surface; border: $frame $primary;
        border-title-color: $primary; border-subtitle-color: $muted;
    }
    Finder Input {
        border: none; height: 1; padding: 0; margin-bottom: 1;
        background: $surface; color: $foreground;
        &:focus { border: none; background-tint: $foreground 0%; }
        & > .input--placeholder { color: $muted; }
    }
    Finder OptionList {
        height: 1fr; border: none; padding: 0; background: $surface; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $foreground 0%; }
        & > .option-list--option-highlighted {
            color: $foreground; background: $background; text-style: bold;
        }
        &:ansi > .option-list--option-highlighted { text-style: bold underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("down,ctrl+n", "move('cursor_down')", "down"),
        Binding("up,ctrl+p", "move('cursor_up')", "up"),
        Binding("pagedown", "move('page_down')", "a page down"),
        Binding("pageup", "move('page_up')", "a page up"),
    ]
    TITLE = ""
    HINT = "type to find"
    NOTHING = "Nothing here fits."

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row[Found]] = ()

    def rows(self, wanted: str) -> Sequence[Row[Found]]:
        """What fits the letters typed, best first."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The line to type in, and the list."""
        with Vertical() as box:
            box.border_title = self.TITLE
            box.border_subtitle = "Enter chooses · Esc closes"
            yield Input(placeholder=self.HINT)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """The whole list at first."""
        self.query_one(OptionList).can_focus = False
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter narrows the list."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Enter takes the row that is lit."""
        lit = self.query_one(OptionList).highlighted
        if lit is not None and lit < len(self._rows):
            self.choose(self._rows[lit].value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes its row."""
        if event.option_index < len(self._rows):
            self.choose(self._rows[event.option_index].value)

    def choose(self, value: Found) -> None:
        """End with what was chosen."""
        self.dismiss(value)

    def action_move(self, where: str) -> None:
        """Move the light while the letters keep the keyboard."""
        getattr(self.query_one(OptionList), f"action_{where}")()

    def _fill(self, wanted: str) -> None:
        self._rows = self.rows(wanted)[:MOST]
        options = self.query_one(OptionList)
        options.clear_options()
        if self._rows:
            options.add_options([Option(for_widget(row.shown)) for row in self._rows])
            options.highlighted = 0
        else:
            nothing = for_widget(Text(self.NOTHING, style=MUTED))
            options.add_option(Option(nothing, disabled=True))
