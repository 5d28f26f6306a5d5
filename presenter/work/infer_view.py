"""Messages and their verdicts as the pane shows them: a fold over the lab's replies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from presenter.work.protocol import Classified, Explained, Reply


@dataclass(frozen=True)
class Known:
    """What is known of one message."""

    verdict: Classified | None = None
    before: Classified | None = None
    """What the untouched base said."""
    explained: Explained | None = None


NOTHING = Known()


@dataclass(frozen=True)
class InferView:
    """The message in question, and what is known of every message asked about."""

    text: str | None = None
    """The last message asked about; None before the first."""
    known: Mapping[str, Known] = field(default_factory=dict)

    @property
    def now(self) -> Known:
        """Of the message in question."""
        return NOTHING if self.text is None else self.known.get(self.text, NOTHING)

    @property
    def verdict(self) -> Classified | None:
        """Of the message in question, if it is known."""
        return self.now.verdict


def ask(view: InferView, text: str) -> InferView:
    """The view once a message was sent to the lab; what was known of it is forgotten."""
    return InferView(text=text, known={**view.known, text: NOTHING})


def apply(view: InferView, reply: Reply) -> InferView:
    """The view after a reply about the message in question: the classifier speaks first, the
    untouched base second."""
    now = view.now
    match reply:
        case Classified() if now.verdict is None:
            now = replace(now, verdict=reply)
        case Classified():
            now = replace(now, before=reply)
        case Explained():
            now = replace(now, explained=reply)
        case _:
            return view
    return view if view.text is None else replace(view, known={**view.known, view.text: now})
