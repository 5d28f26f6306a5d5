"""The real writer under both engines: fetched or found in the cache, and never faked. Slow."""

import asyncio
import json
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from presenter.work.catalogue import SMOLLM2
from presenter.work.child import SERVE, Lab
from presenter.work.models import damaged, get
from presenter.work.protocol import (
    FINAL,
    REPLY,
    Began,
    Beside,
    Cancel,
    Cancelled,
    Continuations,
    Engine,
    Failed,
    Generate,
    Next,
    Reply,
    Task,
    Token,
    Written,
)

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
ENGINES: tuple[Engine, ...] = ("llama.cpp", "transformers")
CAPITAL = "What is the capital of France?"
LOAN = {
    "type": "object",
    "properties": {"principal": {"type": "number"}, "years": {"type": "integer"}},
    "required": ["principal", "years"],
    "additionalProperties": False,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lab(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lab]:
    if damaged(SMOLLM2):
        get(SMOLLM2)
    async with Lab(tmp_path_factory.mktemp("lab") / "lab.log") as lab:
        yield lab


async def answers(lab: Lab, request: Task) -> list[Reply]:
    replies = [reply async for reply in lab.ask(request)]
    assert not isinstance(replies[-1], Failed), replies[-1]
    return replies


async def written(lab: Lab, request: Generate) -> Written:
    last = (await answers(lab, request))[-1]
    assert isinstance(last, Written)
    return last


async def weighed_by(lab: Lab, engine: Engine, prompt: str) -> Continuations:
    last = (await answers(lab, Next(prompt=prompt, top=20, backend=engine)))[-1]
    assert isinstance(last, Continuations)
    return last


@pytest.mark.parametrize("engine", ENGINES)
async def test_it_answers_token_by_token(lab: Lab, engine: Engine) -> None:
    asked = Generate(prompt=CAPITAL, backend=engine, alternatives=3)
    replies = await answers(lab, asked)
    began, last = next(reply for reply in replies if isinstance(reply, Began)), replies[-1]
    assert (began.backend, began.template, began.stand_in) == (engine, True, False)
    assert isinstance(last, Written)
    assert "Paris" in last.text
    assert last.ended == "end"
    tokens = [reply for reply in replies if isinstance(reply, Token)]
    assert "".join(token.text for token in tokens) == last.text
    assert last.tokens == len(tokens)
    for token in tokens[:-1]:
        assert len(token.alternatives) == 3
        assert token.logprob == token.alternatives[0].logprob, "greedy takes the likeliest"


@pytest.mark.parametrize("engine", ENGINES)
async def test_it_keeps_to_schemas_grammars_stops_and_lengths(lab: Lab, engine: Engine) -> None:
    loan = "A loan of 500000 at 8.5 percent for 20 years."
    asked = Generate(prompt=loan, backend=engine, json_schema=LOAN)
    form = json.loads((await written(lab, asked)).text)
    assert set(form) == {"principal", "years"}
    assert isinstance(form["years"], int)
    choice = Generate(prompt="Is Paris in France?", backend=engine, grammar='start: "yes" | "no"')
    assert (await written(lab, choice)).text in ("yes", "no")
    wrong = [r async for r in lab.ask(Generate(prompt="x", backend=engine, grammar="start: ("))]
    assert isinstance(wrong[-1], Failed)
    assert "grammar is wrong" in wrong[-1].message
    halted = await written(lab, Generate(prompt=CAPITAL, backend=engine, stop=(" France",)))
    assert halted.text == "The capital of"
    short = await written(lab, Generate(prompt=CAPITAL, backend=engine, max_tokens=3))
    assert (short.ended, short.tokens) == ("length", 3)


@pytest.mark.parametrize("engine", ENGINES)
async def test_the_same_seed_writes_the_same(lab: Lab, engine: Engine) -> None:
    start = Generate(prompt="Once upon a time", template=False, backend=engine, max_tokens=12)
    asked = start.model_copy(update={"temperature": 1.0, "seed": 3})
    first = await written(lab, asked)
    assert (await written(lab, asked)).text == first.text
    other = await written(lab, asked.model_copy(update={"seed": 4}))
    assert other.text != first.text


async def test_both_engines_agree_as_far_as_quantisation_allows(lab: Lab) -> None:
    """llama.cpp rounds activations to 8 bits, so a near tie may fall the other way and the texts
    part. Along its greedy path the reference must hold every choice best or nearly so: within
    half a nat each, a fifth on average."""
    prompt, apart = "The capital of France is", []
    for _ in range(12):
        fast, reference = [await weighed_by(lab, engine, prompt) for engine in ENGINES]
        likely = dict(zip(reference.texts, reference.logprobs, strict=True))
        chosen = fast.texts[0]
        assert likely[chosen] >= reference.logprobs[0] - 0.5
        apart.append(abs(likely[chosen] - fast.logprobs[0]))
        assert fast.vocabulary == reference.vocabulary
        prompt += chosen
    assert "Paris" in prompt
    assert max(apart) <= 0.5
    assert sum(apart) / len(apart) <= 0.2


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_cancelled_text_ends_within_a_fifth_of_a_second(engine: Engine) -> None:
    """From the line that cancels to the child's answer; the best of five, since a busy machine
    may delay any one of them."""
    child = await asyncio.create_subprocess_exec(*SERVE, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    assert child.stdin
    assert child.stdout
    asked = Generate(prompt="Tell a long story.", backend=engine, max_tokens=400, ignore_end=True)
    best = float("inf")
    try:
        for number in range(1, 6):
            child.stdin.write(line_of(asked.model_copy(update={"id": number})))
            start = 0.0
            while True:
                reply = REPLY.validate_json(await child.stdout.readline())
                if isinstance(reply, FINAL):
                    break
                if isinstance(reply, Token) and not start:
                    start = time.perf_counter()
                    child.stdin.write(line_of(Cancel(target=number)))
            assert isinstance(reply, Cancelled)
            best = min(best, time.perf_counter() - start)
    finally:
        child.kill()
        await child.wait()
    assert best <= 0.2


def line_of(request: Generate | Cancel) -> bytes:
    return request.model_dump_json().encode() + b"\n"


async def test_a_base_that_is_not_here_is_stood_in_for_and_says_so(lab: Lab) -> None:
    """Or it is here, and then it is the base."""
    asked = Generate(model="base", prompt=CAPITAL, max_tokens=4, template=False)
    replies = await answers(lab, asked)
    began = next(reply for reply in replies if isinstance(reply, Began))
    assert began.template is False
    assert began.stand_in is ("Instruct" in began.model)


async def test_two_texts_are_written_at_once(lab: Lab) -> None:
    asked = Generate(prompt=CAPITAL, max_tokens=20, ignore_end=True)
    parts = (asked, asked.model_copy(update={"template": False}))
    replies = await answers(lab, Beside(parts=parts))
    order = [reply.part for reply in replies if isinstance(reply, Token)]
    assert {reply.part for reply in replies if isinstance(reply, Written)} == {0, 1}
    assert order != sorted(order), "neither waits for the other to end"
