"""An answer from the Q&A bank, over the slide until the talk moves on."""

from rich.text import Text
from textual.widgets import Static

from presenter.palette import ACCENT
from slides.talk import AnswerShown


class AnswerCard(Static):
    """The question asked, and the answer the speaker had in store."""

    DEFAULT_CSS = """
    AnswerCard {
        layer: above;
        dock: bottom;
        margin: 0 4 2 4;
        padding: 1 3;
        height: auto;
        max-height: 70%;
        background: $surface;
        border: round $primary;
        display: none;
    }
    AnswerCard.-on { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, answer: AnswerShown | None) -> None:
        """Lay an answer over the slide, or take it off."""
        self.set_class(answer is not None, "-on")
        if answer:
            self.update(Text.assemble((answer.ask, f"bold {ACCENT}"), "\n\n", answer.answer))
