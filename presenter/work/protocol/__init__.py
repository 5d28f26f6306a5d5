"""What the stage and its lab child say to each other: one JSON line per request and per reply.

Every line carries the `id` of its request; `Lab.ask` gives it out. A request is answered by any
number of replies and then by exactly one of `Done`, `Cancelled` and `Failed`. Each family of jobs
has its requests and replies in a file of its own; this one puts them together.
"""

from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from presenter.work.protocol.figures import (
    Comparison,
    Figure,
    Metrics,
    Probability,
    Sample,
)
from presenter.work.protocol.line import (
    FINAL,
    LINE_LIMIT,
    Cancel,
    Cancelled,
    Done,
    Failed,
    Line,
    Stage,
)
from presenter.work.protocol.own import Own, Told
from presenter.work.protocol.spam import (
    Classified,
    Classify,
    Device,
    Explain,
    Explained,
    Label,
    Ready,
    Warm,
    Word,
)
from presenter.work.protocol.text import (
    Alternative,
    Backend,
    Began,
    Beside,
    Called,
    Continuations,
    Ended,
    Engine,
    Generate,
    Next,
    TextReply,
    TextTask,
    Token,
    Turn,
    UseTool,
    WarmText,
    Written,
)
from presenter.work.protocol.training import (
    Baseline,
    Budget,
    Floor,
    Judged,
    Keep,
    Machine,
    Method,
    Prepared,
    Split,
    Step,
    Threshold,
    Train,
    Trained,
    Validated,
)
from presenter.work.protocol.vectors import (
    Answer,
    Attend,
    Attended,
    Embed,
    Embedded,
    Found,
    Indexed,
    Piece,
    Pieces,
    Retrieve,
    Retrieved,
    Search,
    Tokenized,
    VectorReply,
    VectorTask,
)

__all__ = [
    "FINAL",
    "LINE_LIMIT",
    "REPLY",
    "REQUEST",
    "Alternative",
    "Answer",
    "Attend",
    "Attended",
    "Backend",
    "Baseline",
    "Began",
    "Beside",
    "Budget",
    "Called",
    "Cancel",
    "Cancelled",
    "Classified",
    "Classify",
    "Comparison",
    "Continuations",
    "Device",
    "Done",
    "Embed",
    "Embedded",
    "Ended",
    "Engine",
    "Explain",
    "Explained",
    "Failed",
    "Figure",
    "Floor",
    "Found",
    "Generate",
    "Indexed",
    "Judged",
    "Keep",
    "Label",
    "Line",
    "Machine",
    "Method",
    "Metrics",
    "Next",
    "Own",
    "Piece",
    "Pieces",
    "Prepared",
    "Probability",
    "Ready",
    "Reply",
    "Request",
    "Retrieve",
    "Retrieved",
    "Sample",
    "Search",
    "Split",
    "Stage",
    "Step",
    "Task",
    "Threshold",
    "Token",
    "Tokenized",
    "Told",
    "Train",
    "Trained",
    "Turn",
    "UseTool",
    "Validated",
    "Warm",
    "WarmText",
    "Word",
    "Written",
]

Task = Warm | Classify | Explain | Train | VectorTask | TextTask | Own
"""A request that is answered."""
Request = Task | Cancel
REQUEST: TypeAdapter[Request] = TypeAdapter(
    Annotated[Request, Field(discriminator="job")], config=ConfigDict(defer_build=True)
)
"""Reads and writes requests as JSON."""

Reply = (
    Stage
    | Ready
    | Classified
    | Explained
    | Prepared
    | Machine
    | Floor
    | Baseline
    | Step
    | Validated
    | Trained
    | VectorReply
    | TextReply
    | Told
    | Done
    | Cancelled
    | Failed
)
REPLY: TypeAdapter[Reply] = TypeAdapter(
    Annotated[Reply, Field(discriminator="kind")], config=ConfigDict(defer_build=True)
)
"""Reads and writes replies as JSON: the wire and recordings use nothing else."""
