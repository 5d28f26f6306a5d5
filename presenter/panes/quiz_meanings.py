"""What attendees' prompts mean, where a rubric looks for a meaning: the lab compares them."""

from typing import TYPE_CHECKING

from presenter.audience import Audience
from presenter.work.protocol import Embedded, Failed, Reply
from presenter.work.quiz_asks import comparing, looked_for
from quiz.credit import folded
from quiz.question import FixPrompt
from quiz.wire import Compare

if TYPE_CHECKING:
    from presenter.work.runs import Run as LabRun
    from quiz.core import Run

AT_ONCE = 100
"""Texts in one request; more are asked for one after the other."""


class Meanings:
    """Compares the answers of a question once it is closed, and tells the room how near each is;
    points follow. Nothing waits for it: a reveal before it is done is mended by it."""

    def __init__(self, run: "LabRun", audience: Audience) -> None:
        self._run, self._audience = run, audience
        self._number = 0
        """Of the question that was last compared."""
        self.trouble = ""
        """Why they could not be compared; "" when they were, or are about to be."""
        self._asked: list[list[str]] = []
        """The texts of each request, in order."""
        run.listeners.append(self._hear)

    def compare(self, run: "Run") -> None:
        """Have the answers compared, once for each asking of a question that looks for meanings."""
        question = run.question
        wanted = isinstance(question, FixPrompt) and looked_for(question)
        if not wanted or self._run.going or self._number == run.number or run.nearness:
            return
        assert isinstance(question, FixPrompt)
        texts = list(dict.fromkeys(folded(one.answer.texts[0]) for one in run.answers.values()))
        if texts:
            self._number, self.trouble = run.number, ""
            self._asked = [texts[at : at + AT_ONCE] for at in range(0, len(texts), AT_ONCE)]
            asks = [comparing(question, part) for part in self._asked]
            there = self._run.recorded and self._run.recording_of(asks)
            self._run.start(*asks, recorded=bool(there))

    def _hear(self, reply: Reply) -> None:
        """All were compared, or none: a hall is not judged by two measures."""
        if isinstance(reply, Failed):
            self.trouble = f"{reply.message} {reply.hint}".strip()
        found = [one for one in self._run.replies if isinstance(one, Embedded)]
        run = self._audience.state.run
        if not isinstance(reply, Embedded) or len(found) < len(self._asked) or run is None:
            return
        if run.number != self._number or not isinstance(run.question, FixPrompt):
            return
        first = len(looked_for(run.question))
        near = {
            text: max(0.0, min(1.0, max(row[:first])))
            for part, one in zip(self._asked, found, strict=True)
            for text, row in zip(part, one.similarities[first:], strict=True)
        }
        told = {who: near[folded(one.answer.texts[0])] for who, one in run.answers.items()}
        self._audience.do(Compare(nearness=told))
