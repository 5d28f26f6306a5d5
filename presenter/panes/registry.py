"""Which widget serves which block: the one place that knows. Panes are imported when shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from textual.widget import Widget
from textual.widgets import Static

from presenter import places
from presenter.draw.canvas import Canvas
from quiz.question import AnyQuestion, FixPrompt, Guess
from slides.blocks.figures import Diagram, Image
from slides.blocks.live import LEADERBOARD
from slides.blocks.own import OwnPane, kind_of, named
from slides.blocks.vectors import Attention, Embeddings, Rag, Tokens, VectorPane
from slides.blocks.writing import BeforeAfter, Hallucination, NextToken, Prompting, Tools
from slides.deck import Block, Quiz, SpamInfer, SpamTrain

if TYPE_CHECKING:
    from presenter.audience import Audience
    from presenter.panes.on_air import OnAir
    from presenter.panes.quiz_meanings import Meanings
    from presenter.panes.quiz_model import Model
    from presenter.work.child import Lab
    from presenter.work.recordings import Recordings
    from presenter.work.runs import Run


@dataclass(frozen=True)
class Backstage:
    """What panes may use: the lab, the audience, the deck's questions by id, and what runs.

    What a deck may not need is made, and imported, when it is first asked for.
    """

    lab_log: Path
    questions: dict[str, AnyQuestion]
    """Changed in place when the deck changes."""
    audience: "Audience | None" = None
    deck: Path | None = None
    """The deck's file: recordings lie beside it."""
    recorded: bool = False
    """Panes play recordings."""
    memory: str | None = None
    """What the lab's models may take together, as `2GB`; None leaves it to the environment."""
    runs: "WeakSet[Run]" = field(default_factory=WeakSet)
    """Of all panes so far."""
    listeners: list[Callable[[], None]] = field(default_factory=list)
    """Called when a run starts and when it is over."""

    @property
    def folder(self) -> Path:
        """The deck's: files that it names are relative to it."""
        return self.deck.parent if self.deck else Path()

    @cached_property
    def lab(self) -> "Lab":
        """The child process for models; it starts with its first request."""
        from presenter.work.child import Lab

        return Lab(self.lab_log, memory=self.memory)

    @cached_property
    def on_air(self) -> "OnAir":
        """What the talk's live runs are doing."""
        from presenter.panes.on_air import OnAir

        return OnAir()

    @cached_property
    def recordings(self) -> "Recordings":
        """What panes fall back on."""
        from presenter.work.recordings import Recordings, folders_of

        return Recordings(folders_of(self.deck) if self.deck else ())

    def run(self) -> "Run":
        """A new run for a pane, live or recorded as this talk is given."""
        from presenter.work.runs import Run

        run = Run(self.lab, recordings=self.recordings, recorded=self.recorded)
        run.changed = self._tell
        self.runs.add(run)
        return run

    @property
    def computing(self) -> bool:
        """Whether any pane of the talk, seen or not, waits for replies."""
        return any(run.going for run in self.runs)

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()

    def classifier_folder(self) -> Path:
        """Where a training pane of this talk keeps its classifier, for the panes that judge."""
        return places.cache() / "trained" / (self.deck.stem if self.deck else "talk")

    async def close(self) -> None:
        """No child outlives the stage."""
        if "lab" in self.__dict__:
            await self.lab.close()
        if self.audience:
            self.audience.end()
            await self.audience.stop()


def pane_for(block: Block, backstage: Backstage, canvas: Canvas) -> Widget:
    """A new widget for a block that is not text. One that fails says so in its place on the
    slide, and the talk goes on."""
    try:
        return _pane(block, backstage, canvas)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not end the talk
        said = (
            f"This {type(block).__name__} block cannot be shown.\n{type(error).__name__}: {error}"
        )
        return Static(said, markup=False, classes="failed")


def _pane(block: Block, backstage: Backstage, canvas: Canvas) -> Widget:
    match block:
        case SpamInfer():
            from presenter.panes.spam_infer import SpamInferPane

            return SpamInferPane(block, backstage.run(), backstage.on_air)
        case SpamTrain():
            from presenter.panes.spam_train import SpamTrainPane

            backstage.on_air.follow(run := backstage.run())
            return SpamTrainPane(block, run, backstage.classifier_folder())
        case Tokens() | Embeddings() | Attention() | Rag():
            return _vector_pane(block, backstage)
        case OwnPane():
            pane: Widget = named(kind_of(block.pane).widget)(block, backstage.run())
            return pane
        case NextToken() | BeforeAfter() | Prompting() | Tools() | Hallucination():
            from presenter.panes.writers import writing_pane

            return writing_pane(block, backstage.run())
        case Diagram():
            from presenter.panes.diagram import DiagramPane

            return DiagramPane(block, canvas, backstage.on_air)
        case Image():
            from presenter.panes.image import ImagePane

            return ImagePane(block, canvas)
        case Quiz(quiz=asked) if asked == LEADERBOARD and asked not in backstage.questions:
            from presenter.panes.quiz_board import LeaderboardPane

            return LeaderboardPane(backstage.audience)
        case Quiz(quiz=asked):
            from presenter.panes.quiz_tally import QuizPane

            question = backstage.questions[asked] if isinstance(asked, str) else asked
            model, meanings = _model(question, backstage), _meanings(question, backstage)
            return QuizPane(question, backstage.audience, model, meanings)
        case _:
            raise TypeError("no pane is known for it")


def _model(question: AnyQuestion, backstage: Backstage) -> "Model | None":
    """What decides a guess and tries prompts; other questions need none."""
    if not isinstance(question, Guess | FixPrompt):
        return None
    from presenter.panes.quiz_model import Model

    return Model(backstage.run())


def _meanings(question: AnyQuestion, backstage: Backstage) -> "Meanings | None":
    """What compares prompts where a rubric looks for a meaning."""
    from presenter.work.quiz_asks import looked_for

    if backstage.audience is None or not (isinstance(question, FixPrompt) and looked_for(question)):
        return None
    from presenter.panes.quiz_meanings import Meanings

    return Meanings(backstage.run(), backstage.audience)


def _vector_pane(block: VectorPane, backstage: Backstage) -> Widget:
    match block:
        case Tokens():
            from presenter.panes.tokens import TokensPane

            return TokensPane(block, backstage.run())
        case Embeddings():
            from presenter.panes.embeddings import EmbeddingsPane

            return EmbeddingsPane(block, backstage.run())
        case Attention():
            from presenter.panes.attention import AttentionPane

            return AttentionPane(block, backstage.run())
        case Rag():
            from presenter.panes.rag import RagPane

            return RagPane(block, backstage.run(), backstage.folder)
