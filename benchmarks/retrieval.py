"""Retrieval: how often the right passage is found, and how long a question takes.

`python -m benchmarks.retrieval [--rounds 50] [--format json]`

Quality is measured on the knowledge base that ships, by the questions of tests/data/questions.yaml:
recall@3 (the right passage is among the first three) and mean reciprocal rank, for search by words,
by meaning, by both as the pane does it, and by reciprocal rank fusion for comparison. Intervals are
Wilson's, 95 %. Then the best cosine of questions that the base can and cannot answer, which is what
the threshold has to part.

Time is measured over 1,000 passages in a warm child's own code, from question to ranked passages.
Floor, in the same run: embedding the question alone with the same encoder.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import yaml

from presenter.work.intervals import wilson
from presenter.work.jobs.encoder import Encoder, load_encoder
from presenter.work.jobs.knowledge import Knowledge, make_ready, shipped
from presenter.work.jobs.retrieve import THRESHOLD, ranking, run
from presenter.work.protocol import Reply, Retrieve

QUESTIONS = Path(__file__).parents[1] / "tests" / "data" / "questions.yaml"
PASSAGES = 1_000
GATE = 30.0
"""Milliseconds for a question over PASSAGES, at the 95th percentile."""
FUSION = 60
Question = tuple[str, str]
"""The heading of the passage that answers, and what is asked."""
Method = Callable[[Sequence[float], Sequence[float]], Sequence[int]]


def fused(similarities: Sequence[float], scores: Sequence[float]) -> list[int]:
    """Reciprocal rank fusion (Cormack et al. 2009) of both rankings, with its usual constant."""
    points = [0.0] * len(similarities)
    for search, merits in (("vector", similarities), ("lexical", scores)):
        places = ranking(merits, merits, search)  # type: ignore[arg-type]
        for rank, place in enumerate(places, start=1):
            points[place] += 1 / (FUSION + rank)
    return sorted(range(len(points)), key=lambda place: -points[place])


METHODS: Mapping[str, Method] = {
    "lexical": lambda similarities, scores: ranking(similarities, scores, "lexical"),
    "vector": lambda similarities, scores: ranking(similarities, scores, "vector"),
    "hybrid": lambda similarities, scores: ranking(similarities, scores, "hybrid"),
    "rank fusion": fused,
}


def ready(folder: Path, encoder: Encoder) -> Knowledge:
    """A knowledge base, indexed."""
    made: list[Knowledge] = []
    list(make_ready(folder, encoder, made))
    return made[0]


def labelled(group: Mapping[str, Sequence[str]]) -> list[Question]:
    """Questions with the heading that answers them."""
    return [(heading, asked) for heading, all_of in group.items() for asked in all_of]


def quality(knowledge: Knowledge, encoder: Encoder, questions: list[Question]) -> dict[str, Any]:
    """Recall and mean reciprocal rank of every method."""
    headings = [passage.heading.split(" › ")[-1] for passage in knowledge.passages]
    vectors = encoder.vectors([asked for _, asked in questions])
    found: dict[str, Any] = {}
    for name, method in METHODS.items():
        ranks = []
        for (heading, asked), vector in zip(questions, vectors, strict=True):
            similarities = (knowledge.vectors @ vector).tolist()
            order = [headings[p] for p in method(similarities, knowledge.lexicon.scores(asked))]
            ranks.append(order.index(heading) + 1 if heading in order else None)
        hits = sum(rank is not None and rank <= 3 for rank in ranks)
        first = sum(rank == 1 for rank in ranks)
        figure = wilson(hits, len(ranks))
        found[name] = {
            "recall@1": first / len(ranks),
            "recall@3": hits / len(ranks),
            "recall@3 interval": [figure.low, figure.high],
            "mean reciprocal rank": sum(1 / rank for rank in ranks if rank) / len(ranks),
        }
    return found


def best_cosines(knowledge: Knowledge, encoder: Encoder, asked: Sequence[str]) -> list[float]:
    """Of each question with the passage nearest to it."""
    return (encoder.vectors(asked) @ knowledge.vectors.T).max(1).values.tolist()


def thousand(folder: Path) -> Path:
    """A knowledge base of PASSAGES passages, all different: those that ship, again and again."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(shipped().glob("*.md"))]
    parts = [part for text in texts for part in text.split("\n## ")[1:]]
    for number in range(PASSAGES):
        part = parts[number % len(parts)].rstrip()
        (folder / f"{number:04}.md").write_text(f"# {part}\n\nBranch {number}.\n", "utf-8")
    return folder


def drained(replies: Iterator[Reply]) -> Reply:
    """The last reply."""
    *_, last = replies
    return last


def speed(encoder: Encoder, rounds: int) -> dict[str, float]:
    """Milliseconds over PASSAGES, each question beside the embedding of it alone."""
    asked = [q for _, q in labelled(yaml.safe_load(QUESTIONS.read_text("utf-8"))["answered"])]
    whole, alone = [], []
    with tempfile.TemporaryDirectory() as place:
        folder = str(thousand(Path(place)))
        begun = time.perf_counter()
        drained(run(Retrieve(knowledge=folder), Event()))
        built = time.perf_counter() - begun
        for number in range(rounds):
            question = asked[number % len(asked)]
            begun = time.perf_counter()
            encoder.vectors([question])
            alone.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            drained(run(Retrieve(question=question, knowledge=folder), Event()))
            whole.append((time.perf_counter() - begun) * 1000)
    return {
        "first index of 1,000 passages, s": built,
        "question p50, ms": statistics.median(whole),
        "question p95, ms": statistics.quantiles(whole, n=20)[-1],
        "floor: embedding alone p50, ms": statistics.median(alone),
        "question / floor": statistics.median(whole) / statistics.median(alone),
    }


def measure(rounds: int) -> dict[str, Any]:
    """Everything."""
    groups = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    encoder = load_encoder("default")
    knowledge = ready(shipped(), encoder)
    sets = {name: labelled(groups[name]) for name in ("answered", "named")}
    known = [asked for questions in sets.values() for _, asked in questions]
    answered = best_cosines(knowledge, encoder, known)
    unanswered = best_cosines(knowledge, encoder, groups["unanswered"])
    return {
        "passages": len(knowledge.passages),
        "questions": {name: len(questions) for name, questions in sets.items()},
        "quality": {name: quality(knowledge, encoder, each) for name, each in sets.items()},
        "threshold": THRESHOLD,
        "answered below it": sum(best < THRESHOLD for best in answered),
        "answered, lowest": min(answered),
        "unanswered above it": sum(best >= THRESHOLD for best in unanswered),
        "unanswered": len(unanswered),
        "unanswered, highest": max(unanswered),
        "time": speed(encoder, rounds),
    }


def report(found: dict[str, Any]) -> None:
    """In words."""
    print(f"{found['passages']} passages")
    for group, methods in found["quality"].items():
        print(f"\n{group}: {found['questions'][group]} questions")
        for name, row in methods.items():
            low, high = row["recall@3 interval"]
            print(
                f"  {name:<12} recall@1 {row['recall@1']:.3f}   recall@3 {row['recall@3']:.3f} "
                f"({low:.3f}-{high:.3f})   mean reciprocal rank {row['mean reciprocal rank']:.3f}"
            )
    print(f"\nthreshold {found['threshold']}")
    total = sum(found["questions"].values())
    lowest, highest = found["answered, lowest"], found["unanswered, highest"]
    print(f"  {found['answered below it']} of {total} answered below it (lowest {lowest:.3f})")
    above, count = found["unanswered above it"], found["unanswered"]
    print(f"  {above} of {count} unanswered above it (highest {highest:.3f})\n")
    for name, value in found["time"].items():
        gate = f"   (gate {GATE:.0f})" if name == "question p95, ms" else ""
        print(f"{name:<36}{value:>9.2f}{gate}")


def main() -> None:
    """Measure and print; exit code 1 when a question takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    found = measure(args.rounds)
    if args.format == "json":
        print(json.dumps(found))
    else:
        report(found)
    sys.exit(found["time"]["question p95, ms"] > GATE)


if __name__ == "__main__":
    main()
