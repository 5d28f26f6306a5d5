"""How late a speaker is, in seconds."""

from collections.abc import Sequence


# begin due
def due(budgets: Sequence[float], slide: int, on_slide: float) -> float:
    """When a speaker on script would be here."""
    return sum(budgets[:slide]) + min(on_slide, budgets[slide])


# end due
def drift(budgets: Sequence[float], slide: int, on_slide: float, elapsed: float) -> float:
    """Late is positive."""
    return elapsed - due(budgets, slide, on_slide)
