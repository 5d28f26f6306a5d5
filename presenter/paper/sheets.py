"""A slide on a sheet: the lines that the stage would show, as large as the terminal or larger."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO

from rich.console import Console
from rich.segment import Segment

from presenter.draw import page
from presenter.draw.canvas import Canvas
from presenter.draw.still import stilled
from presenter.fit import ABOVE, FULL_SIDES, SIDES, WIDEST
from presenter.paper.asked import asked
from slides.blocks.live import Quiz
from slides.deck import Deck, Slide
from slides.steps import Shown, shown, step_count

Line = list[Segment]


@dataclass(frozen=True)
class Sheet:
    """One slide at one step."""

    number: int
    """The slide's, from 1."""
    slide: Slide
    step: int
    lines: tuple[Line, ...]
    columns: int
    rows: int
    """At least as many as the terminal has: a slide that is longer makes its sheet longer."""

    @property
    def title(self) -> str:
        """What the slide is called."""
        return self.slide.title or self.slide.slide


def sheets(
    deck: Deck, canvas: Canvas, size: tuple[int, int], every_step: bool = False
) -> Iterator[Sheet]:
    """A sheet for every slide, all of it on; or one for every step of each."""
    for number, slide in enumerate(deck.slides, start=1):
        last = step_count(slide)
        for step in range(last + 1) if every_step else [last]:
            yield _sheet(deck, number, step, canvas, size)


def _sheet(deck: Deck, number: int, step: int, canvas: Canvas, size: tuple[int, int]) -> Sheet:
    slide = deck.slides[number - 1]
    columns, rows = size
    full = slide.layout == "full"
    above = 0 if full else ABOVE
    width = columns - (FULL_SIDES if full else SIDES)
    width = width if full else min(width, WIDEST)
    blocks = tuple(_asked(deck, on) for on in shown(slide, step))
    drawn = page.page(slide, stilled(blocks), replace(canvas, paper=True))
    console = Console(file=StringIO(), width=max(1, width), color_system="truecolor")
    options = console.options.update(width=max(1, width), height=rows - 2 * above)
    lines = list(Segment.split_lines(console.render(drawn, options)))
    while lines and not any(segment.text.strip() for segment in lines[-1]):
        lines.pop()
    margin = [Segment(" " * ((columns - width) // 2))]
    whole = [*([[]] * above), *([*margin, *line] for line in lines)]
    return Sheet(number, slide, step, tuple(whole), columns, max(rows, len(whole) + above))


def _asked(deck: Deck, on: Shown) -> Shown:
    """A quiz as the question that it asks; paper has no tally."""
    if on.parts:
        return replace(on, parts=tuple(tuple(_asked(deck, p) for p in s) for s in on.parts))
    if not isinstance(on.block, Quiz):
        return on
    question = deck.questions().get(on.block.id)
    if question is None:
        return on
    return Shown(asked(question), 0)
