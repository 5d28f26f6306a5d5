"""The reference engine: the same models in transformers, one token at a time in plain view."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Lock
from typing import Any, Literal

import torch
from torch import Tensor

from presenter.work.jobs.picking import Picker
from presenter.work.jobs.rules import Rule, rule_for
from presenter.work.jobs.writing import Picked, Weighed, raw_text, turns, until_stop
from presenter.work.protocol import Ended, Generate
from presenter.work.trouble import Trouble

CHUNK = 64
"""Tokens of a prompt read between two looks at whether it was cancelled."""


class Reference:
    """A folder with safetensors and tokenizer, loaded. Thread-safe; texts take turns."""

    backend: Literal["transformers"] = "transformers"

    def __init__(self, folder: Path, kind: torch.dtype) -> None:
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            self._model = AutoModelForCausalLM.from_pretrained(
                folder, dtype=kind, local_files_only=True, use_safetensors=True
            )
        except (OSError, ValueError) as error:
            raise Trouble(f"{folder} is no model that transformers loads: {error}.") from error
        self._model.train(False)
        self._files = folder
        self._turn = Lock()
        self._ends = _ends(self._model.generation_config, self._tokenizer)

    def write(self, request: Generate, cancelled: Event) -> Iterator[Picked | Ended]:
        """See `Writer`."""
        from tokenizers.decoders import DecodeStream

        tokens = self._tokens(request)
        rule = rule_for(request, self._files, self._ends)
        picker = Picker(request, forbidden=self._ends if request.ignore_end else frozenset())
        stream = DecodeStream(skip_special_tokens=True)
        written, shown = "", 0
        with self._turn:
            for token, scores in self._picked(tokens, picker, rule, cancelled):
                if token in self._ends and not request.ignore_end:
                    yield "end"
                    return
                written += stream.step(self._tokenizer.backend_tokenizer, token) or ""
                text, stopped = until_stop(written, request.stop)
                yield self._told(request, token, scores, text[shown:])
                shown = len(text)
                if stopped or (rule and rule.over):
                    yield "end"
                    return
                if picker.count == request.max_tokens:
                    yield "length"
                    return

    def weigh(self, prompt: str, top: int) -> Weighed:
        """See `Writer`."""
        tokens = self._encode(raw_text(Generate(prompt=prompt)))
        with self._turn, torch.inference_mode():
            logits = self._model(torch.tensor([tokens]), logits_to_keep=1).logits[0, -1]
        scores = logits.float().log_softmax(-1)
        best = scores.topk(min(top, len(scores)))
        texts = [self._text(token) for token in best.indices.tolist()]
        return Weighed(tuple(zip(texts, best.values.tolist(), strict=True)), len(scores))

    def _picked(
        self, tokens: list[int], picker: Picker, rule: Rule | None, cancelled: Event
    ) -> Iterator[tuple[int, Tensor]]:
        """Tokens as they are picked, each with the scores that it was picked from."""
        from transformers import DynamicCache

        cache = DynamicCache()
        unread = tokens
        while not cancelled.is_set():
            with torch.inference_mode():
                read, unread = unread[:CHUNK], unread[CHUNK:]
                out = self._model(
                    torch.tensor([read]), cache=cache, use_cache=True, logits_to_keep=1
                )
                if unread:
                    continue
                scores = out.logits[0, -1].float()
                token = picker.pick(rule.allowed(scores) if rule else scores)
            if rule:
                rule.took(token)
            yield token, scores
            unread = [token]

    def _tokens(self, request: Generate) -> list[int]:
        if not request.template:
            return self._encode(raw_text(request))
        if not self._tokenizer.chat_template:
            raise Trouble("This model has no chat template.", "Ask it with the template off.")
        text: Any = self._tokenizer.apply_chat_template(
            turns(request), tokenize=False, add_generation_prompt=True
        )
        return self._encode(str(text))

    def _encode(self, text: str) -> list[int]:
        tokens: list[int] = self._tokenizer.encode(text, add_special_tokens=False)
        return tokens or [self._tokenizer.eos_token_id]

    def _told(self, request: Generate, token: int, scores: Tensor, text: str) -> Picked:
        if not (request.logprobs or request.alternatives):
            return Picked(text)
        logs = scores.log_softmax(-1)
        best = logs.topk(request.alternatives) if request.alternatives else None
        others = zip(best.indices.tolist(), best.values.tolist(), strict=True) if best else ()
        named = tuple((self._text(other), logprob) for other, logprob in others)
        return Picked(text, float(logs[token]), named)

    def _text(self, token: int) -> str:
        return str(self._tokenizer.decode([token]))


def _ends(config: Any, tokenizer: Any) -> frozenset[int]:
    ids = config.eos_token_id
    known = ids if isinstance(ids, list) else [ids]
    return frozenset(i for i in (*known, tokenizer.eos_token_id) if i is not None)


def convert(gguf: Path, folder: Path) -> None:
    """Write a GGUF file's weights, in half precision, and its tokenizer to a new folder, for
    transformers takes half a minute to read GGUF and two seconds to read this."""
    from safetensors.torch import save_file
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name)
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items()}
    if model.config.tie_word_embeddings:
        weights.pop("lm_head.weight", None)
    new = folder.with_name(f"{folder.name}.new")
    new.mkdir(parents=True, exist_ok=True)
    save_file(weights, new / "model.safetensors", metadata={"format": "pt"})
    config = {k: v for k, v in model.config.to_dict().items() if k != "quantization_config"}
    (new / "config.json").write_text(json.dumps(config, indent=1, default=str), encoding="utf-8")
    AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name).save_pretrained(new)
    new.rename(folder)
