"""The stage's application: wiring, and nothing else."""

import gc
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from presenter.draw.canvas import Canvas
from presenter.draw.markdown import warm_highlighter
from presenter.keeper import Keeper
from presenter.palette import STAGE
from presenter.panes.registry import Backstage, lab_bases, pane_for
from presenter.screens.stage import Stage
from presenter.work.protocol import Warm
from slides.deck import Deck
from slides.talk import Ended

if TYPE_CHECKING:
    from presenter.audience import Audience


class PodiumApp(App[None]):
    """One talk on one terminal."""

    TITLE = "Podium"
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
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.register_theme(STAGE)
        self.theme = STAGE.name
        self._deck = deck
        self._keeper = keeper
        self._backstage = backstage
        canvas = Canvas(folder=Path(keeper.first.deck).parent)
        self.stage = Stage(deck, keeper, lambda block: pane_for(block, backstage), canvas)

    def get_default_screen(self) -> Screen[None]:
        """The stage itself, so that no empty screen is made and painted before it."""
        return self.stage

    def on_mount(self) -> None:
        """What the talk will need later is made ready once its first slide is seen."""
        self.call_after_refresh(self._make_ready)

    def _make_ready(self) -> None:
        gc.freeze()
        gc.enable()
        self.run_worker(warm_highlighter, thread=True)
        if self._backstage.audience:
            self.run_worker(self._open_door(self._backstage.audience), exit_on_error=False)
        if bases := lab_bases(self._deck):
            self.run_worker(self._warm_lab(bases), exit_on_error=False)

    async def _open_door(self, audience: "Audience") -> None:
        """Start the quiz server; the speaker is told when it cannot, and what becomes reachable."""
        from presenter.audience import exposure

        if not await audience.start() and audience.problem:
            self.stage.say(f"{audience.problem.message} {audience.problem.hint}")
        elif warning := exposure(audience.host):
            self.stage.say(warning)

    async def _warm_lab(self, bases: list[str]) -> None:
        """Load the deck's models before their slide comes; a pane says itself what went wrong."""
        for base in bases:
            async with aclosing(self._backstage.lab.ask(Warm(base=base))) as replies:
                async for _ in replies:
                    pass

    def action_abort(self) -> None:
        """End at once, with the log complete."""
        self._keeper.submit(Ended(at=self._keeper.clock()))
        self.exit()

    async def on_unmount(self) -> None:
        """No child outlives the stage."""
        await self._backstage.lab.close()
        if self._backstage.audience:
            await self._backstage.audience.stop()
