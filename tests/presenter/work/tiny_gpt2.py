"""A GPT-2 small enough to train in a second, as transformers saves one, with its tokenizer."""

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from presenter.work.jobs import whole_torch
from presenter.work.practice import practice_messages

END = "<|endoftext|>"


def build_tiny_gpt2(folder: Path) -> Path:
    """Two blocks of 32; a byte-level BPE of 400 pieces."""
    whole_torch()
    from transformers import GPT2Config, GPT2LMHeadModel

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=400, initial_alphabet=alphabet, special_tokens=[END], show_progress=False
    )
    tokenizer.train_from_iterator((m.text for m in practice_messages()[:200]), trainer)
    tokenizer.save(str(folder / "tokenizer.json"))
    special = {"eos_token": END, "bos_token": END, "unk_token": END}
    kind = {"tokenizer_class": "GPT2TokenizerFast", "model_max_length": 64, **special}
    (folder / "tokenizer_config.json").write_text(json.dumps(kind))
    torch.manual_seed(0)
    end = tokenizer.token_to_id(END)
    config = GPT2Config(
        vocab_size=tokenizer.get_vocab_size(),
        bos_token_id=end,
        eos_token_id=end,
        n_positions=64,
        n_embd=32,
        n_layer=2,
        n_head=4,
    )
    GPT2LMHeadModel(config).save_pretrained(folder)
    return folder
