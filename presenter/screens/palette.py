"""Everything that can be done, by name, with its keys beside it."""

from collections.abc import Sequence

from rich.text import Text
from textual.binding import Binding

from presenter.finding import fuzzy
from presenter.keys import action_name, spelt_keys
from presenter.palette import MUTED
from presenter.screens.finder import Finder, Row


class CommandPalette(Finder[str]):
    """Ends with the action of a binding, to be run."""

    TITLE = "What to do"
    HINT = "letters of what it does"
    NOTHING = "Nothing does this; ? lists all keys."

    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._doable = [b for b in bindings if b.action not in ("enter", "escape", "palette")]

    def rows(self, wanted: str) -> Sequence[Row[str]]:
        """Actions by how well what they do, or the name that settings know them by, fits."""
        scored = [
            (score, -number, binding)
            for number, binding in enumerate(self._doable)
            if (score := _fits(wanted, binding)) is not None
        ]
        if wanted:
            scored.sort(key=lambda one: one[:2], reverse=True)
        return [Row(_shown(binding), binding.action) for _, _, binding in scored]


def _fits(wanted: str, binding: Binding) -> float | None:
    """How well letters fit a binding; None when they do not."""
    texts = binding.description, action_name(binding)
    return max((s for text in texts if (s := fuzzy(wanted, text)) is not None), default=None)


def _shown(binding: Binding) -> Text:
    line = Text(f"{binding.description:<52.52}")
    return line.append(spelt_keys(binding), style=MUTED)
