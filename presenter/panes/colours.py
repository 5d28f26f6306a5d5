"""The theme's colours as panes name them: Textual's variables, so that a pane follows any theme."""

ACCENT = "$primary"
GOOD = "$success"
BAD = "$error"
WARM = "$warning"
INK = "$foreground"
MUTED = "$foreground-muted"
