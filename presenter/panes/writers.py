"""The widget of each pane in which a model writes."""

from typing import assert_never

from presenter.panes.asking import AskingPane
from presenter.panes.before_after import BeforeAfterPane
from presenter.panes.hallucination import HallucinationPane
from presenter.panes.next_token import NextTokenPane
from presenter.panes.prompting import PromptingPane
from presenter.panes.tools import ToolsPane
from presenter.work.runs import Run
from slides.blocks.writing import (
    BeforeAfter,
    Hallucination,
    NextToken,
    Prompting,
    Tools,
    WritingPane,
)


def writing_pane(block: WritingPane, run: Run) -> AskingPane:
    """A new pane for a block, on a run."""
    match block:
        case NextToken():
            return NextTokenPane(block, run)
        case BeforeAfter():
            return BeforeAfterPane(block, run)
        case Prompting():
            return PromptingPane(block, run)
        case Tools():
            return ToolsPane(block, run)
        case Hallucination():
            return HallucinationPane(block, run)
        case _:
            assert_never(block)
