"""The next step in small: the slide as it will be, with live blocks named instead of run."""

from dataclasses import replace

from rich.console import RenderableType

from presenter.draw import page
from presenter.draw.canvas import Canvas
from slides.blocks.block import parts
from slides.blocks.live import Quiz
from slides.blocks.text import Markdown
from slides.deck import Deck, Slide
from slides.steps import Shown, shown, step_count


def preview(slide: Slide, step: int, canvas: Canvas) -> RenderableType:
    """A slide at a step, for any width."""
    return page.page(slide, tuple(_still(on) for on in shown(slide, step)), canvas)


def after(deck: Deck, place: int, step: int, following: int | None) -> tuple[Slide, int] | None:
    """What the next press brings: a slide and its step; None at the end."""
    slide = deck.slides[place]
    if step < step_count(slide):
        return slide, step + 1
    return None if following is None else (deck.slides[following], 0)


def _still(on: Shown) -> Shown:
    if parts(on.block):
        inner = tuple(tuple(_still(part) for part in stack) for stack in on.parts)
        return replace(on, parts=inner)
    if page.is_drawn(on.block):
        return on
    kind = "quiz" if isinstance(on.block, Quiz) else getattr(on.block, "pane", "live")
    return Shown(Markdown(markdown=f"*▣ {kind}*"), 0)
