"""What the training pane says, line by line, without a terminal."""

from collections.abc import Callable

import pytest
from textual.content import Content

from presenter.panes.curve import braille_curve
from presenter.panes.train_look import calm_lines, idle_lines, running_lines, state_of
from presenter.panes.train_result import Page, result_lines
from presenter.work.metrics import measure
from presenter.work.protocol import (
    Baseline,
    Cancelled,
    Comparison,
    Done,
    Floor,
    Judged,
    Machine,
    Prepared,
    Reply,
    Sample,
    Split,
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


MACHINE = Machine(processor="AMD EPYC", cores=2, threads=2, memory_mb=16000, device="cpu")
FLOOR = Floor(
    name="linear SVM",
    metrics=measure([True] * 90 + [False] * 680, [True] * 84 + [False] * 684 + [True] * 2),
    seconds=0.8,
)


def trained(practice: bool = False, split: Split = "group") -> Trained:
    return Trained(
        plan=plan(practice).model_copy(update={"split": split}),
        before=BEFORE,
        after=AFTER,
        seconds=46.2,
        floor=FLOOR,
        against_floor=Comparison(mended=6, spoiled=1, p_value=0.125),
        mistakes=(Judged(text="win\x1b[31m\nnow", label="spam", spam=0.2),),
        probe=(Judged(text="pay here", label="spam", spam=0.97),),
    )


Look = Callable[[TrainView, int, int], list[Content]]


def said(*replies: Reply, size: tuple[int, int] = (60, 12), look: Look = running_lines) -> str:
    """What stands in the pane, none of it too wide or too high."""
    lines = look(fold(replies), *size)
    assert len(lines) <= size[1]
    assert max(line.cell_length for line in lines) <= size[0]
    return "\n".join(line.plain for line in lines)


def page(name: Page, result: Trained, size: tuple[int, int], twin: Trained | None = None) -> str:
    lines = result_lines(result, name, twin, *size)
    assert len(lines) <= size[1]
    assert max(line.cell_length for line in lines) <= size[0]
    return "\n".join(line.plain for line in lines)


RUNNING: tuple[Reply, ...] = (
    Stage(name="reading the messages"),
    plan(),
    Baseline(metrics=BEFORE),
    *map(step, range(1, 227)),
    Validated(epoch=1, metrics=AFTER),
    *map(step, range(227, 301)),
)


def test_before_the_start_it_says_with_what_and_on_which_split() -> None:
    text = "\n".join(line.plain for line in idle_lines(SPEC, "group", 60, 12))
    assert "base  default" in text
    assert "seed  4" in text
    assert "no near-twin of a test message trains" in text


@pytest.mark.parametrize("size", [SMALL, (60, 12), (100, 20)])
def test_while_it_trains(size: tuple[int, int]) -> None:
    text = said(*RUNNING, size=size)
    assert " 67%" in text
    assert "loss 0.004" in text
    assert f"epoch 1 F1 {'━' * 3}" in text
    assert f"{AFTER.f1.value:.1%}" in text
    assert "10.0 steps/s" in text
    assert state_of(fold(RUNNING), 60) == "epoch 2/2, step 300/450, about 15 s left"
    assert state_of(fold(RUNNING), 32) == "epoch 2/2, 15 s left"


def test_with_room_it_names_data_machine_base_and_floor() -> None:
    text = said(MACHINE, *RUNNING, FLOOR, size=(52, 24))
    for told in ("SMS Spam Collection, group split", "3,598 to train on, 770 to test", "2 cores"):
        assert told in text
    assert "untouched base: accuracy 88.3%, F1 0%" in text
    assert "linear SVM: F1 95.5%, the floor" in text


def test_the_curve_takes_the_rows_there_are_and_grows_with_the_run() -> None:
    rows = [
        [line for line in said(*RUNNING, size=(60, height)).splitlines() if line[:1] >= "\u2800"]
        for height in (8, 30)
    ]
    assert [len(curve) for curve in rows] == [1, 8]
    assert {len(line) for line in rows[1]} == {40}


def test_without_the_training_view_the_table_waits_for_its_last_row() -> None:
    text = said(*RUNNING, FLOOR, size=(60, 12), look=calm_lines)
    rows = [line.split() for line in text.splitlines()]
    assert rows[1] == ["untouched", "88.3", "0.0", "0.0", "0.0"]
    assert rows[2][0] == "SVM"
    assert rows[3] == ["tuned", *["..."] * 4]


@pytest.mark.parametrize(("size", "base"), [((32, 13), "before"), ((60, 24), "untouched")])
def test_the_result_has_base_floor_interval_size_and_split(
    size: tuple[int, int], base: str
) -> None:
    lines = [line.split() for line in page("table", trained(), size).splitlines()]
    assert lines[1] == [base, "88.3", "0.0", "0.0", "0.0"]
    assert lines[2] == ["SVM", "99.0", "97.7", "93.3", "95.5"]
    assert lines[3] == ["tuned", "99.6", "98.9", "97.8", "98.3"]
    assert lines[4] == ["95%", "from", "98.9", "93.9", "92.3", "96.1"]
    assert lines[5][0] == "to"
    text = page("table", trained(), size)
    assert "770 unseen messages, 90 spam: 2" in text
    assert "may be luck" in text.replace("\n", " ")
    both = page("table", trained(), size, twin=trained(split="random"))
    assert "98.3 on the random split" in both.replace("\n", " ")


def test_the_matrix_stands_on_a_page_of_its_own_and_below_the_table_where_there_is_room() -> None:
    lines = [line.split() for line in page("matrix", trained(), (60, 12)).splitlines()]
    assert lines[1:3] == [["really", "ham", "679", "1"], ["really", "spam", "2", "88"]]
    assert "really spam" in page("table", trained(), (60, 30))
    assert "really spam" not in page("table", trained(), (60, 12))


def test_mistakes_and_messages_of_our_own_are_shown_clean() -> None:
    text = page("mistakes", trained(), (60, 12))
    assert "✗ ham   80% win [31m now" in text
    assert "✓ spam  97% pay here" in text
    recorded = trained().model_copy(update={"mistakes": ()})
    assert "not recorded: people wrote them" in page("mistakes", recorded, (60, 12))


def test_the_practice_set_is_named_while_training_and_in_the_result() -> None:
    warning = "! practice messages, not real"
    assert warning in said(plan(practice=True), step(1), size=(32, 13))
    assert warning in page("table", trained(practice=True), SMALL)


def test_what_was_stopped_says_where() -> None:
    assert state_of(fold((*RUNNING, Cancelled())), 60) == "stopped at step 300 of 450"
    assert (
        state_of(fold((*RUNNING, trained(), Done())), 60)
        == "trained, then tested on 770 unseen messages, 46 s in all"
    )
    assert state_of(TrainView(), 60) == "ready to train"


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
