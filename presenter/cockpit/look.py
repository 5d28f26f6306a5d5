"""How the cockpit looks to this speaker on this terminal."""

from collections.abc import Mapping
from pathlib import Path

from presenter import places
from presenter.draw.canvas import Canvas
from presenter.settings import load_settings
from presenter.themes import COLOURLESS, DEFAULT, load_theme

SETTINGS = "settings.toml"


def canvas_for(environ: Mapping[str, str]) -> Canvas:
    """The speaker's own theme, and what the terminal can show. Raises DeckErrors.

    The deck's theme is for the audience, so it does not count here.
    """
    settings = load_settings(places.config() / SETTINGS, environ)
    name = COLOURLESS if environ.get("NO_COLOR") else settings.values.theme or DEFAULT
    folder = Path.cwd()
    return Canvas(folder, settings.unicode(environ), load_theme(name, folder))
