"""What the writing panes say to the model: each request in the words that the pane puts it in."""

from presenter.work.protocol import Beside, Generate, Next, Task, Turn, UseTool, WarmText
from slides.blocks.writing import (
    BeforeAfter,
    Hallucination,
    NamedPrompt,
    NextToken,
    Prompting,
    ToolQuestion,
    Tools,
    WritingPane,
)

RAW = {"template": False, "temperature": 0.9, "top_p": 0.95, "repeat_penalty": 1.1}
"""How a base is asked: text that goes on, drawn by chance, since the likeliest goes in circles."""
DONT_KNOW = "If you are not certain, reply only: I don't know."
FROM_SOURCE = "Answer from this text only.\n\nText: {source}\n\nQuestion: {question}"


def asks(block: WritingPane) -> tuple[Task, ...]:
    """What a pane asks by what its deck gives it, before anybody touches a key."""
    match block:
        case NextToken():
            prompts = [(prompt, with_it) for prompt in block.prompts for with_it in (False, True)]
            wanted = [(p, s) for p, s in prompts if block.source or not s]
            return tuple(weighing(block, in_front(block, p, s)) for p, s in wanted)
        case BeforeAfter():
            return tuple(both(block, question) for question in block.questions)
        case Prompting():
            return tuple(prompted(block, block.text, other) for other in block.prompts[1:])
        case Tools():
            return tuple(using(block, question) for question in block.questions)
        case Hallucination():
            ways = [(False, False), (True, False), (False, True)]
            return tuple(
                unsure(block, question, source and bool(block.source), doubt)
                for question in block.questions
                for source, doubt in ways
                if block.source or not source
            )


def warming(block: WritingPane) -> tuple[Task, ...]:
    """What loads the models of a block."""
    if isinstance(block, BeforeAfter):
        return WarmText(model=block.after), WarmText(model=block.before)
    return (WarmText(model=block.model),)


def in_front(block: NextToken, prompt: str, source: bool) -> str:
    """The prompt, with the pane's source pasted in front of it if wanted."""
    return f"{block.source.strip()}\n\n{prompt}" if source else prompt


def weighing(block: NextToken, prompt: str) -> Next:
    """What may come after a text."""
    return Next(model=block.model, prompt=prompt)


def both(block: BeforeAfter, question: str) -> Beside:
    """The same question to the model before and after its post-training."""
    before = Generate(
        model=block.before,
        prompt=question,
        max_tokens=block.length,
        seed=block.seed,
        ignore_end=True,
        **RAW,
    )
    after = Generate(model=block.after, prompt=question, max_tokens=block.length)
    return Beside(parts=(before, after))


def prompted(block: Prompting, text: str, other: NamedPrompt) -> Beside:
    """The first prompt and another, both about the same text."""
    return Beside(parts=(_under(block, text, block.prompts[0]), _under(block, text, other)))


def _under(block: Prompting, text: str, prompt: NamedPrompt) -> Generate:
    return Generate(
        model=block.model,
        prompt=prompt.prompt.replace("{text}", text),
        max_tokens=block.length,
        temperature=block.temperature,
        seed=block.seed,
        repeat_penalty=1.1,
    )


def using(
    block: Tools, question: ToolQuestion, form: dict[str, str | float] | None = None
) -> UseTool:
    """A question that a tool answers; `form` is what the speaker filled in."""
    return UseTool(model=block.model, question=question.question, tool=question.tool, form=form)


def unsure(block: Hallucination, question: str, source: bool, doubt: bool) -> Generate:
    """A question with the mitigations that are on; every token says how likely it was."""
    asked = FROM_SOURCE.format(source=block.source.strip(), question=question)
    system = (Turn(role="system", text=f"You are a careful assistant. {DONT_KNOW}"),)
    return Generate(
        model=block.model,
        messages=(*(system if doubt else ()), Turn(text=asked if source else question)),
        max_tokens=block.length,
        alternatives=3,
    )
