"""Looking around in a talk: the lists and grids that lie over the stage, and the way back."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from presenter.director import Director
from presenter.draw.canvas import Canvas
from presenter.themes import Theme, built_in, load_theme
from slides.problems import DeckErrors

LONGEST_WAY = 100
"""Jumps that can be taken back."""


class Browsing(Screen[None]):
    """What the stage can open over itself. A jump remembers where the talk was before it."""

    LOOKING: ClassVar[list[Binding]] = [
        Binding("o", "overview", "all slides at a glance"),
        Binding("slash", "find", "go to a slide by its title"),
        Binding("ctrl+f", "search", "search slides and notes"),
        Binding("ctrl+o,minus", "back", "back to before the jump"),
        Binding("w", "glossary", "what does a word mean?"),
        Binding("colon,ctrl+p", "palette", "do anything by name"),
        Binding("t", "theme", "the next theme"),
    ]

    @dataclass
    class Wear(Message):
        """Another theme is wanted."""

        theme: Theme

    director: Director
    keys: Sequence[Binding]
    """The bindings in force, with the speaker's own keys."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas = canvas
        self._jumps: list[tuple[str, int]] = []

    @abstractmethod
    def say(self, message: str) -> None:
        """A line to the speaker."""

    def mark(self) -> None:
        """Remember this slide and step, since the talk is about to jump away."""
        state = self.director.keeper.state
        self._jumps = [*self._jumps, (state.slide, state.step)][-LONGEST_WAY:]

    def go(self, place: int | None) -> None:
        """To a slide by its place, from 0; nowhere with None."""
        if place is not None and place != self.director.place:
            self.mark()
            self.director.jump(place + 1)

    def action_back(self) -> None:
        """To the slide and step that the last jump left."""
        known = {slide.slide for slide in self.director.deck.slides}
        while self._jumps:
            slide, step = self._jumps.pop()
            if slide in known:
                self.director.put(slide, step)
                return
        self.say("There is no jump to take back.")

    def action_overview(self) -> None:
        """The grid of all slides."""
        from presenter.screens.overview import Overview

        slides = self.director.deck.slides
        self.app.push_screen(Overview(slides, self.director.place, self.canvas), self.go)

    def action_find(self) -> None:
        """A slide by its title."""
        from presenter.screens.search import FindSlide

        self.app.push_screen(FindSlide(self.director.deck), self.go)

    def action_search(self) -> None:
        """Words anywhere in the deck."""
        from presenter.screens.search import Search

        self.app.push_screen(Search(self.director.deck), self.go)

    def action_glossary(self) -> None:
        """The deck's words and their meanings."""
        from presenter.screens.glossary import Glossary

        deck = self.director.deck
        if deck.talk.glossary:
            self.app.push_screen(Glossary(deck, self.director.slide, self.canvas))
        else:
            self.say("This deck has no glossary; `glossary:` in its header makes one.")

    def action_palette(self) -> None:
        """Anything that keys do, by name."""
        from presenter.screens.palette import CommandPalette

        self.app.push_screen(CommandPalette(self.keys), self._do)

    async def _do(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def action_theme(self) -> None:
        """The theme after the one in force; the deck's own is among them."""
        now, own = self.canvas.theme.theme, self.director.deck.talk.theme
        names = [*built_in(), *([own] if own and own not in built_in() else [])]
        following = names[(names.index(now) + 1) % len(names)] if now in names else names[0]
        try:
            theme = load_theme(following, self.canvas.folder)
        except DeckErrors as errors:
            self.say(errors.problems[0].message)
            return
        self.post_message(self.Wear(theme))
        self.say(f"Theme: {theme.theme}")
