"""What the pane on tokens knows: a fold over the lab's replies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from presenter.work.protocol import Reply, Tokenized


@dataclass(frozen=True)
class TokensView:
    """Texts as they were cut, and the one in question."""

    text: str = ""
    known: Mapping[str, tuple[Tokenized, ...]] = field(default_factory=dict)
    """By text, one for each tokenizer."""

    @property
    def now(self) -> tuple[Tokenized, ...]:
        """The text in question, as far as it is known."""
        return self.known.get(self.text, ())


def tokens_after(view: TokensView, reply: Reply) -> TokensView:
    """The view after a reply; cuts of one text come in the order of the tokenizers."""
    if not isinstance(reply, Tokenized):
        return view
    before = view.known.get(reply.text, ())[: reply.index]
    return replace(view, known={**view.known, reply.text: (*before, reply)})
