"""What the training pane says, line by line, without a terminal."""

import pytest

from presenter.panes.curve import braille_curve
from presenter.panes.train_look import train_lines
from presenter.work.metrics import measure
from presenter.work.protocol import (
    Baseline,
    Cancelled,
    Done,
    Failed,
    Prepared,
    Reply,
    Sample,
    Stage,
    Step,
    Trained,
    Validated,
)
from presenter.work.train_view import TrainView, fold
from slides.deck import SpamTrain

SPEC = SpamTrain(pane="spam-train", split="group", seed=4)
SMALL = (32, 8)
"""What is left of the smallest pane inside its frame."""
BEFORE = measure([True] * 90 + [False] * 680, [False] * 770)
AFTER = measure([True] * 90 + [False] * 680, [True] * 88 + [False] * 681 + [True])


def plan(practice: bool = False) -> Prepared:
    return Prepared(
        base="all-MiniLM-L6-v2",
        source="practice set (not real)" if practice else "SMS Spam Collection",
        practice=practice,
        split="group",
        seed=4,
        method="frozen",
        train=Sample(size=3598, spam=436),
        validation=Sample(size=772, spam=94),
        test=Sample(size=770, spam=90),
        epochs=2,
        steps=450,
        precision="bf16",
    )


def step(number: int) -> Step:
    return Step(
        step=number,
        steps=450,
        epoch=1 + number // 226,
        epochs=2,
        ends_epoch=number in (225, 450),
        loss=1 / number,
        seconds=number / 10,
        seconds_left=45 - number / 10,
    )


def trained(practice: bool = False) -> Trained:
    return Trained(plan=plan(practice), before=BEFORE, after=AFTER, seconds=46.2)


def said(*replies: Reply, size: tuple[int, int] = (60, 12)) -> list[str]:
    lines = train_lines(fold(replies), SPEC, *size)
    assert len(lines) <= size[1]
    assert max(line.cell_length for line in lines) <= size[0]
    return [line.plain for line in lines]


RUNNING: tuple[Reply, ...] = (
    Stage(name="reading the messages"),
    plan(),
    Baseline(metrics=BEFORE),
    *map(step, range(1, 227)),
    Validated(epoch=1, metrics=AFTER),
    *map(step, range(227, 301)),
)


def test_before_the_start_it_says_how_to_start_and_with_what() -> None:
    lines = [line.plain for line in train_lines(TrainView(), SPEC, *SMALL)]
    assert lines[0].startswith("Enter starts training")
    assert "group split, seed 4" in "".join(lines)


@pytest.mark.parametrize("size", [SMALL, (60, 12), (100, 20)])
def test_while_it_trains(size: tuple[int, int]) -> None:
    text = "\n".join(said(*RUNNING, size=size))
    assert "epoch 2/2  loss 0.004" in text
    assert "step 300/450, about 15 s left" in text
    assert f"validation F1: {AFTER.f1.value:.1%}" in text
    assert "group split" in text


def test_the_curve_takes_the_rows_there_are() -> None:
    curves = [
        [line for line in said(*RUNNING, size=(60, height)) if line[0] >= "\u2800"]
        for height in (8, 20)
    ]
    assert [len(curve) for curve in curves] == [2, 4]


@pytest.mark.parametrize("size", [SMALL, (60, 12)])
def test_the_result_has_before_after_interval_and_size(size: tuple[int, int]) -> None:
    lines = said(*RUNNING, trained(), Done(), size=size)
    assert lines[1].split() == ["accuracy", "88.3%", "99.6%", "98.9-99.9"]
    assert lines[4].split()[:3] == ["F1", "0.0%", "98.3%"]
    assert "770 unseen messages, 90 spam" in lines[5]
    assert "2 missed, 1 false alarm; 46 s" in lines[6]


def test_the_practice_set_is_named_while_training_and_in_the_result() -> None:
    running = said(plan(practice=True), step(1), size=SMALL)
    assert "! practice messages, not real" in "\n".join(running)
    result = said(plan(practice=True), trained(practice=True), Done(), size=SMALL)
    assert "! practice messages, not real" in "\n".join(result)


def test_cancelled_and_failed_say_how_to_go_on() -> None:
    assert "Enter starts again" in said(*RUNNING, Cancelled())[-1]
    lines = said(*RUNNING, Failed(message="The lab stopped.", hint="Try again."))
    assert lines == ["! The lab stopped.", "Try again.", "Enter tries again"]


def test_a_falling_loss_falls_from_left_to_right() -> None:
    rows = braille_curve([10.0 ** -(i / 50) for i in range(100)], 10, 3)
    assert [len(row) for row in rows] == [10] * 3
    assert rows[0][0] != "\u2800"
    assert rows[0][-1] == "\u2800"
    assert rows[-1][-1] != "\u2800"


def test_curves_of_nothing_of_one_value_and_of_no_size() -> None:
    assert braille_curve([], 4, 2) == ["\u2800" * 4] * 2
    assert "".join(braille_curve([0.5], 4, 2)).count("\u2800") == 7
    assert braille_curve([1.0, 2.0], 4, 0) == []
    assert braille_curve([0.0, float("1e-9")], 2, 1)
