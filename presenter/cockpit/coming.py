"""What comes with the next press: the next step of this slide, or the next slide. Pure."""

from collections.abc import Mapping

from slides.deck import Slide
from slides.steps import step_count
from slides.talk import TalkState


def after(slides: Mapping[str, Slide], state: TalkState) -> tuple[Slide, int] | None:
    """What the next press brings: a slide and its step; None at the end."""
    slide = slides[state.slide]
    if state.step < step_count(slide):
        return slide, state.step + 1
    following = slides.get(next_slide(state) or "")
    return (following, 0) if following else None


def next_slide(state: TalkState) -> str | None:
    """The next slide of the plan that was not cut away."""
    return state.plan.beside(state.slide, 1, state.cuts)
