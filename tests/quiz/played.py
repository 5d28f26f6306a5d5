"""A quiz with a question of every kind, played by people of whom some know more than others."""

from random import Random

from quiz.answers import Answer
from quiz.core import (
    Answered,
    Asked,
    Closed,
    Decided,
    Ended,
    Event,
    Moderated,
    Opened,
    Paced,
    Revealed,
    Started,
    Upvoted,
)
from quiz.question import AnyQuestion, Cloud, Estimate, FreeText, Guess, Ordering, Poll, Scale
from tests.quiz.examples import BAD, GOOD, KINDS, OUTPUT, join

_WORDS = ("hard", "fun", "data", "slow", "tone", "evals", "why?")


def played(people: int = 40, seed: int = 1) -> list[Event]:
    """The log; who joined later knows less."""
    random = Random(seed)
    events: list[Event] = [Started(at=0)]
    events += [join(number, at=1 + number / 10) for number in range(1, people + 1)]
    at = 100.0
    for run, question in enumerate(KINDS, 1):
        events.append(Opened(at=at, run=run, question=question))
        for number in range(1, people + 1):
            if random.random() < 0.05:
                continue
            took = round(random.uniform(1, 12) + number / 10, 2)
            knows = random.random() > number / people * 0.9
            what = _answer(question, knows, random)
            events.append(
                Answered(at=at + took, attendee=f"p{number}", run=run, answer=what, took=took)
            )
        at += 30
        events.append(Closed(at=at, run=run, by="time"))
        if isinstance(question, Guess):
            right = (1,) if question.options else ()
            events.append(Decided(at=at + 1, run=run, output=OUTPUT, right=right))
        events.append(Revealed(at=at + 2, run=run))
        at += 20
    return [*events, *_remarks(people, at), Ended(at=at + 60)]


def _answer(question: AnyQuestion, knows: bool, random: Random) -> Answer:
    match question:
        case Scale(steps=steps):
            return Answer(number=random.choice(steps))
        case Poll():
            return Answer(chosen=tuple(sorted(random.sample(range(3), random.choice((1, 2))))))
        case Cloud():
            return Answer(texts=tuple(random.sample(_WORDS, random.choice((1, 2, 3)))))
        case Estimate() if not knows:
            return Answer(number=round(random.gauss(21000, 2500)))
        case Ordering() if not knows:
            return Answer(chosen=tuple(random.sample(range(4), 4)))
        case FreeText() if not knows:
            return Answer(texts=(random.choice(("Random access", "Rapid AI", "no idea")),))
    return GOOD[question.question] if knows else BAD[question.question]


def _remarks(people: int, at: float) -> list[Event]:
    said: list[Event] = [
        Asked(at=at, remark="r1", attendee="p1", text="How many examples are enough?"),
        Moderated(at=at + 1, remark="r1", verdict="approved"),
        Asked(at=at + 2, remark="r2", attendee="p2", text="=1+1, and does it scale?"),
        Asked(at=at + 3, remark="r3", attendee="p3", text="Too quiet here", to="speaker"),
        Paced(at=at + 4, attendee="p2", pace="too-fast"),
    ]
    voters = range(2, min(people, 12))
    return said + [Upvoted(at=at + 5, remark="r1", attendee=f"p{n}") for n in voters]
