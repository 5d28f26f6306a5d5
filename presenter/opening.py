"""From a deck's file to a talk ready to run: the part that needs the heavy imports."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from presenter import places
from presenter.app import PodiumApp
from presenter.driver import StageDriver
from presenter.keeper import Clock, Keeper, steady_clock
from presenter.panes.registry import Backstage
from presenter.request import Refused, Request
from presenter.work.child import Lab
from slides.deck import Deck
from slides.loader import load_deck
from slides.logs import LogWriter, log_path
from slides.plan import plan_of
from slides.problems import DeckErrors
from slides.talk import Opened, Started

if TYPE_CHECKING:
    from presenter.audience import Audience


@dataclass(frozen=True)
class OpenedTalk:
    """A talk whose stage is wired and waits to run."""

    app: PodiumApp
    log: Path
    rehearsal: bool

    def run(self) -> int:
        """Run the stage until the speaker ends it; returns the exit code."""
        self.app.run()
        return self.app.return_code or 0

    def farewell(self) -> str:
        """What to say when the terminal is given back."""
        kept = f"Take kept in {self.log}; `podium takes` shows it."
        return kept if self.rehearsal and self.log.exists() else ""


def open_talk(request: Request) -> OpenedTalk:
    """Load the deck and wire its stage. Raises Refused with everything that is wrong with it."""
    try:
        deck = load_deck(request.deck)
    except DeckErrors as errors:
        raise Refused(str(errors)) from None
    if not 1 <= request.slide <= len(deck.slides):
        raise Refused(f"podium: there is no slide {request.slide}; the last is {len(deck.slides)}")
    clock = steady_clock()
    folder = places.state() / ("takes" if request.rehearsal else "talks")
    log = log_path(folder, request.deck, clock())
    keeper = _keeper(deck, request, clock, log)
    backstage = Backstage(
        lab=Lab(log=places.state() / "lab.log"),
        questions=deck.questions(),
        audience=_audience(request.quiz),
    )
    app = PodiumApp(deck, keeper, backstage, driver_class=StageDriver)
    return OpenedTalk(app, log, request.rehearsal)


def _audience(address: str | None) -> "Audience | None":
    """The quiz server on an address, not yet started; None without one."""
    if address is None:
        return None
    from presenter.audience import Audience, parse_address

    try:
        host, port = parse_address(address)
    except ValueError as error:
        raise Refused(f"podium: --quiz: {error}") from None
    return Audience(places.state() / "quiz", host, port)


def _keeper(deck: Deck, request: Request, clock: Clock, log: Path) -> Keeper:
    """The talk's keeper; a rehearsal's clock runs from the first moment."""
    first = Opened(
        at=clock(),
        deck=str(request.deck.absolute()),
        title=deck.talk.talk,
        plan=plan_of(deck),
        rehearsal=request.rehearsal,
        slide=deck.slides[request.slide - 1].slide,
    )
    keeper = Keeper(first, clock, LogWriter(log).write)
    if request.rehearsal:
        keeper.submit(Started(at=clock()))
    return keeper
