"""Messages and their verdicts as the pane shows them: a fold over the lab's replies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from presenter.work.protocol import Classified, Failed, Reply, Stage


@dataclass(frozen=True)
class InferView:
    """The message in question, and every verdict so far by its message."""

    text: str | None = None
    """The last message asked about; None before the first."""
    waiting: bool = False
    verdicts: Mapping[str, Classified] = field(default_factory=dict)
    trouble: Failed | None = None

    @property
    def verdict(self) -> Classified | None:
        """Of the message in question, if it is known."""
        return None if self.text is None else self.verdicts.get(self.text)


def ask(view: InferView, text: str) -> InferView:
    """The view once a message was sent to the lab; an old verdict on it is forgotten."""
    verdicts = {known: verdict for known, verdict in view.verdicts.items() if known != text}
    return InferView(text=text, waiting=True, verdicts=verdicts)


def apply(view: InferView, reply: Reply) -> InferView:
    """The view after a reply about the message in question."""
    match reply:
        case Classified() if view.text is not None:
            return replace(view, waiting=False, verdicts={**view.verdicts, view.text: reply})
        case Failed():
            return replace(view, waiting=False, trouble=reply)
        case Stage():
            return view
        case _:
            return replace(view, waiting=False)
