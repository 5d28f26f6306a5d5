"""Judging messages and training on them: requests, and what the lab replies."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from presenter.work.protocol.line import Line

Label = Literal["ham", "spam"]
Split = Literal["random", "group"]
Method = Literal["frozen", "lora"]
"""What a run trains: the upper layers in full, or low-rank additions to every layer."""
Probability = Annotated[float, Field(ge=0, le=1)]


# -------------------------------------------------------------------------- requests


class Warm(Line):
    """Load a base's classifier, so that the first message is answered at once."""

    job: Literal["warm"] = "warm"
    base: str = "default"


class Classify(Line):
    """Judge messages, in order; one `Classified` for each."""

    job: Literal["classify"] = "classify"
    texts: tuple[str, ...] = Field(max_length=100_000)
    base: str = "default"
    """A name of the registry, or the folder of a classifier that `podium lab train` saved."""


class Train(Line):
    """Fine-tune a base on labelled messages and measure it on messages it never saw."""

    job: Literal["train"] = "train"
    base: str = "default"
    """A name of the registry, or a folder with weights and tokenizer."""
    split: Split = "random"
    seed: int = Field(default=0, ge=0, lt=2**31)
    data: str | None = None
    """A file of labelled messages; None finds the best there is."""
    method: Method = "frozen"
    epochs: int | None = Field(default=None, ge=1, le=50)
    """None leaves it to the method's recipe."""
    save: str | None = None
    """A folder to write the classifier to."""


# --------------------------------------------------------------------------- replies


class Figure(BaseModel):
    """A proportion measured on a sample, with the ends of its 95 % interval."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    value: Probability
    low: Probability
    high: Probability


class Metrics(BaseModel):
    """How a classifier did on labelled messages, spam being what it looks for."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

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


class Part(BaseModel):
    """Size of one part of a split."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    size: int
    spam: int


class Ready(Line):
    """A base's classifier is loaded."""

    kind: Literal["ready"] = "ready"
    base: str
    precision: str
    seconds: float
    """What loading took; 0 when it was loaded before."""


class Classified(Line):
    """One message judged."""

    kind: Literal["classified"] = "classified"
    index: int
    label: Label
    probability: Probability
    """Of the label given, so at least one half."""
    milliseconds: float
    """From text to label, without the way to the child and back."""


class Prepared(Line):
    """What a training run is about to do, and on what."""

    kind: Literal["prepared"] = "prepared"
    base: str
    source: str
    """The data, as it is named on screen."""
    practice: bool
    """True when the messages were written for this project and not collected from people."""
    split: Split
    seed: int
    method: Method
    train: Part
    validation: Part
    test: Part
    epochs: int
    steps: int
    precision: str
    """Of the arithmetic: `bf16` or `fp32`."""


class Baseline(Line):
    """Test metrics of the untouched base: it has seen no label but the share of spam."""

    kind: Literal["baseline"] = "baseline"
    metrics: Metrics


class Step(Line):
    """One step of the optimizer."""

    kind: Literal["step"] = "step"
    step: int
    """From 1."""
    steps: int
    epoch: int
    """From 1."""
    epochs: int
    ends_epoch: bool
    loss: float
    seconds: float
    """Since training began."""
    seconds_left: float
    """Estimated, to the last step."""


class Validated(Line):
    """Metrics on the validation messages after an epoch."""

    kind: Literal["validated"] = "validated"
    epoch: int
    metrics: Metrics


class Trained(Line):
    """The run is over, and this is what came of it."""

    kind: Literal["trained"] = "trained"
    plan: Prepared
    before: Metrics
    after: Metrics
    seconds: float
    """From the request to the last test message."""
    saved: str | None = None
    """The folder that the classifier was written to."""
