"""The colours of the stage, once, for Textual's CSS and for what Rich draws inside a slide."""

from rich.theme import Theme as RichTheme
from textual.theme import Theme

BACKGROUND = "#12141c"
SURFACE = "#1b1e2a"
INK = "#e8eaf2"
MUTED = "#8c93a6"
ACCENT = "#7aa2f7"
WARM = "#e0af68"
GOOD = "#9ece6a"
BAD = "#f7768e"

STAGE = Theme(
    name="podium",
    primary=ACCENT,
    secondary=WARM,
    accent=ACCENT,
    foreground=INK,
    background=BACKGROUND,
    surface=SURFACE,
    panel=SURFACE,
    success=GOOD,
    warning=WARM,
    error=BAD,
    dark=True,
    variables={"muted": MUTED},
)

SLIDE = RichTheme(
    {
        "slide.title": f"bold {INK}",
        "slide.rule": ACCENT,
        "slide.muted": MUTED,
        "slide.error": f"bold {BAD}",
        "markdown.paragraph": INK,
        "markdown.text": INK,
        "markdown.h1": f"bold {ACCENT}",
        "markdown.h2": f"bold {ACCENT}",
        "markdown.h3": f"bold {WARM}",
        "markdown.h4": f"bold {INK}",
        "markdown.h5": f"bold {MUTED}",
        "markdown.h6": MUTED,
        "markdown.strong": f"bold {INK}",
        "markdown.em": f"italic {WARM}",
        "markdown.s": f"strike {MUTED}",
        "markdown.code": f"{WARM} on {SURFACE}",
        "markdown.item": INK,
        "markdown.item.bullet": f"bold {ACCENT}",
        "markdown.item.number": f"bold {ACCENT}",
        "markdown.block_quote": f"italic {WARM}",
        "markdown.hr": MUTED,
        "markdown.link": ACCENT,
        "markdown.link_url": f"underline {ACCENT}",
        "markdown.table.border": MUTED,
        "markdown.table.header": f"bold {ACCENT}",
    }
)
