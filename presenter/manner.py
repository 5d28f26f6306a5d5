"""How a talk is shown to this speaker on this terminal: theme, keys and what is open at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.binding import Binding

from presenter import places
from presenter.app import PodiumApp
from presenter.draw.canvas import Canvas
from presenter.keys import keymap, rebound
from presenter.screens.stage import Stage
from presenter.settings import Settings, load_settings
from presenter.themes import COLOURLESS, DEFAULT, Theme, find_theme, load_theme, no_such_theme
from slides.loader import Loaded
from slides.problems import DeckErrors

SETTINGS = "settings.toml"


@dataclass(frozen=True)
class Manner:
    """What the settings make of a stage."""

    settings: Settings
    canvas: Canvas
    keys: Sequence[Binding]

    def put_on(self, app: PodiumApp) -> None:
        """Have an app behave so; before it runs."""
        app.set_keymap(keymap(self.keys, Stage.KEYS))
        app.stage.keys = list(self.keys)
        app.stage.notes_first = self.settings.values.notes
        app.stage.set_class(not self.settings.values.footer, "-bare")


def speakers_settings(
    environ: Mapping[str, str], theme: str | None = None, lab_memory: str | None = None
) -> Settings:
    """What is in force for this user; `theme` and `lab_memory` are the flags'. Raises
    DeckErrors."""
    flags = {"theme": theme, "lab_memory": lab_memory}
    return load_settings(places.config() / SETTINGS, environ, flags)


def manner_of(
    loaded: Loaded,
    folder: Path,
    environ: Mapping[str, str],
    theme: str | None = None,
    lab_memory: str | None = None,
) -> Manner:
    """How to show a deck whose files are in `folder`. Raises DeckErrors with all that is wrong."""
    settings = speakers_settings(environ, theme, lab_memory)
    keys, misbound = rebound(Stage.KEYS, settings.values.keys)
    if misbound:
        raise DeckErrors(
            settings.problem(wrong.message, wrong.action, "keys") for wrong in misbound
        )
    canvas = Canvas(
        folder=folder,
        unicode=settings.unicode(environ),
        theme=theme_of(loaded, settings, folder, environ),
    )
    return Manner(settings, canvas, keys)


def theme_of(loaded: Loaded, settings: Settings, folder: Path, environ: Mapping[str, str]) -> Theme:
    """NO_COLOR's, else the speaker's, else the deck's, else the one that is for all.

    Raises DeckErrors for one that is not there or does not load.
    """
    if environ.get("NO_COLOR"):
        return load_theme(COLOURLESS, folder)
    speakers, decks = settings.values.theme, loaded.deck.talk.theme
    if speakers:
        if find_theme(speakers, folder) is None:
            raise DeckErrors([settings.problem(no_such_theme(speakers), "theme")])
        return load_theme(speakers, folder)
    if decks and find_theme(decks, folder) is None:
        sheet = loaded.sheet
        raise DeckErrors([sheet.problem(sheet.place((0, "theme")), no_such_theme(decks))])
    return load_theme(decks or DEFAULT, folder)
