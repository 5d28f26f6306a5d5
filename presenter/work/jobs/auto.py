"""Learners over any architecture that transformers knows as a sequence classifier.

Importing transformers takes seconds, so BERTs never come here. Weights are read from safetensors
only, code that a repository brings is never run, and nothing is fetched.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import torch
from safetensors import SafetensorError
from torch import Tensor, nn
from torch.nn import functional

from presenter.work.jobs import whole_torch
from presenter.work.jobs.batches import by_length
from presenter.work.jobs.classifier import BASE, CHARACTERS, LONGEST
from presenter.work.jobs.hooks import HookedLora, adaptable, load_hooked, save_hooked
from presenter.work.jobs.learner import TOKENS, Recipe
from presenter.work.jobs.lora import CONFIG
from presenter.work.jobs.quickest import Arithmetic
from presenter.work.models import locate
from presenter.work.protocol import Method
from presenter.work.trouble import Trouble

RECIPES: dict[Method, Recipe] = {
    "full": Recipe(epochs=3, rate=5e-5),
    "frozen": Recipe(epochs=3, rate=1e-4),
    "lora": Recipe(epochs=4, rate=5e-4),
    "head": Recipe(epochs=10, rate=0, head_rate=5e-3),
}
LABELS = {"ham": 0, "spam": 1}
PRIOR = "prior.json"
"""What is added to the scores of a head that has no bias: the log shares of ham and spam."""


def read_model(folder: Path) -> tuple[Any, Any]:
    """A classifier of two labels and its tokenizer. Raises Trouble."""
    whole_torch()
    import transformers
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    transformers.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModelForSequenceClassification.from_pretrained(
            folder,
            num_labels=2,
            id2label={number: label for label, number in LABELS.items()},
            label2id=LABELS,
            ignore_mismatched_sizes=True,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            dtype=torch.float32,
            attn_implementation="eager",
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        first = (str(error).strip() or repr(error)).splitlines()[0]
        raise Trouble(
            f"transformers cannot make a classifier of {folder}: {first[:300]}",
            "It needs config.json, tokenizer files and safetensors of a known architecture.",
        ) from None
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    model.config.pad_token_id = tokenizer.pad_token_id
    return model.eval(), tokenizer  # eval: no dropout, so that a seed gives one run


def encode(tokenizer: Any, texts: Sequence[str], positions: int) -> list[list[int]]:
    """Token ids of each text; at least one, since the last one is what is judged."""
    rows = tokenizer(
        [text[:CHARACTERS] for text in texts], truncation=True, max_length=min(LONGEST, positions)
    )["input_ids"]
    return [list(row) or [tokenizer.pad_token_id] for row in rows]


def positions_of(model: Any) -> int:
    """Tokens that the model can read."""
    return int(getattr(model.config, "max_position_embeddings", 0) or LONGEST)


def logits(model: Any, rows: Sequence[list[int]], pad: int) -> Tensor:
    """Scores of ham and spam [rows, 2]. Padding is on the right, where causal models do not see it
    and transformers finds the last token by the mask of ids."""
    longest = max(map(len, rows))
    tokens = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    device = next(model.parameters()).device
    return model(input_ids=tokens.to(device), attention_mask=mask.to(device)).logits  # type: ignore[no-any-return]


def head_of(model: Any) -> nn.Linear:
    """The last linear layer with two outputs. Raises Trouble."""
    found = [
        m for m in model.modules() if isinstance(m, nn.Linear) and m.out_features == len(LABELS)
    ]
    if not found:
        raise Trouble(f"{type(model).__name__} has no linear head that Podium could find.")
    return found[-1]


def blocks_of(model: Any) -> nn.ModuleList:
    """The stack of layers: the longest list of modules."""
    lists = [module for module in model.modules() if isinstance(module, nn.ModuleList)]
    if not lists:
        raise Trouble(f"{type(model).__name__} has no stack of layers.", "Train it in full.")
    return max(lists, key=len)


@torch.no_grad()
def untaught(model: Any, spam: float) -> Tensor:
    """Zero a model's head, so that its luck plays no part. The prior becomes its bias; returns
    what is to be added to the scores of a head that has none."""
    head = head_of(model)
    prior = torch.tensor([1 - spam, spam]).log().to(head.weight.device)
    head.weight.zero_()
    for bias in (weight for name, weight in head.named_parameters() if name == "bias"):
        bias.copy_(prior)
        return torch.zeros_like(prior)
    return prior


class AutoLearner:
    """A transformers model, its head set to know only the share of spam, and a run's texts."""

    def __init__(
        self, folder: Path, name: str, method: Method, texts: Sequence[str], spam: float, seed: int
    ) -> None:
        torch.manual_seed(seed)
        self.recipe = RECIPES[method]
        self._name, self._folder = name, folder
        self._model, self._tokenizer = read_model(folder)
        self._rows = encode(self._tokenizer, texts, positions_of(self._model))
        self.lengths = [len(row) for row in self._rows]
        self.prior = untaught(self._model, spam)
        self._lora: HookedLora | None = None
        self.head: list[Tensor] = list(head_of(self._model).parameters())
        self.body = self._choose(method)

    @property
    def size(self) -> int:
        """Weights of base and head."""
        return sum(weight.numel() for weight in self._model.parameters())

    @property
    def precision(self) -> str:
        """Of the arithmetic."""
        return "fp32"

    def _choose(self, method: Method) -> list[Tensor]:
        heads = {id(weight) for weight in self.head}
        others = [weight for weight in self._model.parameters() if id(weight) not in heads]
        for weight in others:
            weight.requires_grad_(method == "full")
        if method == "lora":
            self._lora = HookedLora(adaptable(self._model, head_of(self._model)))
            return self._lora.leaves
        if method == "frozen":
            blocks = blocks_of(self._model)
            for weight in blocks[len(blocks) * 2 // 3 :].parameters():
                weight.requires_grad_(True)
        return [weight for weight in others if weight.requires_grad]

    def prepare(self, cancelled: Event) -> Iterator[int]:
        """Nothing is cached: where the frozen part ends differs by architecture."""
        yield from ()

    def scores(self, places: Sequence[int]) -> Tensor:
        """What the model says."""
        rows = [self._rows[place] for place in places]
        return logits(self._model, rows, self._tokenizer.pad_token_id) + self.prior

    def save(self, folder: Path) -> None:
        """As transformers does; for `lora` as PEFT does. The prior is kept beside them."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PRIOR).write_text(json.dumps(self.prior.tolist()) + "\n")
        if self._lora:
            save_hooked(self._lora, self._name, head_of(self._model), self._model, folder)
            return
        self._model.save_pretrained(folder)
        self._tokenizer.save_pretrained(folder)
        config = json.loads((folder / "config.json").read_bytes())
        (folder / "config.json").write_text(json.dumps({**config, BASE: self._name}, indent=2))


class AutoClassifier:
    """A trained transformers model, ready to judge."""

    arithmetic: Arithmetic = "fp32"

    def __init__(self, model: Any, tokenizer: Any, prior: Tensor) -> None:
        self._model, self._tokenizer, self._prior = model, tokenizer, prior

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text."""
        return encode(self._tokenizer, texts, positions_of(self._model))

    def quicken(self) -> None:
        """There is no faster way for any architecture whatever."""

    @torch.inference_mode()
    def spam_probabilities(self, texts: Sequence[str]) -> list[float]:
        """How likely each text is spam, in order."""
        rows = self.tokens(texts)
        found = [0.0] * len(rows)
        for some in by_length([len(row) for row in rows], TOKENS):
            few = [rows[at] for at in some]
            scores = logits(self._model, few, self._tokenizer.pad_token_id) + self._prior
            for at, chance in zip(some, functional.softmax(scores, -1)[:, 1].tolist(), strict=True):
                found[at] = chance
        return found


def open_untouched(base: str, spam: float) -> AutoClassifier:
    """A base under a head that knows only the share of spam. Raises Trouble."""
    model, tokenizer = read_model(locate(base))
    return AutoClassifier(model, tokenizer, untaught(model, spam))


def open_auto(folder: Path, base: str) -> AutoClassifier:
    """A saved classifier: a whole one, or an adapter to be put on its base. Raises Trouble."""
    adapter = (folder / CONFIG).is_file()
    model, tokenizer = read_model(locate(base) if adapter else folder)
    try:
        if adapter:
            load_hooked(model, head_of(model), folder)
        prior = torch.tensor(json.loads((folder / PRIOR).read_bytes()))
    except (OSError, KeyError, ValueError, SafetensorError, RuntimeError) as error:
        raise Trouble(f"{folder} is no classifier that Podium saved: {error!r:.200}.") from None
    return AutoClassifier(model, tokenizer, prior)
