"""The next step in small: the slide as it will be, with live blocks named instead of run."""

from collections.abc import Mapping
from dataclasses import replace

from rich.console import RenderableType

from presenter.draw import page
from presenter.draw.canvas import Canvas
from slides.blocks.block import parts
from slides.blocks.live import Quiz
from slides.blocks.text import Markdown
from slides.deck import Slide
from slides.steps import Shown, shown, step_count
from slides.talk import TalkState


def preview(slide: Slide, step: int, canvas: Canvas) -> RenderableType:
    """A slide at a step, for any width."""
    return page.page(slide, tuple(_still(on) for on in shown(slide, step)), canvas)


def after(slides: Mapping[str, Slide], state: TalkState) -> tuple[Slide, int] | None:
    """What the next press brings: a slide and its step; None at the end."""
    slide = slides[state.slide]
    if state.step < step_count(slide):
        return slide, state.step + 1
    following = slides.get(next_slide(state) or "")
    return (following, 0) if following else None


def next_slide(state: TalkState) -> str | None:
    """The next slide of the plan that was not cut away."""
    coming = state.plan.slides[state.plan.index(state.slide) + 1 :]
    return next((slide.slide for slide in coming if state.cuts.get(slide.slide) != 0), None)


def _still(on: Shown) -> Shown:
    if parts(on.block):
        inner = tuple(tuple(_still(part) for part in stack) for stack in on.parts)
        return replace(on, parts=inner)
    if page.is_drawn(on.block):
        return on
    kind = "quiz" if isinstance(on.block, Quiz) else getattr(on.block, "pane", "live")
    return Shown(Markdown(markdown=f"*▣ {kind}*"), 0)
