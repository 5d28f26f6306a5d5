"""Search by words: BM25 (Robertson and Zaragoza 2009)."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

K1, B = 1.2, 0.75
"""How soon repeating a word stops counting, and how much longer texts are held back."""
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without case, and plural as singular."""
    return [_stem(word) for word in _WORD.findall(text.casefold())]


def _stem(word: str) -> str:
    """The endings of plurals (the first step of Porter 1980), nothing finer."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


class Lexicon:
    """The words of many texts, made to be searched."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(words(text)) for text in texts]
        lengths = [sum(counts.values()) for counts in counted]
        mean = sum(lengths) / max(len(lengths), 1) or 1.0
        self._size = len(texts)
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, counts in enumerate(counted):
            held_back = K1 * (1 - B + B * lengths[place] / mean)
            for word, count in counts.items():
                weight = count * (K1 + 1) / (count + held_back)
                self._postings[word].append((place, weight))

    def scores(self, query: str) -> list[float]:
        """The BM25 score of every text, in order; 0 where no word is shared."""
        found = [0.0] * self._size
        for word in dict.fromkeys(words(query)):
            postings = self._postings.get(word, ())
            rarity = math.log(1 + (self._size - len(postings) + 0.5) / (len(postings) + 0.5))
            for place, weight in postings:
                found[place] += rarity * weight
        return found
