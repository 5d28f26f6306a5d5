"""Going to a slide by a few letters of its title, or by words that stand in it or its notes."""

from collections.abc import Sequence

from rich.text import Text

from presenter.finding import Hit, fuzzy, lines_with
from presenter.palette import ACCENT, MUTED, WARM
from presenter.screens.finder import MOST, Finder, Row
from slides.deck import Deck


class FindSlide(Finder[int]):
    """Slides by title; ends with the place of one."""

    TITLE = "Go to a slide"
    HINT = "letters of its title, or its number"
    NOTHING = "No title has these letters in this order; Ctrl+F searches what the slides say."

    def __init__(self, deck: Deck) -> None:
        super().__init__()
        self._titles = [slide.title or slide.slide for slide in deck.slides]

    def rows(self, wanted: str) -> Sequence[Row[int]]:
        """Titles by how well they fit; a number is a slide's."""
        scored = [
            (score, -place)
            for place, title in enumerate(self._titles)
            if (score := fuzzy(wanted, title)) is not None
        ]
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self._titles):
            scored.append((1000.0, 1 - int(wanted)))
        if wanted:
            scored.sort(reverse=True)
        return [self._row(-place) for _, place in scored[:MOST]]

    def _row(self, place: int) -> Row[int]:
        number = Text(f"{place + 1:>4}  ", style=MUTED)
        return Row(number.append(self._titles[place], style="not bold"), place)


class Search(Finder[int]):
    """Words anywhere in the deck, with the lines around them; ends with the place of a slide.

    What it finds in the notes is seen by whoever sees this screen: the list says which it is.
    """

    TITLE = "Search slides and notes"
    HINT = "words that stand in one line"
    NOTHING = "No line has all these words."

    def __init__(self, deck: Deck) -> None:
        super().__init__()
        self._deck = deck

    def rows(self, wanted: str) -> Sequence[Row[int]]:
        """Every line with the words, in the deck's order."""
        if len(wanted.strip()) < 2:
            return []
        found: list[Row[int]] = []
        for hit in lines_with(self._deck, wanted):
            found.append(Row(self._shown(hit, wanted), hit.place))
            if len(found) == MOST:
                break
        return found

    def _shown(self, hit: Hit, wanted: str) -> Text:
        """Where it is, then the line with its neighbours; the words are lit."""
        slide = self._deck.slides[hit.place]
        shown = Text(f"{hit.place + 1} {slide.title or slide.slide}", style=f"bold {ACCENT}")
        shown.append(f"  {hit.where}", style=WARM if hit.where == "notes" else MUTED)
        if hit.where == "title":
            return shown
        for number, line in enumerate(hit.lines):
            context = Text(f"\n   {line}", style="" if number == hit.found else MUTED)
            if number == hit.found:
                context.highlight_words(wanted.split(), f"bold {WARM}", case_sensitive=False)
            shown.append_text(context)
        return shown
