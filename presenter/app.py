"""The stage's application: wiring, and nothing else."""

from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver

from presenter import render
from presenter.keeper import Keeper
from presenter.palette import STAGE
from presenter.panes.registry import Backstage, pane_for, uses_lab
from presenter.screens.stage import Stage
from slides.deck import Deck
from slides.talk import Ended


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
        self._deck = deck
        self._keeper = keeper
        self._backstage = backstage
        self.stage = Stage(deck, keeper, lambda block: pane_for(block, backstage))

    def on_mount(self) -> None:
        """Show the stage; what the talk will need later is made ready once it is seen."""
        self.register_theme(STAGE)
        self.theme = STAGE.name
        self.push_screen(self.stage)
        self.call_after_refresh(self._make_ready)

    def _make_ready(self) -> None:
        self.run_worker(render.warm_highlighter, thread=True)
        blocks = [block for slide in self._deck.slides for block in slide.walk()]
        if uses_lab(blocks):
            self.run_worker(self._backstage.lab.warm(), exit_on_error=False)

    def action_abort(self) -> None:
        """End at once, with the log complete."""
        self._keeper.submit(Ended(at=self._keeper.clock()))
        self.exit()

    async def on_unmount(self) -> None:
        """No child outlives the stage."""
        await self._backstage.lab.close()
