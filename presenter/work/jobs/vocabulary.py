"""Tokenizers of models in the cache, from `tokenizer.json` or from inside a GGUF file."""

from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from presenter.work.gguf_facts import GgufError, read_facts
from presenter.work.trouble import Trouble

FACTS = (
    "tokenizer.ggml.model",
    "tokenizer.ggml.pre",
    "tokenizer.ggml.tokens",
    "tokenizer.ggml.merges",
)
DIGITS_ALONE = ("smollm",)
"""What GGUF files call the way of cutting in which every digit is a piece of its own."""


def read_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of the model in a folder, without padding or truncation. Raises Trouble."""
    path = folder / "tokenizer.json"
    if path.is_file():
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # noqa: BLE001 - the library raises plain Exception
            raise Trouble(f"{path} is not a tokenizer: {error}.") from None
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer
    for file in sorted(folder.glob("*.gguf")):
        return _from_gguf(file)
    raise Trouble(f"There is no tokenizer in {folder}.", "It needs tokenizer.json or a GGUF file.")


def _from_gguf(path: Path) -> Tokenizer:
    """The byte-level BPE that a GGUF file carries. Raises Trouble for another kind."""
    try:
        facts = read_facts(path, FACTS)
    except (GgufError, OSError) as error:
        raise Trouble(f"{path} cannot be read: {error}.") from None
    if facts.get("tokenizer.ggml.model") != "gpt2":
        raise Trouble(f"{path} has a tokenizer of a kind that Podium does not know.")
    tokens, merges = facts["tokenizer.ggml.tokens"], facts["tokenizer.ggml.merges"]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocabulary, [tuple(pair.split(" ", 1)) for pair in merges]))
    cutting: list[pre_tokenizers.PreTokenizer] = [pre_tokenizers.ByteLevel(add_prefix_space=False)]
    if facts.get("tokenizer.ggml.pre") in DIGITS_ALONE:
        cutting.insert(0, pre_tokenizers.Digits(individual_digits=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(cutting)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer
