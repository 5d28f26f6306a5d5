"""How often `next` is pressed on a slide, and what is on it after each press."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.deck import Block, Columns, Markdown, Slide
from slides.steps import Shown, shown, step_count, visible_markdown

LIST = "Intro\n\n- one\n  - nested\n- two\n\nBetween\n\n1. three\n\n```\n- not an item\n```\n"


@pytest.mark.parametrize(
    ("slide", "steps"),
    [
        (Slide(slide="a"), 0),
        (Slide(slide="a", body="- x\n- y"), 0),
        (Slide(slide="a", body="x", reveal="step"), 1),
        (Slide(slide="a", body=LIST, reveal="items"), 3),
        (Slide(slide="a", body="> - quoted", reveal="items"), 0),
        (Slide(slide="a", blocks=(Markdown(markdown="x", reveal="step"),) * 3), 3),
        (
            Slide(
                slide="a",
                body="x",
                blocks=(
                    Columns(
                        reveal="step",
                        columns=(
                            (Markdown(markdown="- x\n- y", reveal="items"),),
                            (Markdown(markdown="z", reveal="step"),),
                        ),
                    ),
                ),
            ),
            4,
        ),
    ],
)
def test_steps_are_counted(slide: Slide, steps: int) -> None:
    assert step_count(slide) == steps


def text_of(blocks: tuple[Shown, ...]) -> str:
    said = []
    for on in blocks:
        if isinstance(on.block, Markdown):
            said.append(visible_markdown(on.block, on.stage))
        said.extend(text_of(stack) for stack in on.parts)
    return " ".join(" ".join(said).split())


def test_each_press_brings_on_one_step() -> None:
    slide = Slide(
        slide="a",
        body="top",
        blocks=(
            Markdown(markdown="head\n\n- x\n- y", reveal="items"),
            Markdown(markdown="end", reveal="step"),
        ),
    )
    assert [text_of(shown(slide, step)) for step in range(4)] == [
        "top head",
        "top head - x",
        "top head - x - y",
        "top head - x - y end",
    ]


BLOCKS = st.recursive(
    st.builds(
        Markdown,
        markdown=st.sampled_from(["text", LIST, "- a\n- b", ""]),
        reveal=st.sampled_from(["with", "step", "items"]),
    ),
    lambda inner: st.builds(
        Columns,
        columns=st.lists(
            st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=2, max_size=3
        ).map(tuple),
        reveal=st.sampled_from(["with", "step"]),
    ),
    max_leaves=6,
)


@given(st.lists(BLOCKS, max_size=4).map(tuple))
def test_steps_only_ever_add_and_the_last_one_shows_all(blocks: tuple[Block, ...]) -> None:
    slide = Slide(slide="a", blocks=blocks)
    last = step_count(slide)
    texts = [text_of(shown(slide, step)) for step in range(last + 1)]
    assert all(len(before) <= len(after) for before, after in pairwise(texts))
    everything = (b.markdown for b in slide.walk() if isinstance(b, Markdown))
    assert texts[-1] == " ".join(" ".join(everything).split())
    assert text_of(shown(slide, last + 5)) == texts[-1]
