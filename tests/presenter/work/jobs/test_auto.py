"""Other architectures through transformers, with a GPT-2 that is built here. Slow to import."""

from pathlib import Path
from threading import Event

import pytest
import torch

from presenter.work.jobs import train
from presenter.work.jobs.auto import AutoLearner, read_model
from presenter.work.jobs.judging import load_classifier, load_untouched
from presenter.work.jobs.learner import open_learner
from presenter.work.messages import read_messages
from presenter.work.practice import practice_messages
from presenter.work.protocol import Method, Prepared, Step, Train, Trained
from presenter.work.splits import split_messages
from presenter.work.trouble import Trouble
from tests.presenter.work.tiny_gpt2 import build_tiny_gpt2

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::FutureWarning"),  # what peft asks of transformers
]


@pytest.fixture(scope="module")
def gpt2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_gpt2(tmp_path_factory.mktemp("gpt2"))


@pytest.mark.parametrize("method", ["full", "frozen", "lora", "head"])
def test_a_gpt2_is_tuned_saved_and_judges_as_it_was_measured(
    gpt2: Path, few_messages: Path, tmp_path: Path, method: Method
) -> None:
    saved = tmp_path / "saved"
    request = Train(
        base=str(gpt2), data=str(few_messages), method=method, epochs=2, save=str(saved)
    )
    story = list(train.run(request, Event()))
    plan = next(reply for reply in story if isinstance(reply, Prepared))
    assert 0 < plan.trained_weights <= plan.weights
    losses = [reply.loss for reply in story if isinstance(reply, Step)]
    half = len(losses) // 2
    assert sum(losses[half:]) < sum(losses[:half])
    result = story[-1]
    assert isinstance(result, Trained)
    assert (result.before.f1.value, result.before.false_alarms) == (0, 0)
    test = split_messages(read_messages(few_messages), "random", 0).test
    chances = load_classifier(str(saved)).spam_probabilities([m.text for m in test])
    right = sum((c >= 0.5) == m.spam for c, m in zip(chances, test, strict=True))
    assert right / len(test) == pytest.approx(result.after.accuracy.value)
    assert not list(saved.glob("*.bin"))
    untouched = load_untouched(str(saved)).spam_probabilities(["hello", "WIN now"])
    assert untouched == pytest.approx([747 / 5574] * 2)


def test_peft_reads_the_adapter_and_computes_the_same(gpt2: Path, tmp_path: Path) -> None:
    from peft import PeftModel

    texts = [message.text for message in practice_messages()[:8]]
    learner = AutoLearner(gpt2, str(gpt2), "lora", texts, 0.2, seed=1)
    with torch.no_grad():
        for leaf in (*learner.body, *learner.head):
            leaf.add_(torch.randn_like(leaf), alpha=0.1)
    learner.save(tmp_path)
    base, tokenizer = read_model(gpt2)
    theirs = PeftModel.from_pretrained(base, str(tmp_path)).eval()
    for place, text in enumerate(texts):
        with torch.no_grad():
            expected = theirs(**tokenizer(text, return_tensors="pt")).logits
            ours = learner.scores([place]) - learner.prior
            torch.testing.assert_close(ours, expected, atol=1e-4, rtol=1e-4)


def test_peft_reads_the_lean_adapter_too(tiny: Path, tmp_path: Path) -> None:
    """The additions to a BERT, put on by peft, give the hidden states that ours give."""
    from peft import PeftModel
    from transformers import BertConfig, BertModel

    from presenter.work.jobs.bert import embed, load_bert, run_layers
    from presenter.work.jobs.lora import add_lora, load_lora, new_lora, save_lora

    bert = load_bert(tiny)
    lora = new_lora(bert, str(tiny))
    for _, b in lora.pairs.values():
        b.add_(torch.randn_like(b), alpha=0.1)
    save_lora(lora, tmp_path)
    words = bert.words.shape[0]
    config = BertConfig.from_pretrained(
        tiny, vocab_size=words, intermediate_size=bert.layers[0].up.shape[0]
    )
    model = BertModel.from_pretrained(tiny, config=config, add_pooling_layer=False)
    theirs = PeftModel.from_pretrained(model, str(tmp_path)).eval()
    tokens = torch.tensor([[2, 30, 40, 50, 3]])
    ours = add_lora(bert, load_lora(tmp_path, bert.shape.layers))
    with torch.no_grad():
        expected = theirs(input_ids=tokens).last_hidden_state
        found = run_layers(ours.layers, ours.shape, embed(ours, tokens, torch.float32), None)
    torch.testing.assert_close(found, expected, atol=1e-4, rtol=1e-4)


def test_what_transformers_does_not_know_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "martian"}')
    with pytest.raises(Trouble, match="transformers cannot make a classifier") as told:
        open_learner(tmp_path, "martian", "full", ["a"], 0.1, seed=0)
    assert "\n" not in str(told.value)
