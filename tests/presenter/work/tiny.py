"""A BERT small enough to train in a second: random weights, a WordPiece vocabulary of its own."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from presenter.work.messages import Message
from presenter.work.practice import practice_messages

LAYERS, HIDDEN, HEADS, WIDE, POSITIONS = 2, 32, 4, 64, 64
WORDS = 400


def build_tiny(folder: Path) -> Path:
    """Write a whole base: configuration, tokenizer, weights."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(_weights(tokenizer.get_vocab_size()), folder / "model.safetensors")
    config = {
        "model_type": "bert",
        "num_hidden_layers": LAYERS,
        "hidden_size": HIDDEN,
        "num_attention_heads": HEADS,
        "max_position_embeddings": POSITIONS,
    }
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def _tokenizer() -> Tokenizer:
    words = Counter(
        word for message in practice_messages() for word in re.findall(r"\w+", message.text.lower())
    )
    letters = [chr(code) for code in range(33, 127) if not chr(code).isupper()]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
    pieces += [word for word, _ in words.most_common(WORDS) if len(word) > 1]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer


def _weights(words: int) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (words, HIDDEN),
        "embeddings.position_embeddings.weight": (POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        for name in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{at}.attention.{name}.weight"] = (HIDDEN, HIDDEN)
        shapes[f"{at}.intermediate.dense.weight"] = (WIDE, HIDDEN)
        shapes[f"{at}.output.dense.weight"] = (HIDDEN, WIDE)
        norms += [f"{at}.attention.output.LayerNorm", f"{at}.output.LayerNorm"]
    weights = {
        name: chance.normal(0, 0.2, shape).astype(np.float32) for name, shape in shapes.items()
    }
    for name, shape in shapes.items():
        if name.startswith("encoder"):
            bias = name.removesuffix("weight") + "bias"
            weights[bias] = chance.normal(0, 0.1, shape[0]).astype(np.float32)
    for name in norms:
        weights[f"{name}.weight"] = chance.normal(1, 0.1, HIDDEN).astype(np.float32)
        weights[f"{name}.bias"] = chance.normal(0, 0.1, HIDDEN).astype(np.float32)
    return weights


def write_messages(path: Path, messages: tuple[Message, ...]) -> Path:
    """A file in the format of the SMS Spam Collection."""
    path.write_text("".join(f"{m.label}\t{m.text}\n" for m in messages), encoding="utf-8")
    return path
