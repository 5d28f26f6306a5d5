"""The live pane that answers a question without a tool, and with one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from presenter.panes.asking import AskingPane
from presenter.panes.frame_lines import Hint
from presenter.panes.tools_look import exact_value, form_line, read_form, tools_lines
from presenter.work import wordings
from presenter.work.protocol import Task, UseTool
from presenter.work.runs import Run
from presenter.work.text_view import ASKED
from slides.blocks.writing import ToolQuestion, Tools


class ToolsPane(AskingPane):
    """The model alone, the form that it fills in, what the tool computes, and the answer from
    that. A wrong call is shown as the failure it is; the speaker may correct the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "correct", "correct the form", show=False),
    ]

    def __init__(self, spec: Tools, run: Run) -> None:
        super().__init__(run, "With and without a tool", [q.question for q in spec.questions])
        self._spec = spec
        self._correcting = False

    @property
    def asked(self) -> ToolQuestion:
        """The question and its tool; of one that was typed or sent the right call is unknown."""
        example = self._spec.questions[self.place]
        return ToolQuestion(question=self.own, tool=example.tool) if self.own else example

    def requests(self) -> Sequence[Task]:
        """All three parts."""
        return (wordings.using(self._spec, self.asked),)

    def forget(self) -> None:
        """What the model said alone stays when only the form was corrected."""
        alone = self.view.columns[:1]
        self.view = ASKED
        last = self.run.asked[-1] if self.run.asked else None
        if isinstance(last, UseTool) and last.form is not None:
            self.view = replace(ASKED, columns=alone)

    def more_keys(self) -> Sequence[Hint]:
        """The form can be corrected once there is one."""
        return [("f", "corrects the form")] if self.view.called else []

    def action_correct(self) -> None:
        """Open the form on the line to type on."""
        if called := self.view.called:
            self._correcting = True
            self.action_type()
            line = self.query_one(".own", Input)
            line.value = form_line(called.arguments)
            line.cursor_position = len(line.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Call the tool with the corrected form, or ask what was typed."""
        if not self._correcting:
            return  # Textual calls the base class's handler by itself
        event.stop()
        event.prevent_default()
        self._correcting = False
        form = read_form(event.value)
        event.input.clear()
        self.focus()
        if form:
            self.ask_anew(wordings.using(self._spec, self.asked, form))

    def lines(self, width: int, height: int) -> list[Content]:
        """The three parts, each against the exact value."""
        exact = exact_value(self.asked, self.view.called)
        return tools_lines(self.view, self.asked, exact, width, height)
