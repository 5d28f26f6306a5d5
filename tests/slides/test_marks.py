"""YAML with its places: texts stay texts, and what could hang or crash a parser is refused."""

import pytest

from slides.marks import MOST_REPEATED, read


def test_scalars_stay_the_text_they_were_written_as() -> None:
    marked = read("a: no\nb: 1:30\nc: 012\nd: ~\ne: 2024-01-01\nf: !!int 3")
    assert marked.documents == [
        {"a": "no", "b": "1:30", "c": "012", "d": "~", "e": "2024-01-01", "f": "3"}
    ]


def test_every_part_has_its_place() -> None:
    marked = read("talk: x\n---\nslide: y\nblocks:\n  - pane: z\n")
    assert marked.place((1, "blocks", 0, "pane")) == (5, 11)
    assert marked.key((1, "blocks", 0, "pane")) == (5, 5)
    assert marked.place((0,)) == (1, 1)


def test_places_count_characters_not_bytes() -> None:
    marked = read("é𝄞: {ü: x}")
    assert marked.place((0, "é𝄞", "ü")) == (1, 9)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: 1\na: 2", (2, 1), "'a' is already set in line 1"),
        ("? [x]\n: y", (1, 3), "a key is one word or phrase"),
        ("a: &x [*x, *x]", (1, 8), "*x needs a finished &x before it"),
        ("a: *x", (1, 4), "*x needs a finished &x before it"),
        ('a: "\\e[31m"', (1, 4), "control character U+001B"),
        ('"\\0": x', (1, 1), "control character U+0000"),
        ("a: \x00", (1, 4), "U+0000 cannot stand in a deck"),
        ("a: b\nc: \ud800", (2, 4), "U+D800 cannot stand in a deck"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, place: tuple[int, int], said: str) -> None:
    [(where, message)] = [error for error in read(text).errors if said in error[1]][:1]
    assert where == place
    assert said in message


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("title: Myth 1: facts", "put text that holds ': ' in quotes"),
        ("a:\n\tb: c", "indent with spaces"),
        ("a: 'b", "a quote that is opened must be closed"),
        ("a: @b", "put text that begins with it in quotes"),
        ("a: b\nc", "a key needs a colon"),
        ("notes: [pause] Hello", "put text that begins with [ in quotes"),
    ],
)
def test_common_slips_of_yaml_come_with_a_cure(text: str, cure: str) -> None:
    marked = read(text)
    assert not marked.whole
    [(_, message)] = marked.errors
    assert message.startswith("this is not YAML: ")
    assert cure in message


def test_documents_before_a_syntax_error_are_kept_and_the_broken_one_is_not() -> None:
    marked = read("talk: x\n---\nslide: y\n---\nslide: [")
    assert marked.documents == [{"talk": "x"}, {"slide": "y"}]
    assert not marked.whole


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "{", "? "])
def test_deep_nesting_is_refused_at_once(opening: str) -> None:
    marked = read(opening * 100_000)
    assert "nested too deeply" in marked.errors[-1][1]
    assert not marked.whole


def test_an_alias_repeats_a_finished_value() -> None:
    marked = read("a: &x {k: [1, 2]}\nb: *x")
    assert marked.errors == []
    assert marked.documents == [{"a": {"k": ["1", "2"]}, "b": {"k": ["1", "2"]}}]
    assert marked.place((0, "b")) == (2, 4)


def test_aliases_that_blow_up_are_refused() -> None:
    doublings = MOST_REPEATED.bit_length() + 1
    text = "a0: &a0 x\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, doublings + 1)
    )
    marked = read(text)
    assert "too much is repeated" in marked.errors[-1][1]
    assert not marked.whole


def test_anchors_end_with_their_document() -> None:
    assert "*x needs" in read("a: &x 1\n---\nb: *x").errors[0][1]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read("\ufeffa: b").place((0, "a")) == (1, 4)
