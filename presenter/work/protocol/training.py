"""Training on labelled messages: the request, and the story of a run."""

from typing import Literal

from pydantic import Field

from presenter.work.protocol.figures import Comparison, Metrics, Part, Probability, Sample
from presenter.work.protocol.line import Line
from presenter.work.protocol.spam import Device, Label

Split = Literal["random", "group"]
Method = Literal["full", "frozen", "lora", "head"]
"""What a run trains: every weight; the upper layers; low-rank additions; the head alone."""
Keep = Literal["average", "last", "best"]
"""Which weights a run ends with: a running average over its second half, the last ones, or those
of the best F1 on validation."""
Threshold = Literal["half", "chosen"]
"""From where a message is called spam: one half, or what served best on validation."""


class Train(Line):
    """Fine-tune a base on labelled messages and measure it on messages it never saw."""

    job: Literal["train"] = "train"
    base: str = "default"
    """A name of the registry, or a folder with weights and tokenizer."""
    split: Split = "random"
    seed: int = Field(default=0, ge=0, lt=2**31)
    data: str | None = None
    """A file of labelled messages; None finds the best there is."""
    label: str | None = None
    """The column of a CSV file that holds the labels; None finds it."""
    method: Method = "frozen"
    epochs: int | None = Field(default=None, ge=1, le=50)
    """None leaves it to the method's recipe."""
    time_limit: float | None = Field(default=None, gt=0)
    """Seconds from the request to the last test message, that steps are planned to fit."""
    validate_every: int | None = Field(default=None, ge=1)
    """Steps; None validates at the end of each epoch."""
    early_stop: int | None = Field(default=None, ge=1)
    """Validations in a row without a better F1, after which training stops."""
    keep: Keep = "average"
    threshold: Threshold = "half"
    device: Device = "auto"
    save: str | None = None
    """A folder to write the classifier to."""
    resume: str | None = None
    """A folder for the run's state: written at every validation, and gone on from when it holds
    that of the same request."""


class Budget(Part):
    """What a time limit made of a run."""

    limit: float
    """Seconds asked for."""
    expected: float
    """Seconds the whole run should take as planned, by steps timed on this machine."""
    wanted_steps: int
    """Steps of the run without a limit."""
    steps: int
    """Steps that are planned."""


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
    train: Sample
    validation: Sample
    test: Sample
    epochs: int
    """The last one is cut short when `steps` say so."""
    steps: int
    precision: str
    """Of the arithmetic: `bf16` or `fp32`."""
    budget: Budget | None = None
    """None when no time limit was asked for."""
    batch: int = 16
    trained_weights: int = 0
    weights: int = 0
    """Of base and head; `trained_weights` of them, or of what is added to them, move."""
    resumed_at: int = 0
    """Steps that were done in an earlier run."""
    keep: Keep = "last"
    threshold: Threshold = "half"


class Machine(Line):
    """What the run has to work with."""

    kind: Literal["machine"] = "machine"
    processor: str
    """What the system calls it."""
    cores: int
    """That this process may use."""
    threads: int
    memory_mb: int
    """Of the machine."""
    device: str
    """`cpu`, `mps`, or the name of a CUDA device."""
    processes: int = 1
    """That share the run's batches."""


class Floor(Line):
    """Test metrics of a method without any network, fitted in the same run on the same split."""

    kind: Literal["floor"] = "floor"
    name: str
    metrics: Metrics
    seconds: float
    """Fitting and testing."""


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
    """May shrink when a time limit presses."""
    epoch: int
    """From 1."""
    epochs: int
    ends_epoch: bool
    loss: float
    seconds: float
    """Since training began."""
    seconds_left: float
    """Estimated, to the last step."""
    steps_per_second: float = 0
    """Of late, like the next one."""
    tokens_per_second: float = 0
    """Real tokens, padding not counted."""
    memory_mb: int = 0
    """That the lab's process holds now."""


class Validated(Line):
    """Metrics on the validation messages after an epoch or some steps."""

    kind: Literal["validated"] = "validated"
    epoch: int
    metrics: Metrics
    step: int = 0
    """After which it was."""


class Judged(Part):
    """A message with what a person and the classifier say of it."""

    text: str
    label: Label
    """What a person says."""
    spam: Probability
    """What the classifier says."""

    @property
    def right(self) -> bool:
        """Do they agree, by one half?"""
        return (self.spam >= 0.5) == (self.label == "spam")


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
    machine: Machine | None = None
    floor: Floor | None = None
    against_before: Comparison | None = None
    against_floor: Comparison | None = None
    kept_step: int = 0
    """The step whose weights were tested."""
    stopped_early: bool = False
    mistakes: tuple[Judged, ...] = ()
    """The worst on the test messages, the surest error first, near-duplicates left out."""
    probe: tuple[Judged, ...] = ()
    """Messages written for this project, which no data set holds."""
