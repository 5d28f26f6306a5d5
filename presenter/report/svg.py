"""The pieces of charts as inline SVG. Colours come from the page's style, so dark mode is one."""

from collections.abc import Sequence
from html import escape

from presenter.report.words import plain

WIDTH = 900
"""Units of every chart's width; the page scales them."""


def text(value: str) -> str:
    """Any text as it may stand in HTML."""
    return escape(plain(value), quote=True)


def svg(said: str, height: float, parts: Sequence[str]) -> str:
    """A picture, and what it is called."""
    return (
        f'<svg role="img" aria-label="{escape(said)}" viewBox="0 0 {WIDTH} {height:.0f}">'
        f"{''.join(parts)}</svg>"
    )


def rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    """A bar."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(0.5, width):.1f}" height="{height:.1f}"'
    return f'<rect class="{kind}" {place}/>'


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def words(kind: str, x: float, y: float, said: str) -> str:
    """Text, which is made harmless here."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{text(said)}</text>'


def clipped(title: str, longest: int = 36) -> str:
    """A title in at most so many characters."""
    return title if len(title) <= longest else title[: longest - 1] + "…"
