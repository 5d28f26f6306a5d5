"""Constrained decoding for the reference engine, by the library that llama.cpp uses inside."""

import json
from pathlib import Path

import torch
from torch import Tensor

from presenter.work.protocol import Generate
from presenter.work.trouble import Trouble


class Rule:
    """A schema or grammar at work on one text: which tokens may come next."""

    def __init__(self, grammar: str, tokenizer: Path, ends: frozenset[int]) -> None:
        import llguidance

        known = llguidance.LLTokenizer(str(tokenizer), eos_token=sorted(ends))
        self._matcher = llguidance.LLMatcher(known, grammar)

    def allowed(self, scores: Tensor) -> Tensor:
        """The scores [vocabulary], those of tokens that may not come set to minus infinity."""
        mask = torch.frombuffer(bytearray(self._matcher.compute_bitmask()), dtype=torch.uint8)
        bits = mask.unsqueeze(-1).bitwise_and(2 ** torch.arange(8, dtype=torch.uint8)).ne(0)
        return scores.masked_fill(~bits.flatten()[: len(scores)], -torch.inf)

    def took(self, token: int) -> None:
        """Tell which token was taken."""
        self._matcher.consume_token(token)

    @property
    def over(self) -> bool:
        """True when nothing more may come."""
        return bool(self._matcher.is_stopped())


def rule_for(request: Generate, folder: Path, ends: frozenset[int]) -> Rule | None:
    """The rule that a request asks for, if it asks for one. Raises Trouble for a wrong one."""
    grammar = grammar_of(request)
    return Rule(grammar, folder / "tokenizer.json", ends) if grammar else None


def grammar_of(request: Generate) -> str | None:
    """The grammar of what may be written, as llguidance has it. Raises Trouble for a wrong one:
    llama.cpp would write on without it."""
    from llguidance import LLMatcher

    if request.json_schema is not None:
        grammar = LLMatcher.grammar_from_json_schema(json.dumps(request.json_schema))
    elif request.grammar is not None:
        grammar = LLMatcher.grammar_from_lark(request.grammar)
    else:
        return None
    if wrong := LLMatcher.validate_grammar(grammar):
        raise Trouble(f"The grammar is wrong: {wrong.strip().splitlines()[0]}")
    return str(grammar)
