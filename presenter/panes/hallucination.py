"""The live pane that asks what a model cannot know, shows how sure it was, and what helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from presenter.panes.asking import AskingPane
from presenter.panes.frame_lines import Hint
from presenter.panes.sure_look import sure_lines
from presenter.work import wordings
from presenter.work.protocol import Reply, Task
from presenter.work.runs import Run
from presenter.work.text_view import Column
from slides.blocks.writing import Hallucination


@dataclass(frozen=True)
class Helps:
    """Which mitigations are on."""

    source: bool = False
    doubt: bool = False
    threshold: bool = False

    @property
    def named(self) -> str:
        """In words."""
        names = {"source": "source", "doubt": "say I don't know", "threshold": "threshold"}
        on = [told for name, told in names.items() if getattr(self, name)]
        return " + ".join(on) or "as it is"


class HallucinationPane(AskingPane):
    """One question, asked with more and more help; earlier answers stay in a line each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "help('source')", "a source in front", show=False),
        Binding("d", "help('doubt')", "say when not certain", show=False),
        Binding("t", "help('threshold')", "a threshold for the answer", show=False),
    ]

    def __init__(self, spec: Hallucination, run: Run) -> None:
        super().__init__(run, "What it cannot know", spec.questions)
        self._spec = spec
        self.helps = Helps()
        self.past: dict[tuple[str, str], Column] = {}
        """Answers by question and helps."""

    def requests(self) -> Sequence[Task]:
        """The question with the helps that are on."""
        return (wordings.unsure(self._spec, self.question, self.helps.source, self.helps.doubt),)

    def hear(self, reply: Reply) -> None:
        """Fold it in, and keep what is whole."""
        super().hear(reply)
        column = self.view.column(0)
        if column.written:
            asked = Helps(self.helps.source, self.helps.doubt)
            self.past[self.question, asked.named] = column

    def action_help(self, which: str) -> None:
        """Switch a help on or off. The threshold is arithmetic; the others ask again."""
        if which == "source" and not self._spec.source:
            return
        on = {name: getattr(self.helps, name) for name in ("source", "doubt", "threshold")}
        self.helps = Helps(**{**on, which: not on[which]})
        if which == "threshold":
            self._paint()
        else:
            self.ask_anew(*self.requests())

    def more_keys(self) -> Sequence[Hint]:
        """The helps."""
        source = [("s", "source")] if self._spec.source else []
        return [*source, ("d", "doubt"), ("t", "threshold")]

    def lines(self, width: int, height: int) -> list[Content]:
        """The answer over its confidence, and the answers before."""
        past = [
            (name, column) for (asked, name), column in self.past.items() if asked == self.question
        ]
        limit = self._spec.threshold if self.helps.threshold else None
        return sure_lines(
            self.view, self.question, self.helps.named, limit, tuple(past), width, height
        )
