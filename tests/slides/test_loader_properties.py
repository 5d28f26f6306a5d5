"""Whatever a deck's file holds, it is a deck or a list of errors inside the file."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from quiz.question import Option, Question
from slides.deck import KINDS, Part
from slides.marks import Marked, read, read_at_once
from slides.marks import Path as Where
from slides.problems import did_you_mean
from tests.slides.makers import problems_of
from tests.slides.test_loader import GOOD

LINES = GOOD.splitlines()
PIECES = st.sampled_from(
    [
        *LINES,
        *" \t\n-:[]{}&*!|>'\"%@`#?,~\0\x1b\x85\u2028\ud800\ufeffé𝄞",
        *("---", "&a ", "*a", "<<: *a", "\r\n", "1:30", "null", "!!python/object:x", "slide: "),
    ]
)


def check(text: str) -> None:
    """`text` is a deck, or has errors that stand inside it."""
    lines = text.removeprefix("\ufeff").splitlines() or [""]
    for problem in problems_of(text):
        assert problem.message
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.source == lines[problem.line - 1]


@given(st.text())
@example("a: \ufeff")
@example("\ufeff\ufeff")
@example("? ? ? x")
@example("&a *a")
@example("- &a [*a]")
@example("a: b\n\u2028\t[")
def test_any_text(text: str) -> None:
    check(text)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300)
def test_any_run_of_yaml(text: str) -> None:
    check(text)


@st.composite
def damaged_decks(draw: st.DrawFn) -> str:
    """A good deck after a few careless edits."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(text)))
        last = draw(st.integers(first, min(len(text), first + 12)))
        text = text[:first] + draw(PIECES | st.text(max_size=8)) + text[last:]
    return text


@given(damaged_decks())
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
def test_any_edit_of_a_good_deck(text: str) -> None:
    check(text)


def places(marked: Marked, value: object, where: Where) -> list[object]:
    """Where everything in a value stands, and its keys."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found: list[object] = [marked.place(where), marked.key(where)]
    for key, entry in inner:
        found += places(marked, entry, (*where, key))
    return found


@given(st.lists(PIECES | st.sampled_from(["\n---\n", "---", "..."]), max_size=30).map("".join))
@example("a: |\n  x\n---\nb: 'y\n---\nz'\n")
@example("a: 1\r\n---\r\nb: [1,\r\n---\r\n2]")
@example("%YAML 1.1\n---\na: 1\n...\n---\nb: 2\n")
@example("--- |\n---\n--- >-\n x\n---")
@settings(max_examples=300)
def test_document_by_document_is_as_at_once(text: str) -> None:
    one, other = read(text), read_at_once(text)
    assert (one.documents, one.errors, one.whole) == (other.documents, other.errors, other.whole)
    for number, document in enumerate(one.documents):
        assert places(one, document, (number,)) == places(other, document, (number,))


def models(of: type[Part] = Part) -> list[type[Part]]:
    """Every kind of part that a deck has."""
    return [of, *(model for each in of.__subclasses__() for model in models(each))]


MODELS: list[type[BaseModel]] = [*models(), Question, Option]
KEYS = sorted({key for model in MODELS for key in model.model_fields} | set(KINDS))
VALUES = st.recursive(
    st.text(max_size=10) | st.sampled_from(["1m", "140-160", "one", "9" * 5000, "nan", "inf"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=30,
)


def written(value: object) -> str:
    """A value of lists, mappings and texts in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in str(value)) + '"'


@given(st.lists(VALUES, min_size=1, max_size=4))
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@example([{"talk": "x"}, {"slide": "a", "blocks": [{"pane": ["x"]}, {"quiz": {"question": {}}}]}])
@example([{"talk": "x", "questions": {"a": "b"}}, {"slide": "a", "blocks": {"pane": "x"}}])
@example([{"talk": "x", "checkpoints": [[]]}, []])
@example([{"talk": "x"}, {"slide": "a", "blocks": [{"pane": "spam-train", "seed": "9" * 5000}]}])
@example([{"talk": "x"}, {"slide": "a", "blocks": [{"columns": [[], [[]]]}]}])
@example([{"talk": "x"}, {"slide": "a", "blocks": [{"rows": [{"rows": [[]]}], "weights": {}}]}])
def test_any_values_in_the_right_places(documents: list[object]) -> None:
    check("\n---\n".join(map(written, documents)))


@given(st.text(), st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_did_you_mean_names_what_is_known_or_nothing(word: str, known: list[str]) -> None:
    said = did_you_mean(word, known)
    assert not said or any(repr(name) in said for name in known)


def test_a_misspelt_key_is_recognised() -> None:
    assert did_you_mean("buget", ["body", "budget"]) == " (did you mean 'budget'?)"
    assert did_you_mean("x" * 10**6, ["x" * 10**6]) == ""
