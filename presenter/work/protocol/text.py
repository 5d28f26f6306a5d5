"""Writing text and weighing what may come next: requests, and what the lab replies.

One interface over two engines: `llama.cpp`, fast, and `transformers`, the reference. `auto` takes
the fast one where it is installed and the model is in a format that it reads.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from presenter.work.protocol.line import Line

Backend = Literal["auto", "llama.cpp", "transformers"]
Engine = Literal["llama.cpp", "transformers"]
Ended = Literal["end", "length"]
"""The model's own end or a text to stop at; or `max_tokens`."""
LogProb = Annotated[float, Field(le=0, allow_inf_nan=False)]
"""Natural logarithm of a probability over the whole vocabulary, before temperature and top-p."""
LONGEST_PROMPT = 20_000
"""Characters of everything that a request lets the model read."""


class Turn(BaseModel):
    """One message of a chat."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    role: Literal["system", "user", "assistant"] = "user"
    text: str


# -------------------------------------------------------------------------- requests


class WarmText(Line):
    """Load a text model, so that its first token comes at once; answered with `Ready`."""

    job: Literal["warm_text"] = "warm_text"
    model: str = "default"
    backend: Backend = "auto"


class Generate(Line):
    """Have the model write, token by token, from a prompt or from the messages of a chat."""

    job: Literal["generate"] = "generate"
    model: str = "default"
    """A name of the registry, a GGUF file, or a folder with weights and tokenizer. `base` is the
    checkpoint before instruction tuning where it is on this machine; elsewhere it is the default
    model, which then continues raw text, and the replies say so."""
    backend: Backend = "auto"
    prompt: str = Field(default="", max_length=LONGEST_PROMPT)
    messages: tuple[Turn, ...] = ()
    """Instead of `prompt`; the last one is answered."""
    template: bool = True
    """Whether the model's chat template is put around it all; without, raw text is continued."""
    max_tokens: int = Field(default=200, ge=1, le=2_000)
    temperature: float = Field(default=0, ge=0, le=5)
    """0 takes the likeliest token every time."""
    top_p: float = Field(default=1, gt=0, le=1)
    repeat_penalty: float = Field(default=1, ge=1, le=2)
    """Divides the score of tokens among the last 64."""
    seed: int = Field(default=0, ge=0, lt=2**31)
    stop: tuple[str, ...] = Field(default=(), max_length=8)
    """Texts that end it; they are not part of the answer."""
    json_schema: dict[str, Any] | None = None
    """What is written must be JSON of this shape."""
    grammar: str | None = None
    """What is written must follow this grammar, in llguidance's dialect of Lark."""
    logprobs: bool = False
    """Whether every token says how likely it was."""
    alternatives: int = Field(default=0, ge=0, le=20)
    """The likeliest tokens in each place, told with their log-probabilities."""
    ignore_end: bool = False
    """Go on to `max_tokens` where the model would end."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if bool(self.prompt) == bool(self.messages):
            raise ValueError("a request has either a prompt or messages")
        if self.json_schema is not None and self.grammar is not None:
            raise ValueError("a request has a JSON schema or a grammar, not both")
        return self


class Beside(Line):
    """Have several texts written at once; their replies come as they are made, by `part`."""

    job: Literal["beside"] = "beside"
    parts: tuple[Generate, ...] = Field(min_length=1, max_length=4)


class Next(Line):
    """Weigh what may come after a text; answered with one `Continuations`."""

    job: Literal["next"] = "next"
    model: str = "default"
    backend: Backend = "auto"
    prompt: str = Field(min_length=1, max_length=LONGEST_PROMPT)
    top: int = Field(default=1_000, ge=1, le=5_000)


class UseTool(Line):
    """Answer a question by the model alone (part 0), then by a tool: the model fills in the tool's
    form (part 1), which is checked and computed (`Called`), and answers from the result (part 2).
    A call that fails ends it there."""

    job: Literal["use_tool"] = "use_tool"
    model: str = "default"
    backend: Backend = "auto"
    question: str = Field(min_length=1, max_length=LONGEST_PROMPT)
    tool: str
    form: dict[str, str | float] | None = None
    """Arguments that the speaker filled in; the model is then asked for the last part only."""


# --------------------------------------------------------------------------- replies


class Began(Line):
    """Who writes now, and how."""

    kind: Literal["began"] = "began"
    part: int = 0
    """Which of several texts; 0 where there is one."""
    model: str
    """As it is called on screen."""
    backend: Engine
    template: bool
    """False when raw text is continued."""
    stand_in: bool = False
    """True when a base was asked for and the tuned model stands for it."""


class Alternative(BaseModel):
    """A token that could have stood in a place."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    text: str
    logprob: LogProb


class Token(Line):
    """One token more. Its text may be empty while a character is still in pieces."""

    kind: Literal["token"] = "token"
    part: int = 0
    text: str
    logprob: LogProb | None = None
    alternatives: tuple[Alternative, ...] = ()


class Written(Line):
    """The text is whole."""

    kind: Literal["written"] = "written"
    part: int = 0
    text: str
    ended: Ended
    tokens: int
    seconds: float
    first_ms: float
    """From the request to the first token, the model being loaded."""
    tokens_per_second: float
    """After the first token; 0 when there was no other."""
    model: str
    backend: Engine


class Called(Line):
    """A tool was called, or the call was refused."""

    kind: Literal["called"] = "called"
    tool: str
    arguments: dict[str, str | float] = Field(default_factory=dict)
    result: str = ""
    failed: str = ""
    """Why there is no result."""
    corrected: bool = False
    """True when the speaker filled in the form."""


class Continuations(Line):
    """What may come next: the likeliest tokens, likeliest first, over the whole vocabulary."""

    kind: Literal["continuations"] = "continuations"
    texts: tuple[str, ...]
    logprobs: tuple[LogProb, ...]
    vocabulary: int
    """Tokens that there are; those not listed share what is left."""
    milliseconds: float
    model: str
    backend: Engine


TextTask = WarmText | Generate | Beside | Next | UseTool
TextReply = Began | Token | Written | Called | Continuations
