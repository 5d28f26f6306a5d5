"""Texts of several parts as a fold over replies."""

from math import log

import pytest

from presenter.work.protocol import (
    Began,
    Called,
    Cancelled,
    Done,
    Failed,
    Reply,
    Stage,
    Token,
    Written,
)
from presenter.work.text_view import ASKED, TextView, apply


def fold(*replies: Reply) -> TextView:
    view = ASKED
    for reply in replies:
        view = apply(view, reply)
    return view


def began(part: int = 0) -> Began:
    return Began(part=part, model="m", backend="llama.cpp", template=True)


def written(text: str, part: int = 0) -> Written:
    return Written(
        part=part,
        text=text,
        ended="end",
        tokens=2,
        seconds=1,
        first_ms=30,
        tokens_per_second=90,
        model="m",
        backend="llama.cpp",
    )


def test_parts_grow_side_by_side() -> None:
    view = fold(
        began(1), Token(part=1, text="He"), began(0), Token(text="A"), Token(part=1, text="llo")
    )
    assert [column.text for column in view.columns] == ["A", "Hello"]
    assert view.state == "running"
    assert view.column(5).text == ""
    done = apply(apply(view, written("Hello", 1)), Done())
    assert done.column(1).written
    assert not done.column(0).written
    assert done.state == "done"


def test_what_the_lab_does_is_told_until_text_comes() -> None:
    assert fold(Stage(name="converting")).doing == "converting"
    assert fold(Stage(name="converting"), began()).doing == ""


def test_confidence_is_the_mean_of_what_is_known() -> None:
    view = fold(
        began(), Token(text="a", logprob=log(0.5)), Token(text="b", logprob=0.0), Token(text="")
    )
    assert view.column(0).probabilities == pytest.approx((0.5, 1.0))
    assert view.column(0).confidence == pytest.approx(0.75)
    assert fold(began()).column(0).confidence is None


def test_a_call_and_every_end() -> None:
    called = Called(tool="emi", result="1")
    assert fold(called).called == called
    assert fold(Cancelled()).state == "cancelled"
    assert fold(Failed(message="no")).state == "failed"
