"""From a deck's file to a talk ready to run: the part that needs the heavy imports."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from presenter import places
from presenter.app import PodiumApp
from presenter.driver import StageDriver
from presenter.dry_run import keep_honest
from presenter.keeper import Clock, Keeper, TalkClock
from presenter.link.find import NoPlace, socket_of
from presenter.manner import manner_of, theme_of
from presenter.panes.registry import Backstage
from presenter.request import Refused, Request
from presenter.resume import broken_off
from presenter.watch import Watch
from slides import durations
from slides.deck import Deck
from slides.excerpt import excerpt
from slides.loader import Loaded, load
from slides.logs import LogError, LogWriter, log_path
from slides.plan import Plan
from slides.planning import plan_of
from slides.problems import DeckErrors
from slides.talk import Opened, Replanned, Started

if TYPE_CHECKING:
    from presenter.audience import Audience

Planner = Callable[[Deck], Plan]
HALF_A_DAY = 12 * 3600.0


@dataclass(frozen=True)
class OpenedTalk:
    """A talk whose stage is wired and waits to run."""

    app: PodiumApp
    log: Path
    rehearsal: bool
    mouse: bool

    def run(self) -> int:
        """Run the stage until the speaker ends it; returns the exit code."""
        self.app.run(mouse=self.mouse)
        if self.rehearsal:
            from presenter.shelf import remember  # not on the way to the first slide

            remember(self.log)
        return self.app.return_code or 0

    def farewell(self) -> str:
        """What to say when the terminal is given back."""
        kept = f"Take kept in {self.log}; `podium takes` shows it."
        return kept if self.rehearsal and self.log.exists() else ""


def open_talk(request: Request) -> OpenedTalk:
    """Load the deck and wire its stage. Raises Refused with everything that is wrong with it."""
    try:
        reading = _reading(request)
        loaded = reading(request.deck)
        folder = request.deck.absolute().parent
        manner = manner_of(loaded, folder, os.environ, request.theme, request.lab_memory)
    except DeckErrors as errors:
        raise Refused(str(errors)) from None
    except ValueError as error:
        raise Refused(f"podium: {error}") from None
    deck = loaded.deck.shown()
    if not 1 <= request.slide <= len(deck.slides):
        raise Refused(f"podium: there is no slide {request.slide}; the last is {len(deck.slides)}")
    clock = TalkClock(request.speed)
    plan, rests = _planner(request, deck)
    begin = _resumed if request.resume else _begun
    keeper, log = begin(deck, request, clock, plan)
    backstage = Backstage(
        lab_log=places.state() / "lab.log",
        questions=deck.questions(),
        audience=_audience(request.quiz, manner.settings.values.quiz_keep),
        deck=request.deck.absolute(),
        recorded=request.recorded,
        memory=manner.settings.values.lab_memory,
    )
    if request.speed != 1:
        keep_honest(keeper, clock, backstage)
    socket, problem = _socket(log)
    app = PodiumApp(deck, keeper, backstage, StageDriver, socket, manner.canvas)
    manner.put_on(app)
    theme = partial(theme_of, settings=manner.settings, folder=folder, environ=os.environ)
    app.deck_watch, app.follow = Watch(request.deck, loaded, theme, reading), request.follow
    app.stage.set_class(request.split, "-split")
    app.stage.director.planner = plan
    app.greeting = problem or " ".join([_resumed_at(keeper)] * request.resume + [rests]).strip()
    return OpenedTalk(app, log, request.rehearsal, manner.settings.values.mouse)


def _audience(address: str | None, keep: str) -> "Audience | None":
    """The quiz server on an address, not yet started; None without one."""
    if address is None:
        return None
    from presenter.audience import Audience
    from presenter.reach import reach_of
    from presenter.settings import parse_keep

    try:
        return Audience(reach_of(address, places.state() / "quiz", parse_keep(keep)))
    except ValueError as error:
        raise Refused(f"podium: --quiz: {error}") from None


def _reading(request: Request) -> Callable[[Path], Loaded]:
    """What reads the deck: all of it, or the part that is rehearsed."""
    if not (request.slides or request.section):
        return load
    return lambda path: excerpt(load(path), request.slides, request.section)


def _planner(request: Request, deck: Deck) -> tuple[Planner, str]:
    """What makes the plan, and what to say of the pace that it goes by."""
    if not request.own_pace:
        return plan_of, ""
    from presenter import tempo

    own = tempo.learnt(places.state() / "takes", deck, request.deck)
    return tempo.planner(own), tempo.in_short(own) if own else tempo.NOT_YET


def _begun(deck: Deck, request: Request, clock: Clock, planner: Planner) -> tuple[Keeper, Path]:
    """The keeper of a new talk and its log. A rehearsal's clock runs from the first moment, but
    not where there is an audience: people have to come in first."""
    log = log_path(_folder(request), request.deck, clock())
    first = Opened(
        at=clock(),
        deck=str(request.deck.absolute()),
        title=deck.talk.talk,
        plan=planner(deck),
        rehearsal=request.rehearsal,
        excerpt=bool(request.slides or request.section),
        slide=deck.slides[request.slide - 1].slide,
        until=_hard_end(request.until, clock()),
        lasts=request.lasts,
        speed=request.speed,
    )
    keeper = Keeper(first, clock, LogWriter(log).write)
    if request.rehearsal and request.quiz is None:
        keeper.submit(Started(at=clock()))
    return keeper, log


def _resumed(deck: Deck, request: Request, clock: Clock, planner: Planner) -> tuple[Keeper, Path]:
    """The keeper of the talk that broke off, on its slide and step, with its clocks running on."""
    try:
        talk = broken_off(_folder(request), request.deck, clock())
    except (LogError, NoPlace) as error:
        raise Refused(f"podium: {error}") from None
    if talk is None:
        raise Refused(
            f"podium: --resume: no unfinished {'take' if request.rehearsal else 'talk'} of "
            f"{request.deck} from the last 12 hours; leave out --resume to begin anew"
        )
    keeper = Keeper(talk.first, clock, LogWriter(talk.log).write, past=talk.past)
    if (plan := planner(deck).cut_to(keeper.state.cuts)) != keeper.state.plan:
        keeper.submit(Replanned(at=clock(), plan=plan))
    return keeper, talk.log


def _resumed_at(keeper: Keeper) -> str:
    state = keeper.state
    place = state.plan.index(state.slide) + 1
    return f"Resumed on slide {place}, {durations.clock(state.elapsed(keeper.clock()))} in."


def _folder(request: Request) -> Path:
    return places.state() / ("takes" if request.rehearsal else "talks")


def _socket(log: Path) -> tuple[Path | None, str]:
    """Where cockpits attach; None, and the reason, when they cannot."""
    try:
        return socket_of(log), ""
    except NoPlace as error:
        return None, f"No `podium speaker` for this talk: {error}"


def _hard_end(until: str | None, now: float) -> float | None:
    """`14:50` as seconds since the epoch: the next time that a clock shows it."""
    if until is None:
        return None
    hour, minute = (int(part) for part in until.split(":"))
    today = datetime.fromtimestamp(now).replace(hour=hour, minute=minute, second=0, microsecond=0)
    end = today if today.timestamp() > now else today + timedelta(days=1)
    if end.timestamp() - now > HALF_A_DAY:
        raise Refused(
            f"podium: --until {until} has gone by; it is {datetime.fromtimestamp(now):%H:%M}"
        )
    return end.timestamp()
