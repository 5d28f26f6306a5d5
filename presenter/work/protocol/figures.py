"""How good a classifier is, as it crosses the wire: every figure with what it was measured on."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Probability = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """A value that lines of the wire are made of."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Figure(Part):
    """A proportion measured on a sample, with the ends of its 95 % interval."""

    value: Probability
    low: Probability
    high: Probability


class Metrics(Part):
    """How a classifier did on labelled messages, spam being what it looks for."""

    size: int
    """Messages judged."""
    spam: int
    """Of these, how many are spam."""
    caught: int
    """Spam called spam."""
    false_alarms: int
    """Ham called spam."""
    accuracy: Figure
    precision: Figure
    recall: Figure
    f1: Figure
    roc_auc: Figure | None = None
    """How often a spam message scores above a ham one; None without probabilities."""
    calibration_error: Figure | None = None
    """Mean distance between what was promised and what was found (ECE); None likewise."""
    threshold: Probability = 0.5
    """Probability from which a message was called spam."""

    @property
    def missed(self) -> int:
        """Spam called ham."""
        return self.spam - self.caught

    @property
    def let_through(self) -> int:
        """Ham called ham."""
        return self.size - self.spam - self.false_alarms


class Comparison(Part):
    """Two classifiers on the same messages (McNemar 1947)."""

    mended: int
    """Messages that only the second judged rightly."""
    spoiled: int
    """Messages that only the first judged rightly."""
    p_value: Probability
    """Chance of so uneven a pair, or a more uneven one, were both equally good (exact)."""


class Sample(Part):
    """Size of one part of a split."""

    size: int
    spam: int
