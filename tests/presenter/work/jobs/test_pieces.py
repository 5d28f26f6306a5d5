"""Texts cut into tokens, and the bytes behind each: WordPiece, and byte-level BPE out of GGUF."""

from pathlib import Path
from threading import Event

import pytest

from presenter.work.jobs.pieces import byte_of_letter, run
from presenter.work.protocol import Piece, Pieces, Tokenized
from presenter.work.trouble import Trouble
from tests.presenter.work.gguf_file import write_gguf


def pieces(text: str, *folders: Path) -> list[Tokenized]:
    request = Pieces(text=text, tokenizers=tuple(map(str, folders)))
    return [reply for reply in run(request, Event()) if isinstance(reply, Tokenized)]


@pytest.fixture(scope="session")
def bpe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tokenizer of a GGUF model that knows three merges."""
    folder = tmp_path_factory.mktemp("bpe")
    merges = ["h i", "Ġ hi", "1 2"]
    letters = list(byte_of_letter())
    facts: dict[str, object] = {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "smollm",
        "tokenizer.ggml.tokens": [*letters, *(m.replace(" ", "") for m in merges)],
        "tokenizer.ggml.merges": merges,
    }
    write_gguf(folder / "model.gguf", facts)
    return folder


def test_word_pieces_keep_the_letters_that_were_typed(tiny: Path) -> None:
    (found,) = pieces("Call NOW", tiny)
    assert "".join(piece.text for piece in found.pieces) == "CallNOW"
    assert [piece.bytes for piece in found.pieces] == [p.text.encode().hex() for p in found.pieces]
    assert found.vocabulary > 100


def test_what_a_vocabulary_lacks_is_one_unknown_piece(tiny: Path) -> None:
    (found,) = pieces("😀", tiny)
    assert found.pieces == (Piece(id=1, name="[UNK]", text="😀", bytes="f09f9880", start=0, end=1),)


def test_merges_join_letters_and_a_space_belongs_to_its_word(bpe: Path) -> None:
    (found,) = pieces("hi hi", bpe)
    assert [(p.name, p.text) for p in found.pieces] == [("hi", "hi"), ("Ġhi", " hi")]


def test_an_emoji_falls_into_its_bytes(bpe: Path) -> None:
    (found,) = pieces("😀", bpe)
    assert [p.bytes for p in found.pieces] == ["f0", "9f", "98", "80"]
    assert {(p.text, p.start, p.end) for p in found.pieces} == {("", 0, 1)}


def test_digits_stand_alone_where_the_model_wants_it(bpe: Path) -> None:
    (found,) = pieces("12", bpe)
    assert [p.text for p in found.pieces] == ["1", "2"]


def test_two_tokenizers_answer_side_by_side(tiny: Path, bpe: Path) -> None:
    first, second = pieces("hi", tiny, bpe)
    assert (first.index, second.index) == (0, 1)
    assert first.tokenizer == tiny.name
    assert second.tokenizer == bpe.name


def test_no_text_has_no_pieces(tiny: Path) -> None:
    assert pieces("", tiny)[0].pieces == ()


def test_a_folder_without_a_tokenizer_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no tokenizer in"):
        pieces("a", tmp_path)
    write_gguf(tmp_path / "a.gguf", {"tokenizer.ggml.model": "llama"})
    with pytest.raises(Trouble, match="does not know"):
        pieces("a", tmp_path)
