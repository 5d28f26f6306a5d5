"""Training and judging through the real child, on a tiny base: one child for all tests."""

import shutil
from pathlib import Path

import pytest

from presenter.work.child import Lab
from presenter.work.messages import read_messages
from presenter.work.practice import practice_messages
from presenter.work.protocol import (
    Baseline,
    Classified,
    Classify,
    Explain,
    Explained,
    Failed,
    Floor,
    Machine,
    Method,
    Prepared,
    Reply,
    Stage,
    Step,
    Task,
    Train,
    Trained,
    Validated,
)
from presenter.work.splits import split_messages
from tests.presenter.work.tiny import write_messages

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def replies(lab: Lab, request: Task) -> list[Reply]:
    return [reply async for reply in lab.ask(request)]


async def test_a_run_tells_its_story_in_order(
    shared_lab: Lab, tiny: Path, few_messages: Path, tmp_path: Path
) -> None:
    request = Train(base=str(tiny), data=str(few_messages), split="random", seed=1, epochs=2)
    story = await replies(shared_lab, request)
    kinds = [type(reply) for reply in story if not isinstance(reply, Stage | Floor)]
    plan = next(reply for reply in story if isinstance(reply, Prepared))
    assert kinds[:3] == [Machine, Prepared, Baseline]
    assert kinds[3:-1] == ([Step] * (plan.steps // 2) + [Validated]) * 2
    assert plan.source == few_messages.name
    assert not plan.practice
    assert (plan.split, plan.seed, plan.method, plan.epochs) == ("random", 1, "frozen", 2)
    assert plan.train.size + plan.validation.size + plan.test.size == 300
    steps = [reply for reply in story if isinstance(reply, Step)]
    assert [step.step for step in steps] == list(range(1, plan.steps + 1))
    assert steps[-1].seconds_left == 0
    result = story[-1]
    assert isinstance(result, Trained)
    assert result.plan == plan.model_copy(update={"id": 0})
    assert (result.before.caught, result.before.false_alarms) == (0, 0)
    assert result.before.f1.value == 0
    assert result.before.accuracy.value == 1 - plan.test.spam / plan.test.size
    assert result.after.size == plan.test.size
    (floor,) = (reply for reply in story if isinstance(reply, Floor))
    assert result.floor == floor.model_copy(update={"id": 0})
    assert floor.metrics.size == plan.test.size
    assert result.against_before
    assert result.against_floor
    assert result.kept_step == plan.steps
    assert len(result.probe) >= 20
    wrong = result.after.missed + result.after.false_alarms
    assert len(result.mistakes) <= min(12, wrong)
    assert not any(mistake.right for mistake in result.mistakes)
    assert all(step.steps_per_second > 0 and step.tokens_per_second > 0 for step in steps)


@pytest.mark.parametrize("method", ["full", "frozen", "lora", "head"])
async def test_what_was_saved_judges_as_it_was_measured(
    shared_lab: Lab, tiny: Path, tmp_path: Path, method: Method
) -> None:
    saved = tmp_path / "saved"
    data = write_messages(tmp_path / "data.tsv", practice_messages()[:400])
    request = Train(base=str(tiny), data=str(data), method=method, epochs=3, save=str(saved))
    result = (await replies(shared_lab, request))[-1]
    assert isinstance(result, Trained), result
    test = split_messages(read_messages(data), "random", request.seed).test
    texts = tuple(message.text for message in test)
    judged = await replies(shared_lab, Classify(texts=texts, base=str(saved)))
    verdicts = [reply for reply in judged if isinstance(reply, Classified)]
    assert [verdict.index for verdict in verdicts] == list(range(len(test)))
    assert all(verdict.probability >= 0.5 for verdict in verdicts)
    right = sum(v.label == m.label for v, m in zip(verdicts, test, strict=True))
    assert right / len(test) == pytest.approx(result.after.accuracy.value, abs=1.5 / len(test))
    assert f"{result.after.accuracy.value:.3f}" in (saved / "README.md").read_text()


async def test_it_learns(shared_lab: Lab, tiny: Path, few_messages: Path) -> None:
    request = Train(base=str(tiny), data=str(few_messages), method="full", epochs=30)
    story = await replies(shared_lab, request)
    result = story[-1]
    assert isinstance(result, Trained), result
    assert result.after.f1.value > 0.6
    losses = [reply.loss for reply in story if isinstance(reply, Step)]
    assert sum(losses[-50:]) < 0.5 * sum(losses[:50])


async def test_the_same_seed_gives_the_same_run(
    shared_lab: Lab, tiny: Path, few_messages: Path
) -> None:
    request = Train(base=str(tiny), data=str(few_messages), seed=7, epochs=1)
    runs = [await replies(shared_lab, request) for _ in range(2)]
    first, second = ([reply.loss for reply in run if isinstance(reply, Step)] for run in runs)
    assert first == second


async def test_without_data_it_is_the_practice_set_and_says_so(
    shared_lab: Lab, tiny: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PODIUM_SMS_SPAM", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    async with Lab(tmp_path / "lab.log") as lab:
        story = await replies(lab, Train(base=str(tiny), method="head", epochs=1))
    plan = next(reply for reply in story if isinstance(reply, Prepared))
    assert plan.practice
    assert "not real messages" in plan.source


async def test_odd_messages_are_judged(shared_lab: Lab, tiny: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    data = write_messages(tmp_path / "data.tsv", practice_messages()[:150])
    await replies(shared_lab, Train(base=str(tiny), data=str(data), epochs=1, save=str(saved)))
    texts = ("", " ", "x" * 100_000, "word " * 20_000, "\x00\x1b[31m", "你好，免费！", "🎁" * 50)
    judged = await replies(shared_lab, Classify(texts=texts, base=str(saved)))
    assert [type(reply) for reply in judged] == [Classified] * len(texts)
    assert await replies(shared_lab, Classify(texts=(), base=str(saved))) == []
    for text in texts:
        (told,) = await replies(shared_lab, Explain(text=text, base=str(saved)))
        assert isinstance(told, Explained)
        assert " ".join(word.text for word in told.words) == " ".join(text.split())


async def test_words_are_weighed_by_leaving_them_out(
    shared_lab: Lab, tiny: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    data = write_messages(tmp_path / "data.tsv", practice_messages()[:300])
    request = Train(base=str(tiny), data=str(data), epochs=2, save=str(saved))
    assert isinstance((await replies(shared_lab, request))[-1], Trained)
    text = "You won! Call now"
    (told,) = await replies(shared_lab, Explain(text=text, base=str(saved)))
    assert isinstance(told, Explained)
    assert [word.text for word in told.words] == ["You", "won!", "Call", "now"]
    (other,) = await replies(shared_lab, Classify(texts=("You  Call now",), base=str(saved)))
    assert isinstance(other, Classified)
    spam = other.probability if other.label == "spam" else 1 - other.probability
    assert told.words[1].weight == pytest.approx(told.spam - spam, abs=1e-3)
    untouched = Classify(texts=(text, "hello"), base=str(saved), untouched=True)
    verdicts = await replies(shared_lab, untouched)
    assert [reply.label for reply in verdicts if isinstance(reply, Classified)] == ["ham", "ham"]


async def failure(lab: Lab, request: Task) -> Failed:
    last = (await replies(lab, request))[-1]
    assert isinstance(last, Failed), last
    return last


async def test_one_class_only(shared_lab: Lab, tiny: Path, tmp_path: Path) -> None:
    ham = tuple(message for message in practice_messages() if not message.spam)
    data = write_messages(tmp_path / "ham.tsv", ham[:100])
    told = await failure(shared_lab, Train(base=str(tiny), data=str(data)))
    assert told.message == "The data has 0 spam messages."


async def test_what_cannot_be_trained_or_asked_says_why(
    shared_lab: Lab, tiny: Path, few_messages: Path, tmp_path: Path
) -> None:
    told = await failure(shared_lab, Train(base="no-such-model", data=str(few_messages)))
    assert told.message == "There is no model 'no-such-model'."
    told = await failure(shared_lab, Train(base=str(tiny), data=str(tmp_path / "none.tsv")))
    assert told.message.startswith("There is no file")
    told = await failure(shared_lab, Classify(texts=("x",), base=str(tiny)))
    assert "has not learned what spam is" in told.message
    (tmp_path / "config.json").write_text('{"model_type": "gpt2"}')
    told = await failure(shared_lab, Train(base=str(tmp_path), data=str(few_messages)))
    assert "transformers cannot make a classifier of" in told.message


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "model.safetensors"])
async def test_a_damaged_base_is_named(
    shared_lab: Lab, tiny: Path, few_messages: Path, tmp_path: Path, file: str
) -> None:
    shutil.copytree(tiny, tmp_path, dirs_exist_ok=True)
    (tmp_path / file).write_bytes((tiny / file).read_bytes()[:100])
    told = await failure(shared_lab, Train(base=str(tmp_path), data=str(few_messages)))
    assert str(tmp_path) in told.message
