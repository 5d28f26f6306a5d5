"""Which words look at which: the attention of an encoder, its word pieces merged to words."""

from collections.abc import Iterator, Sequence
from threading import Event
from time import perf_counter

import torch
from tokenizers import Encoding
from torch import Tensor
from torch.nn import functional

from presenter.work.jobs.bert import run_watched
from presenter.work.jobs.embed import rounded
from presenter.work.jobs.encoder import Encoder, load_encoder
from presenter.work.protocol import Attend, Attended, Reply
from presenter.work.trouble import Trouble


@torch.inference_mode()
def run(request: Attend, cancelled: Event) -> Iterator[Reply]:
    """Replies with `Attended`. Raises Trouble for a layer, head or word that is not there."""
    encoder = load_encoder(request.base)
    start = perf_counter()
    torch.set_num_threads(1)
    (encoding,) = encoder.encodings([request.text])
    words = words_of(encoding)
    last, seen = run_watched(encoder.bert, torch.tensor(encoding.ids))
    if cancelled.is_set():
        return
    layers, heads = seen.shape[:2]
    _must_be("layer", request.layer, layers)
    _must_be("head", request.head, heads)
    _must_be("word", request.without, len(words))
    chosen = seen if request.layer is None else seen[request.layer : request.layer + 1]
    chosen = chosen if request.head is None else chosen[:, request.head : request.head + 1]
    moved, similarity = _left_out(encoder, encoding, words, last, request.without)
    yield Attended(
        model=encoder.name,
        words=tuple(_written(encoding, request.text, word) for word in words),
        pieces=tuple(map(len, words)),
        layer=request.layer,
        head=request.head,
        layers=layers,
        heads=heads,
        weights=rounded(merged(chosen.mean((0, 1)), words)),
        without=request.without,
        moved=moved,
        similarity=similarity,
        milliseconds=(perf_counter() - start) * 1000,
    )


def words_of(encoding: Encoding) -> list[list[int]]:
    """Places of the tokens that make up each word; a special token stands alone."""
    found: list[list[int]] = []
    before: int | None = None
    for place, word in enumerate(encoding.word_ids):
        if word is None or word != before:
            found.append([])
        found[-1].append(place)
        before = word
    return found


def merged(attention: Tensor, words: Sequence[Sequence[int]]) -> Tensor:
    """[tokens, tokens] to [words, words]: attention that a word's pieces get is added up, what
    they give is averaged, so that every row still adds up to 1 (Clark et al. 2019, section 4.1)."""
    got = torch.stack([attention[:, places].sum(1) for places in map(list, words)], 1)
    return torch.stack([got[places].mean(0) for places in map(list, words)])


def _written(encoding: Encoding, text: str, word: Sequence[int]) -> str:
    """A word as the text has it; a special token by its name."""
    start, end = encoding.offsets[word[0]][0], encoding.offsets[word[-1]][1]
    return text[start:end] or encoding.tokens[word[0]]


def _left_out(
    encoder: Encoder,
    encoding: Encoding,
    words: Sequence[Sequence[int]],
    last: Tensor,
    without: int | None,
) -> tuple[tuple[float, ...], float | None]:
    """What a word changes: the text is read again without its tokens, nothing else touched."""
    if without is None:
        return (), None
    kept = [place for place in range(len(encoding.ids)) if place not in words[without]]
    other, _ = run_watched(encoder.bert, torch.tensor([encoding.ids[place] for place in kept]))
    now = {place: other[number] for number, place in enumerate(kept)}
    moved = []
    for word in words:
        if word[0] not in now:
            moved.append(0.0)
            continue
        before, after = last[list(word)].mean(0), torch.stack([now[p] for p in word]).mean(0)
        moved.append(round(1 - functional.cosine_similarity(before, after, 0).item(), 4))
    whole = functional.cosine_similarity(last.mean(0), other.mean(0), 0).item()
    return tuple(moved), round(whole, 4)


def _must_be(what: str, asked: int | None, there: int) -> None:
    if asked is not None and asked >= there:
        raise Trouble(f"There is no {what} {asked + 1}; there are {there}.")
