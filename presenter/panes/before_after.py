"""The live pane that asks a model before and after its post-training the same question."""

from collections.abc import Sequence

from textual.content import Content

from presenter.panes.asking import AskingPane
from presenter.panes.colours import ACCENT, GOOD, MUTED
from presenter.panes.text_look import beside, figures, halves, heading, overlong, writer, written
from presenter.work import wordings
from presenter.work.protocol import Task
from presenter.work.runs import Run
from presenter.work.text_view import TextView
from slides.blocks.writing import BeforeAfter

ROOMY = 16
"""Rows from which an empty one stands over the answers."""


class BeforeAfterPane(AskingPane):
    """Two texts side by side, written at once."""

    def __init__(self, spec: BeforeAfter, run: Run) -> None:
        super().__init__(run, "Before and after post-training", spec.questions)
        self._spec = spec

    def requests(self) -> Sequence[Task]:
        """Both at once."""
        return (wordings.both(self._spec, self.question),)

    def lines(self, width: int, height: int) -> list[Content]:
        """The question over both answers."""
        return before_after_lines(self.view, self.question, width, height)


def before_after_lines(view: TextView, question: str, width: int, height: int) -> list[Content]:
    """The question, then both answers side by side; at most `height` lines."""
    asked = [*overlong(question, width), *([Content("")] if height >= ROOMY else [])]
    room = height - len(asked)
    half = halves(width)
    columns = []
    for part, (name, style) in enumerate(
        (("before: text goes on", MUTED), ("after: it answers", GOOD))
    ):
        column = view.column(part)
        growing = view.state == "running" and column.written is None and column.began is not None
        lines = written(column, half, max(1, room - 3), growing)
        lines += [Content("")] * (room - 3 - len(lines))
        columns.append(
            [heading(name, style, half), writer(column, half), *lines, figures(column, half)]
        )
    if view.state == "idle":
        hint = Content.styled("Enter asks both.", ACCENT)
        return [*asked, hint]
    return [*asked, *beside(columns[0], columns[1], width)]
