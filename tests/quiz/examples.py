"""Questions and people that many tests need."""

from quiz.answers import Answer
from quiz.core import Answered, Closed, Decided, Event, Joined, Opened, Revealed, Started
from quiz.question import (
    AnyQuestion,
    Choice,
    Cloud,
    Estimate,
    FixPrompt,
    FreeText,
    Guess,
    Method,
    Multiple,
    Option,
    Ordering,
    Outcome,
    Poll,
    Scale,
    TrueFalse,
)
from quiz.rubric.rules import ContainsAny, Facts, NamesFormat, NotVague, Regex, Words
from quiz.shuffles import order_for

METHOD = Choice(
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
POLL = Choice(
    question="coffee",
    ask="Coffee or tea?",
    options=(Option(text="Coffee"), Option(text="Tea")),
)


MULTIPLE = Multiple(
    question="not-training",
    ask="Which of these leave the weights as they are?",
    options=(
        Option(text="Prompting", right=True),
        Option(text="RAG", right=True),
        Option(text="SFT", why="It moves every weight a little."),
        Option(text="Tools", right=True),
    ),
    time=30,
)
TRUE_FALSE = TrueFalse(
    question="more-data", ask="More data is always better.", answer=False, time=15
)
ORDERING = Ordering(
    question="recipe",
    ask="Bring the recipe into order.",
    items=("Pre-training", "SFT", "Preference optimisation", "RL"),
    explanation="From the general to the particular.",
    time=40,
)
ESTIMATE = Estimate(
    question="emi", ask="What is the monthly rate?", answer=21247, unit="₹", within=50,
    worthless=5000, time=60,
)  # fmt: skip
POLL_OF_TWO = Poll(
    question="tools-you-use",
    ask="What have you used?",
    options=(Option(text="Prompting"), Option(text="RAG"), Option(text="Fine-tuning")),
    most=2,
)
CLOUD = Cloud(question="feeling", ask="Fine-tuning, in a word or three?")
SCALE = Scale(
    question="sure", ask="How sure are you?", low_means="not at all", high_means="very", time=20
)
TEXT = FreeText(question="capital", ask="What does RAG stand for?", accept=(
    "Retrieval-Augmented Generation", "retrieval augmented generation",
), time=30)  # fmt: skip
CHOOSE_METHOD = Method(
    question="tone",
    ask="The bot's facts are right, and its tone is wrong in every answer.",
    methods={
        "prompting": "Try it first; it drifts over thousands of answers.",
        "rag": "It brings facts, and the facts are right.",
        "sft": "Tone is behaviour, and behaviour is what it learns.",
        "tools": "Nothing has to be computed.",
    },
    best="sft",
    time=30,
)
FIX_PROMPT = FixPrompt(
    question="fix-it",
    ask="Fix this prompt.",
    prompt="Write something nice about our refund policy.",
    rubric=(
        NotVague(not_vague=True, hint="Say what it is, not how it feels."),
        NamesFormat(names_format=True, weight=2, explanation="A form can be checked."),
        Words(words=(8, 60)),
        Facts(facts=("14 days", "the receipt")),
    ),
    example="In three sentences, tell a customer that refunds take 14 days and need the receipt.",
    time=120,
)
GUESS = Guess(
    question="base-model",
    ask="The base model is asked for the capital of France. What does it do?",
    prompt="What is the capital of France?",
    options=(
        Outcome(text="It answers: Paris", when=(ContainsAny(contains_any=("Paris",)),)),
        Outcome(text="It asks more questions", when=(Regex(regex=r"\?"),)),
        Outcome(text="It ends the text"),
    ),
    time=20,
)
WRITTEN_GUESS = Guess(
    question="next-words", ask="How does it go on?", prompt="The cat sat on the", time=45
)
OUTPUT = "mat and looked at me. What is the capital of Spain?"
"""What the model says in these examples."""
KINDS: tuple[AnyQuestion, ...] = (
    METHOD, MULTIPLE, TRUE_FALSE, ORDERING, ESTIMATE, POLL_OF_TWO, CLOUD, SCALE, TEXT,
    CHOOSE_METHOD, FIX_PROMPT, GUESS, WRITTEN_GUESS,
)  # fmt: skip
"""A question of every kind."""
GOOD = {
    "changing-catalogue": Answer(chosen=(1,)),
    "not-training": Answer(chosen=(0, 1, 3)),
    "more-data": Answer(chosen=(1,)),
    "recipe": Answer(chosen=(0, 1, 2, 3)),
    "emi": Answer(number=21247),
    "tools-you-use": Answer(chosen=(0, 2)),
    "feeling": Answer(texts=("hard", "fun")),
    "sure": Answer(number=4),
    "capital": Answer(texts=("Retrieval-augmented  generation",)),
    "tone": Answer(chosen=(2,)),
    "fix-it": Answer(texts=(FIX_PROMPT.example,)),
    "base-model": Answer(chosen=(1,)),
    "next-words": Answer(texts=("mat and looked at me",)),
}
"""For every question of `KINDS` an answer that it takes, the best one where there is one."""
BAD = {
    "changing-catalogue": Answer(chosen=(0,)),
    "not-training": Answer(chosen=(2,)),
    "more-data": Answer(chosen=(0,)),
    "recipe": Answer(chosen=(3, 2, 1, 0)),
    "emi": Answer(number=99999),
    "capital": Answer(texts=("Random Access Generator",)),
    "tone": Answer(chosen=(1,)),
    "fix-it": Answer(texts=("nice stuff",)),
    "base-model": Answer(chosen=(0,)),
    "next-words": Answer(texts=("quarterly revenue grew",)),
}
"""For every question of `KINDS` that has a right answer, one that earns nothing."""


def join(number: int, name: str = "", at: float = 1.0) -> Joined:
    """The `number`th attendee."""
    return Joined(
        at=at, attendee=f"p{number}", name=name or f"Guest {number}", code=f"code{number}"
    )


def pick(*options: int) -> Answer:
    """These options, as an answer."""
    return Answer(chosen=options)


def answer(number: int, option: int, took: float = 2.0, at: float = 12.0, run: int = 1) -> Answered:
    """What the `number`th attendee chose."""
    return Answered(at=at, attendee=f"p{number}", run=run, answer=pick(option), took=took)


def say(number: int, what: Answer, took: float = 2.0, at: float = 12.0, run: int = 1) -> Answered:
    """What the `number`th attendee answered."""
    return Answered(at=at, attendee=f"p{number}", run=run, answer=what, took=took)


def asked(question: AnyQuestion = METHOD, people: int = 3) -> list[Event]:
    """A room of `people` with a question that opened at 10 s."""
    arrivals = [join(number) for number in range(1, people + 1)]
    return [Started(at=0), *arrivals, Opened(at=10, run=1, question=question)]


def finished(*answers: Answered, question: AnyQuestion = METHOD) -> list[Event]:
    """The same, answered, closed and revealed."""
    ends: list[Event] = [Closed(at=31, run=1, by="time")]
    if isinstance(question, Guess):
        ends.append(Decided(at=31.5, run=1, output=OUTPUT, right=(1,) if question.options else ()))
    return [*asked(question), *answers, *ends, Revealed(at=32, run=1)]


def typed_line(question: AnyQuestion, answer: Answer, attendee: str) -> str:
    """The line that gives `answer` where the quiz is read out line by line."""
    if answer.number is not None:
        return f"{answer.number:g}"
    if answer.texts:
        return ", ".join(answer.texts)
    order = order_for(question, attendee)
    return " ".join("ABCDEFGHI"[order.index(place)] for place in answer.chosen)
