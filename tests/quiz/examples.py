"""Questions and people that many tests need."""

from quiz.core import Answered, Closed, Event, Joined, Opened, Revealed, Started
from quiz.question import Option, Question

METHOD = Question(
    question="changing-catalogue",
    ask="A shop's catalogue changes every night. What lets the assistant answer about today?",
    options=(
        Option(text="A longer prompt", why="The prompt is not where tonight's prices are."),
        Option(text="Retrieval", right=True, why="It reads today's catalogue."),
        Option(text="Fine-tuning", why="Tomorrow it would be out of date."),
    ),
    explanation="What changes goes into the context.",
    time=20,
)
POLL = Question(
    question="coffee",
    ask="Coffee or tea?",
    options=(Option(text="Coffee"), Option(text="Tea")),
)


def join(number: int, name: str = "", at: float = 1.0) -> Joined:
    """The `number`th attendee."""
    return Joined(
        at=at, attendee=f"p{number}", name=name or f"Guest {number}", code=f"code{number}"
    )


def answer(number: int, option: int, took: float = 2.0, at: float = 12.0, run: int = 1) -> Answered:
    """What the `number`th attendee chose."""
    return Answered(at=at, attendee=f"p{number}", run=run, chosen=(option,), took=took)


def asked(question: Question = METHOD, people: int = 3) -> list[Event]:
    """A room of `people` with a question that opened at 10 s."""
    arrivals = [join(number) for number in range(1, people + 1)]
    return [Started(at=0), *arrivals, Opened(at=10, run=1, question=question)]


def finished(*answers: Answered, question: Question = METHOD) -> list[Event]:
    """The same, answered, closed and revealed."""
    ends: list[Event] = [Closed(at=31, run=1, by="time"), Revealed(at=32, run=1)]
    return [*asked(question), *answers, *ends]
