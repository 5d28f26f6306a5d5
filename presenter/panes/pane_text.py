"""A text in a pane. Panes paint up to ten times a second; what stays the same costs nothing."""

from textual.content import Content
from textual.widgets import Static


class PaneText(Static):
    """Its place is laid out anew only where its own height decides how high that is, and then only
    where it takes or took more than one line: that redraws the whole screen."""

    def __init__(self, classes: str) -> None:
        super().__init__(classes=classes)
        self._shown = Content()
        self._long = True

    def show(self, content: Content) -> None:
        """Say this from now on."""
        if not content.is_same(self._shown):
            self._shown = content
            was_long, self._long = self._long, self._takes_lines(content)
            height_may_change = was_long or self._long or not self.size.height
            self.update(content, layout=self.styles.is_auto_height and height_may_change)

    def _takes_lines(self, content: Content) -> bool:
        return "\n" in content.plain or content.cell_length > self.size.width
