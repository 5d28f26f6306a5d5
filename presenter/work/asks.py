"""What live panes ask of the lab: by what the deck gives them, before anybody touches a key.

A pane makes its requests with these functions and so does `podium lab record`: what is recorded is
what is asked. A new pane adds a case to `asks`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from presenter.work import wordings
from presenter.work.protocol import Classify, Explain, Own, Split, Task, Train, Warm
from presenter.work.quiz_asks import quiz_asks, quiz_warming
from presenter.work.vector_asks import vector_asks, vector_warming
from quiz.question import AnyQuestion
from slides.blocks.block import Block
from slides.blocks.live import Quiz, SpamInfer, SpamTrain
from slides.blocks.own import OwnPane, kind_of
from slides.blocks.vectors import Attention, Embeddings, Rag, Tokens
from slides.blocks.writing import BeforeAfter, Hallucination, NextToken, Prompting, Tools

Questions = Mapping[str, AnyQuestion]
"""A deck's, by their ids."""
NO_QUESTIONS: Questions = MappingProxyType({})


def asks(block: Block, questions: Questions = NO_QUESTIONS) -> tuple[Task, ...]:
    """The requests of a block whose answers can be recorded; none for what is not a live pane."""
    match block:
        case SpamInfer():
            return tuple(one for text in block.messages for one in judging(text, block.base))
        case SpamTrain():
            return training(block, block.split), training(block, OTHER_SPLIT[block.split])
        case Tokens() | Embeddings() | Attention() | Rag():
            return vector_asks(block)
        case NextToken() | BeforeAfter() | Prompting() | Tools() | Hallucination():
            return wordings.asks(block)
        case OwnPane():
            return tuple(
                Own(pane=block.pane, ask=dict(ask)) for ask in kind_of(block.pane).asks(block)
            )
        case Quiz():
            return quiz_asks(asked(block, questions))
        case _:
            return ()


def judging(text: str, base: str, trained: str | None = None) -> tuple[Task, ...]:
    """A message before the classifier, before its untouched base, and word by word. `trained` is
    the folder of a classifier to ask in place of the ready-made one."""
    tuned = trained or base
    return (
        Classify(texts=(text,), base=tuned),
        Classify(texts=(text,), base=base, untouched=True),
        Explain(text=text, base=tuned),
    )


OTHER_SPLIT: dict[Split, Split] = {"random": "group", "group": "random"}


def training(block: SpamTrain, split: Split) -> Train:
    """A run of a training pane, on its own split or on the other one."""
    return Train(base=block.base, split=split, seed=block.seed)


def asked(block: Quiz, questions: Questions) -> AnyQuestion | None:
    """The question of a block; None for one that is not known."""
    return questions.get(block.quiz) if isinstance(block.quiz, str) else block.quiz


def warming(block: Block, questions: Questions = NO_QUESTIONS) -> tuple[Task, ...]:
    """What has the lab load all that a block needs, so that its first answer comes at once."""
    match block:
        case SpamInfer() | SpamTrain():
            return (Warm(base=block.base),)
        case Tokens() | Embeddings() | Attention() | Rag():
            return vector_warming(block)
        case NextToken() | BeforeAfter() | Prompting() | Tools() | Hallucination():
            return wordings.warming(block)
        case OwnPane():
            return asks(block)[:1]
        case Quiz():
            return quiz_warming(asked(block, questions))
        case _:
            return ()


def placed(request: Task, folder: Path) -> Task:
    """The same for a deck in this folder: files that it names are relative to that."""
    if "beside" not in type(request).model_fields:
        return request
    return request.model_copy(update={"beside": str(folder)})


def once(requests: Iterable[Task]) -> list[Task]:
    """Each that asks something else than those before it. Some hold what cannot be hashed."""
    return list({request.model_dump_json(): request for request in requests}.values())
