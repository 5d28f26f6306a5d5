"""What the pane on retrieval knows: a fold over the lab's replies."""

from dataclasses import dataclass, replace

from presenter.work.protocol import Began, Indexed, Reply, Retrieved, Stage, Token, Written


@dataclass(frozen=True)
class RagView:
    """A question, what was found for it, and what the model wrote without and with that."""

    question: str = ""
    doing: str = ""
    index: Indexed | None = None
    retrieved: Retrieved | None = None
    answers: tuple[str, ...] = ()
    """As far as they are written: first without the base, then with it."""
    written: tuple[Written, ...] = ()
    """Those that are whole."""

    @property
    def refused(self) -> bool:
        """The base has nothing on the question, so that no answer is made from it."""
        return self.retrieved is not None and not self.retrieved.enough


def rag_after(view: RagView, reply: Reply) -> RagView:
    """The view after a reply."""
    match reply:
        case Stage(name=name):
            return replace(view, doing=name)
        case Indexed():
            return replace(view, index=reply, doing="")
        case Retrieved():
            return replace(view, retrieved=reply, doing="loading the model that writes")
        case Began():
            return replace(view, answers=(*view.answers, ""), doing="")
        case Token(text=text) if view.answers:
            *before, last = view.answers
            return replace(view, answers=(*before, last + text))
        case Written(text=text) if view.answers:
            *before, _ = view.answers
            return replace(view, answers=(*before, text), written=(*view.written, reply))
        case _:
            return view
