"""What the quiz's pane draws, as one value. Pure."""

from dataclasses import dataclass

from quiz.core import Run
from quiz.question import AnyQuestion, Cloud, FreeText


@dataclass(frozen=True)
class Asked:
    """The question, its latest run, and how much of it is to be seen."""

    question: AnyQuestion
    run: Run | None
    seconds_left: int | None
    picked: int | None
    """Place of the option or of the part that the speaker has gone to."""
    people: int = 0
    """How many are here."""
    live: bool = False
    """Whether the speaker wants the bars while answers still come in."""
    grown: float = 1.0
    """How far the bars have grown, from 0 to 1."""
    proposed: frozenset[int] | None = None
    """Places of the options that the model's word makes right, until the speaker confirms it."""

    @property
    def revealed(self) -> bool:
        """Whether everybody may know what was right."""
        return self.run is not None and self.run.phase == "revealed"

    @property
    def counted(self) -> bool:
        """Whether results are shown: once it is closed, lest they sway who has yet to answer; a
        cloud grows all along; texts wait for the reveal, so that they can be hidden before."""
        if self.run is None or self.run.phase == "skipped":
            return False
        if isinstance(self.question, FreeText):
            return self.revealed
        if isinstance(self.question, Cloud) or self.live:
            return True
        return self.run.phase in ("closed", "revealed")
