"""What a word means, from any slide: the deck's glossary, those on this slide first."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from presenter.draw.big import big, fits
from presenter.draw.canvas import Canvas, Drawn, Themed, wrap
from presenter.draw.markdown import slide_markdown
from presenter.finding import fuzzy, terms_on
from presenter.palette import ACCENT, MUTED
from presenter.screens.finder import Finder, Row
from slides.deck import Deck, Slide


class Glossary(Finder[str]):
    """The terms; Enter shows a meaning large, and Esc comes back to the list."""

    TITLE = "What does it mean?"
    HINT = "letters of a word"
    NOTHING = "The deck's glossary does not have it."

    def __init__(self, deck: Deck, slide: Slide, canvas: Canvas) -> None:
        super().__init__()
        self._meanings = deck.talk.glossary
        self._canvas = canvas
        here = terms_on(deck, slide)
        self._here = frozenset(here)
        self._terms = here + sorted(set(self._meanings) - self._here, key=str.casefold)

    def rows(self, wanted: str) -> Sequence[Row[str]]:
        """Terms by how well they fit; without letters those on the slide come first."""
        scored = [
            (score, -number, term)
            for number, term in enumerate(self._terms)
            if (score := fuzzy(wanted, term)) is not None
        ]
        if wanted:
            scored.sort(key=lambda one: one[:2], reverse=True)
        return [Row(self._shown(term), term) for _, _, term in scored]

    def choose(self, value: str) -> None:
        """The meaning, large."""
        self.app.push_screen(Meaning(value, self._meanings[value], self._canvas))

    def _shown(self, term: str) -> Text:
        line = Text(f"{term}  ", style=f"bold {ACCENT}" if term in self._here else "bold")
        if term in self._here:
            line.append("on this slide  ", style=MUTED)
        meaning = " ".join(self._meanings[term].split())
        line.append(meaning, style=MUTED)
        return line


class Meaning(ModalScreen[None]):
    """One word and what it means, for the audience to read; any key goes back."""

    DEFAULT_CSS = """
    Meaning { align: center middle; background: $background; }
    Meaning > VerticalScroll {
        width: 76; max-width: 92%; height: auto; max-height: 90%; padding: 1 4;
        background: $surface; border: $frame $primary; border-subtitle-color: $muted;
    }
    Meaning Static { height: auto; }
    Meaning .term { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,space,q,w", "dismiss", "Close")]

    def __init__(self, term: str, meaning: str, canvas: Canvas) -> None:
        super().__init__()
        self._term = term
        self._meaning = meaning
        self._canvas = canvas

    def compose(self) -> ComposeResult:
        """The word over its meaning."""
        with VerticalScroll() as box:
            box.border_subtitle = "Esc closes"
            yield Static(Themed(Drawn(self._large), self._canvas), classes="term")
            yield Static(Themed(slide_markdown(self._meaning, self._canvas), self._canvas))

    def _large(self, width: int) -> list[Text]:
        """The word in large letters if they fit."""
        unicode = self._canvas.unicode
        if fits(self._term, "small", width, unicode):
            return big(self._term, "small", width, "left", unicode)
        return wrap(Text(self._term, style="slide.title"), width)
