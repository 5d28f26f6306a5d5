"""What the two engines have in common: a writer, what it is asked, and what it hands back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from presenter.work.protocol import Ended, Engine, Generate, Turn

SYSTEM = "You are a helpful assistant."
"""Said first in every chat that does not say something else: the default of SmolLM2's template
talks of the model itself, and makes its small weights answer worse."""
PENALISED = 64
"""Tokens back that the repeat penalty looks."""
_SPECIAL = re.compile(r"<(?=\|)|<(?=/?s>)|\[(?=/?INST\])")


@dataclass(frozen=True)
class Picked:
    """One token: its text, and how likely it and others were where that was asked."""

    text: str
    logprob: float | None = None
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Weighed:
    """The likeliest tokens after a text, with log-probabilities over the whole vocabulary."""

    tokens: tuple[tuple[str, float], ...]
    vocabulary: int


class Writer(Protocol):
    """A loaded model. Both methods raise Trouble for what the user can mend."""

    @property
    def backend(self) -> Engine:
        """Its name."""
        ...

    def write(self, request: Generate, cancelled: Event) -> Iterator[Picked | Ended]:
        """Tokens, then why it ended; nothing more once `cancelled` is set."""
        ...

    def weigh(self, prompt: str, top: int) -> Weighed:
        """What may come after `prompt`."""
        ...


def turns(request: Generate) -> list[dict[str, str]]:
    """The chat that a request is about, as chat templates want it."""
    messages = request.messages or (Turn(text=request.prompt),)
    if messages[0].role != "system":
        messages = (Turn(role="system", text=SYSTEM), *messages)
    return [{"role": turn.role, "content": inert(turn.text)} for turn in messages]


def raw_text(request: Generate) -> str:
    """The text that a request wants continued as it stands."""
    return inert(request.prompt or "\n\n".join(turn.text for turn in request.messages))


def inert(text: str) -> str:
    """A text in which nothing reads as a chat template's own marks: people type these too."""
    return _SPECIAL.sub(lambda mark: f"{mark[0]} ", text)


def until_stop(text: str, stops: tuple[str, ...]) -> tuple[str, bool]:
    """What may be shown of a text that ends at the first of some others, and whether it ended.
    An end that could still become one of them is held back."""
    found = [place for stop in stops if (place := text.find(stop)) >= 0]
    if found:
        return text[: min(found)], True
    held = max((_overlap(text, stop) for stop in stops), default=0)
    return text[: len(text) - held], False


def _overlap(text: str, stop: str) -> int:
    """Characters at the end of `text` that `stop` begins with."""
    return next((n for n in range(len(stop) - 1, 0, -1) if text.endswith(stop[:n])), 0)
