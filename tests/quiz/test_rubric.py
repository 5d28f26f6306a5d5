"""Rubrics: each rule on what it looks for, what it misses, and in which words it says so."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from quiz.rubric import RULES, Rubric, judge
from quiz.rubric.judging import LONGEST
from quiz.rubric.rules import RULE_MODELS
from tests.quiz.examples import FIX_PROMPT

RUBRIC: TypeAdapter[Rubric] = TypeAdapter(Rubric)
GOOD = (
    "You write for customers of a shoe shop. Explain our refund policy in exactly three sentences: "
    "refunds take 14 days and need the receipt. Do not promise anything else. For example: "
    "“Bring the receipt, and your money is back within 14 days.”"
)
VAGUE = "Write something nice and professional about refunds"


def rules(*written: dict[str, Any]) -> Rubric:
    return RUBRIC.validate_python(written)


def share(rule: dict[str, Any], text: str) -> float | None:
    [mark] = judge(rules(rule), text).marks
    return mark.share


CASES: list[tuple[dict[str, Any], str, float]] = [
    ({"contains_any": ["table", "list"]}, "As a table, please", 1),
    ({"contains_any": ["table", "list"]}, "vegetables, listless", 0),
    ({"contains_any": ["a", "b", "c"], "at_least": "2"}, "a d", 0.5),
    ({"contains_any": ["refund*"]}, "All REFUNDED sums", 1),
    ({"contains_all": ["who", "what"]}, "Who did it?", 0.5),
    ({"contains_all": ["make it"]}, "make\n  IT", 1),
    ({"regex": r"\b\d+ (words|sentences)\b"}, "in 20 Words", 1),
    ({"regex": r"\b\d+ words\b"}, "in some words", 0),
    ({"must_not": ["nice", "stuff"]}, "A nicer staff", 1),
    ({"must_not": ["nice", "stuff"]}, "Nice!", 0),
    ({"not_vague": "yes"}, GOOD, 1),
    ({"not_vague": "yes"}, VAGUE, 0),
    ({"words": "3-5"}, "one two - three", 1),
    ({"words": "3-5"}, "one two", 0),
    ({"words": "-5"}, "", 1),
    ({"words": "2"}, "one two three", 0),
    ({"characters": "10-"}, "  short  ", 0),
    ({"names_format": "yes"}, GOOD, 1),
    ({"names_format": "yes"}, VAGUE, 0),
    ({"gives_example": "yes"}, GOOD, 1),
    ({"gives_example": "yes"}, VAGUE, 0),
    ({"constraints": "2"}, GOOD, 1),
    ({"constraints": "2"}, "at most", 0.5),
    ({"constraints": "1"}, VAGUE, 0),
    ({"facts": ["14 days", {"fact": "the shop", "any": ["shoe shop", "store"]}]}, GOOD, 1),
    ({"facts": ["14 days", {"fact": "the shop", "any": ["shop", "store"]}]}, "114 days", 0),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_what_a_rule_gives(rule: dict[str, Any], text: str, expected: float) -> None:
    assert share(rule, text) == expected


def test_every_rule_is_tried_above_or_below() -> None:
    assert {key for rule, _, _ in CASES for key in rule} >= set(RULES) - {"similar_to"}
    assert len(RULE_MODELS) == len(RULES)


def test_weights_share_out_the_score() -> None:
    rubric = rules({"not_vague": "yes", "weight": "3"}, {"names_format": "yes"})
    assert judge(rubric, "a table").score == 1
    assert judge(rubric, "a nice table").score == 0.25
    assert judge(rubric, "just this").score == 0.75


def test_a_rule_says_what_it_found_and_what_it_misses() -> None:
    verdict = judge(FIX_PROMPT.rubric, "Write something nice in a table about 14 days")
    assert [mark.said for mark in verdict.marks] == [
        "It says “nice”, “something”.",
        "It says “table”.",
        "It is 9 words long.",
        "Missing: “the receipt”.",
    ]
    assert verdict.marks[0].advice == "Say what it is, not how it feels."
    assert verdict.marks[1].advice == "It says “table”."


def test_a_good_rewrite_earns_more_than_the_prompt_it_mends() -> None:
    bad = judge(FIX_PROMPT.rubric, FIX_PROMPT.prompt).score
    assert bad < 0.5 < judge(FIX_PROMPT.rubric, GOOD).score
    assert judge(FIX_PROMPT.rubric, FIX_PROMPT.example).score == 1


def test_meaning_counts_only_where_something_can_compare_it() -> None:
    rubric = rules({"similar_to": ["refunds for customers"], "at_least": "0.8"}, {"words": "-9"})
    plain = judge(rubric, "money back")
    assert (plain.score, plain.marks[0].share, plain.marks[0].met) == (1, None, False)
    assert judge(rubric, "money back", lambda a, b: 0.4).score == pytest.approx(0.75)
    assert judge(rubric, "money back", lambda a, b: 0.9).score == 1
    assert judge(rubric, " ", lambda a, b: 0.9).score == 0.5


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+$", "a" * 3000 + "b"),
        ("(a|aa)+$", "a" * 3000 + "b"),
        (r"(\w+\s?)+:", "word " * 600),
        ("(.*)*x", "y" * 4000),
    ],
)
def test_no_pattern_runs_away(pattern: str, text: str) -> None:
    """Each of these takes a backtracking engine longer than the universe is old."""
    assert share({"regex": pattern}, text) in (0, 1)


@pytest.mark.parametrize("pattern", ["(?=a)", r"(a)\1", "(?<!a)b", "(((a{1,999}){1,999}){1,999})"])
def test_a_pattern_that_could_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError, match="cannot be used"):
        rules({"regex": pattern})


def test_a_text_is_judged_up_to_a_length() -> None:
    assert share({"contains_any": ["end"]}, "x" * LONGEST + " end") == 0


EVERY = rules(
    *({**rule, "weight": n + 1} for n, (rule, _, _) in enumerate(CASES[:19])),
    {"similar_to": ["refunds"]},
)


@given(st.text(max_size=400))
def test_every_verdict_is_a_share_with_a_sentence_for_each_rule(text: str) -> None:
    verdict = judge(EVERY, text, lambda a, b: 0.5)
    assert 0 <= verdict.score <= 1
    for mark in verdict.marks:
        assert mark.share is not None
        assert 0 <= mark.share <= 1
        assert mark.said.endswith(".")


@given(st.text(max_size=200), st.sampled_from([rule for rule, _, _ in CASES]))
def test_capitals_and_spacing_make_no_difference(text: str, rule: dict[str, Any]) -> None:
    if "regex" in rule or "characters" in rule:
        return
    spaced = "  " + " ".join(text.split()) + "\n"
    assert share(rule, text) == share(rule, spaced)
