"""What is spoken, and how long it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.words import Piece, by_step, pieces, speaking_seconds, spoken_words


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ("", 0),
        ("One two three.", 3),
        ("Well — that's it … isn't it?", 5),
        ("[pause] Hello [look up] there", 2),
        ("Hello [a cue that runs\n  over the end of its line] there", 2),
        ("[not a cue]\n\n[either]", 0),
        ("See [the docs](https://example.org/a-b) now", 4),
        ("**Bold** and `code` and _more_", 5),
        ("LLMs and GPT-4", 8),
        ("RAG, LoRA and an AI with an API", 11),
        ("It scored 85.7%", 7),
        ("5,572 messages", 7),
        ("$500 a month", 5),
        ("20 21 100 1,000 0", 8),
        ("next-token and/or Q4", 6),
        ("OAISYS'25", 3),
        ("naïve café", 2),
        ("* - — …", 0),
    ],
)
def test_words_are_counted_as_they_are_said(notes: str, words: int) -> None:
    assert spoken_words(notes) == words


def test_cues_are_set_apart_and_come_in_one_line() -> None:
    assert pieces("Hi [wait for\n  it] you") == [
        Piece("Hi ", cue=False),
        Piece("wait for it", cue=True),
        Piece(" you", cue=False),
    ]


def test_a_link_is_no_cue() -> None:
    assert not any(piece.cue for piece in pieces("see [here](https://example.org)"))


def test_notes_are_divided_at_their_steps() -> None:
    assert by_step("One [step] two [ STEP ] three [pause] four") == [
        "One",
        "two",
        "three [pause] four",
    ]
    assert by_step("") == [""]


def test_speaking_time() -> None:
    assert speaking_seconds(300, 150) == 120


@given(st.text())
def test_any_text_can_be_counted(notes: str) -> None:
    assert spoken_words(notes) >= 0
    assert spoken_words(f"[step] {notes}") == spoken_words(notes) or "[" in notes or "]" in notes


@given(st.text(alphabet="[]() \nab", max_size=300))
def test_nothing_of_the_notes_is_lost(notes: str) -> None:
    kept = "".join("".join(piece.text.split()) for piece in pieces(notes))
    for bracket in "[]":
        kept, notes = kept.replace(bracket, ""), notes.replace(bracket, "")
    assert kept == "".join(notes.split())


@given(st.lists(st.text(alphabet="ab .", max_size=20), min_size=1, max_size=6))
def test_steps_divide_what_was_joined(parts: list[str]) -> None:
    assert by_step("[step]".join(parts)) == [part.strip() for part in parts]


@given(st.integers(0, 10**14))
def test_a_number_takes_at_least_a_word_and_never_more_than_its_digits_twice(number: int) -> None:
    assert 1 <= spoken_words(str(number)) <= 2 * len(str(number))
