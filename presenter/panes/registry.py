"""Which widget serves which block: the one place that knows. Panes are imported when shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from quiz.question import Question
from slides.deck import Block, Deck, Quiz, SpamInfer, SpamTrain

if TYPE_CHECKING:
    from presenter.audience import Audience
    from presenter.work.child import Lab


@dataclass(frozen=True)
class Backstage:
    """What panes may use: the lab, the audience, and the deck's questions by id."""

    lab: "Lab"
    questions: Mapping[str, Question]
    audience: "Audience | None" = None


def pane_for(block: Block, backstage: Backstage) -> Widget:
    """A new widget for a block that is not text; an unknown kind says so in its place."""
    match block:
        case SpamInfer():
            from presenter.panes.spam_infer import SpamInferPane

            return SpamInferPane(block, backstage.lab)
        case SpamTrain():
            from presenter.panes.spam_train import SpamTrainPane

            return SpamTrainPane(block, backstage.lab)
        case Quiz(quiz=asked):
            from presenter.panes.quiz_tally import QuizPane

            question = asked if isinstance(asked, Question) else backstage.questions[asked]
            return QuizPane(question, backstage.audience)
        case _:
            return Static(f"no pane for a block of kind {type(block).__name__}", markup=False)


def lab_bases(deck: Deck) -> list[str]:
    """The bases that the deck's live panes need, each once, in the order of the slides."""
    blocks = (block for slide in deck.slides for block in slide.walk())
    return list(dict.fromkeys(b.base for b in blocks if isinstance(b, SpamInfer | SpamTrain)))
