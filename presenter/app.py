"""The stage's application: wiring, and nothing else."""

import asyncio
import gc
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from presenter.draw.canvas import Canvas
from presenter.draw.warm import warm
from presenter.keeper import Keeper
from presenter.palette import rich_theme, textual_theme
from presenter.panes.registry import Backstage, pane_for
from presenter.panes.warming import changes, has_live_panes, keep_warm
from presenter.screens.help import Help
from presenter.screens.stage import Stage
from presenter.themes import Theme
from presenter.watch import Watch, in_a_line
from presenter.widgets.ascii_filter import AsciiFilter
from presenter.widgets.enlarge import Enlarge
from slides.deck import Deck
from slides.problems import DeckErrors
from slides.talk import Broken, Ended

if TYPE_CHECKING:
    from presenter.audience import Audience
    from presenter.booth import Booth
    from presenter.hosting import Hosting
    from presenter.panes.quiz_host import QuizHost


async def _imported(module: str) -> None:
    """Have a module that the first slide did not need: to import it can take ten frames and more,
    and keys are pressed meanwhile."""
    await asyncio.to_thread(import_module, module)


class PodiumApp(App[None]):
    """One talk on one terminal."""

    TITLE = "Podium"
    CSS = "Stage:ansi { background: $background; color: $foreground; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "abort", "End at once", show=False, priority=True)
    ]

    def __init__(
        self,
        deck: Deck,
        keeper: Keeper,
        backstage: Backstage,
        driver_class: type[Driver] | None = None,
        socket: Path | None = None,
        canvas: Canvas | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        canvas = canvas or Canvas(folder=Path(keeper.first.deck).parent)
        self.canvas = replace(canvas, sixteen=self.console.color_system == "standard")
        self._put_on(self.canvas)
        self._deck = deck
        self._keeper = keeper
        self._backstage = backstage
        self._socket = socket
        self.greeting = ""
        """What the speaker is told first, if anything."""
        self.deck_watch: Watch | None = None
        """Looks whether the deck's files change; without one they are not looked at again."""
        self.follow = False
        """Go to the slide that was changed."""
        self._booth: Booth | None = None
        self.stage = Stage(
            deck, keeper, lambda block: pane_for(block, backstage, self.canvas), self.canvas
        )

    @cached_property
    def hosting(self) -> "Hosting":
        """The audience and what can be done with it; not needed for the first slide."""
        from presenter.hosting import Hosting

        return Hosting(self.stage, self._backstage.audience, self._backstage.questions)

    def on_browsing_wear(self, event: Stage.Wear) -> None:
        """The stage asks for another theme."""
        self.wear(event.theme)

    def wear(self, theme: Theme) -> None:
        """Show everything in another theme, at once."""
        self.canvas = replace(self.canvas, theme=theme)
        self.console.pop_theme()
        self._put_on(self.canvas)
        self.stage.redress(self.canvas)

    def _put_on(self, canvas: Canvas) -> None:
        dress = textual_theme(canvas.theme, canvas.sixteen, canvas.unicode)
        self.register_theme(dress)
        self.theme = dress.name
        self.console.push_theme(rich_theme(canvas.theme, canvas.sixteen))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and one more where the terminal shows ASCII only.

        Its filter for NO_COLOR makes greys, of default colours even black on black; the other one
        that it has leaves no colour at all.
        """
        own = super().get_line_filters()
        found = [NoColor() if isinstance(one, Monochrome) else one for one in own]
        return found if self.canvas.unicode else [*found, AsciiFilter()]

    def get_default_screen(self) -> Screen[None]:
        """The stage itself, so that no empty screen is made and painted before it."""
        return self.stage

    def on_mount(self) -> None:
        """What the talk will need later is made ready once its first slide is seen."""
        self.call_after_refresh(self._make_ready)

    def _make_ready(self) -> None:
        gc.freeze()
        gc.enable()
        if self.greeting:
            self.stage.say(self.greeting)
        blocks = [block for slide in self._deck.slides for block in slide.walk()]
        self.run_worker(partial(warm, blocks), thread=True)
        if self._socket:
            self.run_worker(self._open_booth(self._socket), exit_on_error=False)
        if self._backstage.audience:
            self.run_worker(self._open_door(self._backstage.audience), exit_on_error=False)
        if self.deck_watch:
            self.run_worker(self._keep_up(self.deck_watch))
        if has_live_panes(self._deck):
            self.run_worker(self._read_recordings, thread=True, exit_on_error=False)
            if not self._backstage.recorded:
                self.run_worker(self._warm_lab(), exit_on_error=False)

    def _read_recordings(self) -> None:
        """Find out what is recorded, off the stage's loop."""
        self._backstage.recordings.read()

    async def _open_booth(self, socket: Path) -> None:
        """Let cockpits in; a talk goes on without them when that cannot be."""
        await _imported("presenter.booth")
        from presenter.booth import Booth

        booth = Booth(self.stage, socket, self.hosting)
        try:
            await booth.open(self)
        except OSError as error:
            self.stage.say(f"No `podium speaker` for this talk: {error.strerror or error}")
        else:
            self._booth = booth
            self.stage.has_cockpit = lambda: booth.hub.attached > 0

    async def _keep_up(self, watch: Watch) -> None:
        """Show what is saved; a deck that breaks is for the speaker alone to know."""
        while True:
            news = await watch.change()
            if isinstance(news, DeckErrors):
                self._keeper.submit(Broken(at=self._keeper.clock(), message=in_a_line(news)))
                continue
            self._backstage.questions.clear()
            self._backstage.questions.update(news.deck.questions())
            if news.theme:
                self.wear(news.theme)
            to = news.slides[0] if self.follow and news.slides else None
            self.stage.renew(news.deck, to, news.files)

    async def _open_door(self, audience: "Audience") -> None:
        """Start the quiz server; the speaker is told when it cannot, and what becomes reachable."""
        await _imported("presenter.onlookers")
        from presenter.onlookers import keep_showing

        director, questions = self.stage.director, self._backstage.questions
        keep_showing(
            audience.show, self._keeper, lambda: director.deck, questions, lambda: self.canvas
        )
        if not await audience.start() and audience.problem:
            self.stage.say(f"{audience.problem.message} {audience.problem.hint}")
        elif audience.exposed:
            self.stage.say(audience.exposed)

    async def _warm_lab(self) -> None:
        """Load the deck's models before their slide comes."""
        await _imported("presenter.work.child")
        moved, director = asyncio.Event(), self.stage.director
        self._keeper.listeners.append(lambda _state, _event: moved.set())
        places = changes(lambda: director.place, moved)
        stage = self._backstage
        await keep_warm(stage.lab, lambda: director.deck, stage.folder, places)

    def on_enlarge(self, event: Enlarge) -> None:
        """A part of a slide asks for the whole screen."""
        from presenter.screens.enlarged import Enlarged

        self.push_screen(Enlarged(event.large))

    def on_quiz_host_help_wanted(self, event: "QuizHost.HelpWanted") -> None:
        """The quiz's pane shows its own keys."""
        self.push_screen(Help(event.keys))

    def on_stage_room_wanted(self) -> None:
        """The speaker wants to see the audience."""
        from presenter.hosting import NO_AUDIENCE

        if self._backstage.audience is None:
            self.stage.say(NO_AUDIENCE)
            return
        from presenter.screens.room_panel import RoomPanel

        self.push_screen(RoomPanel(self.hosting))

    def on_quiz_host_room_wanted(self) -> None:
        """The same from the quiz's pane."""
        self.on_stage_room_wanted()

    def action_abort(self) -> None:
        """End at once, with the log complete."""
        self._keeper.submit(Ended(at=self._keeper.clock()))
        self.exit()

    async def on_unmount(self) -> None:
        """No child outlives the stage."""
        if self._booth:
            await self._booth.close()
        await self._backstage.close()
