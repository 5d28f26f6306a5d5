"""The floor: a linear support vector machine on word and character n-grams, by scikit-learn.

It has a process of its own, since importing scikit-learn takes longer than fitting and would stall
the run: `start_floor` starts it, and the figures are there before the network has trained.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

NAME = "linear SVM on word and character n-grams"
WORDS = {"ngram_range": (1, 2), "sublinear_tf": True}
CHARACTERS = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True}


@dataclass(frozen=True)
class Fitted:
    """Scores of the test messages, spam from zero upwards, and what fitting and testing took."""

    scores: list[float]
    seconds: float


class FloorRun:
    """A floor being fitted in another process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    @property
    def ready(self) -> bool:
        """Is it over?"""
        return self._process.poll() is not None

    def result(self) -> Fitted | None:
        """Waits for it; None when it failed, which its stderr tells."""
        answer, _ = self._process.communicate()
        return None if self._process.returncode else Fitted(**json.loads(answer))

    def stop(self) -> None:
        """End it, if it still runs."""
        if not self.ready:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def start_floor(texts: Sequence[str], spam: Sequence[bool], test: Sequence[str]) -> FloorRun | None:
    """Start fitting on `texts`, to be tested on `test`; None where scikit-learn is missing."""
    if not find_spec("sklearn"):
        return None
    process = subprocess.Popen(
        [sys.executable, "-m", "presenter.work.svm"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin
    with suppress(BrokenPipeError), process.stdin:  # its end shows in `result`
        json.dump({"texts": list(texts), "spam": list(spam), "test": list(test)}, process.stdin)
    process.stdin = None
    return FloorRun(process)


def fit_and_score(texts: list[str], spam: list[bool], test: list[str]) -> list[float]:
    """Distance of each test text from the plane that divides ham and spam."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    kinds: list[Any] = [TfidfVectorizer(**WORDS), TfidfVectorizer(**CHARACTERS)]
    seen = hstack([kind.fit_transform(texts) for kind in kinds]).tocsr()
    new = hstack([kind.transform(test) for kind in kinds]).tocsr()
    model = LinearSVC(C=1.0, random_state=0).fit(seen, spam)
    return [float(score) for score in model.decision_function(new)]


def main() -> None:
    """Answer one question from stdin on stdout."""
    question = json.load(sys.stdin)
    began = time.perf_counter()
    scores = fit_and_score(**question)
    json.dump({"scores": scores, "seconds": time.perf_counter() - began}, sys.stdout)


if __name__ == "__main__":
    main()
