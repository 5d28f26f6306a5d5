"""A text in a pane. Panes paint up to ten times a second; what stays the same costs nothing."""

from textual.content import Content
from textual.widgets import Static


class PaneText(Static):
    """Its place is laid out anew only where its own height decides how high that is."""

    def __init__(self, classes: str) -> None:
        super().__init__(classes=classes)
        self._shown = Content()

    def show(self, content: Content) -> None:
        """Say this from now on."""
        if not content.is_same(self._shown):
            self._shown = content
            self.update(content, layout=self.styles.is_auto_height)
