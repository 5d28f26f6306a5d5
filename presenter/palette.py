"""The colours of the stage by name, and what a theme makes of them for Textual and for Rich.

The names below are Rich styles, bare or as `f"bold {WARM}"` and `f"{INK} on {SURFACE}"`: the theme
in force gives them their colours when the text is drawn. They are no colours themselves; code
that must have one asks the console: `console.get_style(WARM).color`.
"""

from functools import cache

from rich.style import Style
from rich.text import Text
from rich.theme import Theme as RichTheme
from textual.theme import Theme as TextualTheme

from presenter.themes import Theme

BACKGROUND = "background"
SURFACE = "surface"
INK = "ink"
MUTED = "muted"
ACCENT = "accent"
WARM = "warm"
GOOD = "good"
BAD = "bad"
NAMES = (BACKGROUND, SURFACE, INK, MUTED, ACCENT, WARM, GOOD, BAD)

_EFFECTS = ("bold", "italic", "underline", "strike", "reverse", "bold italic", "bold underline")
_SIXTEEN_DARK = {
    **dict.fromkeys((BACKGROUND, SURFACE), "black"),
    INK: "bright_white",
    MUTED: "white",
    ACCENT: "bright_cyan",
    WARM: "bright_yellow",
    GOOD: "bright_green",
    BAD: "bright_red",
}
_SIXTEEN_LIGHT = {
    **dict.fromkeys((BACKGROUND, SURFACE), "bright_white"),
    **dict.fromkeys((INK, MUTED), "black"),
    ACCENT: "blue",
    WARM: "magenta",
    GOOD: "green",
    BAD: "red",
}


def colours_of(theme: Theme, sixteen: bool = False) -> dict[str, str]:
    """What Rich calls the theme's colours; with `sixteen`, the nearest that every terminal has."""
    own: dict[str, str] = theme.colours.model_dump()
    if not sixteen or own[BACKGROUND] == "default":
        return own
    return _SIXTEEN_DARK if theme.is_dark else _SIXTEEN_LIGHT


@cache
def rich_theme(theme: Theme, sixteen: bool = False) -> RichTheme:
    """The named styles above, and those of a slide's Markdown."""
    colours = colours_of(theme, sixteen)
    styles: dict[str, str | Style] = {}
    for name, colour in colours.items():
        plain = Style(color=colour)
        styles[name] = plain
        for effect in _EFFECTS:
            styles[f"{effect} {name}"] = plain + Style.parse(effect)
        for under in NAMES:
            both = plain + Style(bgcolor=colours[under])
            styles[f"{name} on {under}"] = both
            styles[f"bold {name} on {under}"] = both + Style(bold=True)
    colourless = colours[ACCENT] == colours[INK]
    dress = {**_DRESS, **(_COLOURLESS if colourless else {})}
    return RichTheme(styles | {key: styles[style] for key, style in dress.items()})


_DRESS = {
    "slide.title": f"bold {INK}",
    "slide.rule": ACCENT,
    "slide.muted": MUTED,
    "slide.error": f"bold {BAD}",
    "slide.caption": f"italic {MUTED}",
    "slide.big": f"bold {ACCENT}",
    "code": f"{INK} on {SURFACE}",
    "code.dim": f"{MUTED} on {SURFACE}",
    "code.number": f"{MUTED} on {SURFACE}",
    "code.bar": f"bold {ACCENT} on {SURFACE}",
    "callout.note": ACCENT,
    "callout.tip": GOOD,
    "callout.warning": WARM,
    "callout.danger": BAD,
    "quote": f"italic {INK}",
    "quote.bar": ACCENT,
    "quote.by": MUTED,
    "tree.guide": MUTED,
    "diagram.title": f"bold {MUTED}",
    "diagram.hint": MUTED,
    "diagram.box": ACCENT,
    "diagram.text": INK,
    "diagram.edge": MUTED,
    "diagram.label": WARM,
    "diagram.lit": f"bold {GOOD}",
    "diagram.current": f"bold {WARM}",
    "diagram.trail": f"bold {ACCENT}",
    "diagram.chosen": f"bold {WARM}",
    "chart.axis": MUTED,
    "chart.label": INK,
    "chart.1": ACCENT,
    "chart.2": WARM,
    "chart.3": GOOD,
    "chart.4": BAD,
    "chart.5": INK,
    "chart.6": MUTED,
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
_COLOURLESS = {
    "markdown.h1": f"bold underline {INK}",
    "markdown.h2": f"bold underline {INK}",
    "markdown.code": f"bold {INK}",
}
"""What colour says in other themes, said without it."""


def textual_theme(theme: Theme, sixteen: bool = False, unicode: bool = True) -> TextualTheme:
    """The theme for Textual's CSS; `$frame` there is the line of its borders, `$muted` a colour."""
    colours = {
        name: colour if colour.startswith("#") else f"ansi_{colour}"
        for name, colour in colours_of(theme, sixteen).items()
    }
    return TextualTheme(
        name=f"podium-{theme.theme}",
        primary=colours[ACCENT],
        secondary=colours[WARM],
        accent=colours[ACCENT],
        foreground=colours[INK],
        background=colours[BACKGROUND],
        surface=colours[SURFACE],
        panel=colours[SURFACE],
        success=colours[GOOD],
        warning=colours[WARM],
        error=colours[BAD],
        dark=theme.is_dark,
        ansi=any(colour.startswith("ansi_") for colour in colours.values()),
        variables={
            "muted": colours[MUTED],
            "foreground-muted": colours[MUTED],
            "text-disabled": colours[MUTED],
            "background": colours[BACKGROUND],
            "surface": colours[SURFACE],
            "panel": colours[SURFACE],
            "foreground": colours[INK],
            "frame": theme.frame if unicode else "ascii",
            "ansi-background": colours[BACKGROUND],
            "ansi-foreground": colours[INK],
            "scrollbar": colours[MUTED],
            "scrollbar-hover": colours[ACCENT],
            "scrollbar-active": colours[ACCENT],
            "scrollbar-background": colours[SURFACE],
            "scrollbar-background-hover": colours[SURFACE],
            "scrollbar-background-active": colours[SURFACE],
            "scrollbar-corner-color": colours[SURFACE],
        },
    )


def for_widget(text: Text) -> Text:
    """The text with the style of all of it as a span.

    Textual asks the theme for the styles of spans only: a name in `text.style` it takes for a
    colour of its own, does not find it, draws it plain and looks for similar names, for 2 ms.
    """
    if not text.style:
        return text
    spanned = text.copy()
    spanned.stylize_before(text.style)
    spanned.style = ""
    return spanned
