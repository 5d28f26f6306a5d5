"""The stage's side of the cockpits: what they are told, and what comes of their commands."""

from typing import TYPE_CHECKING, Protocol, assert_never, runtime_checkable

from textual.app import App

from presenter.director import Director
from presenter.hosting import Hosting
from presenter.link.hub import Hub
from presenter.link.wire import (
    Command,
    Decide,
    Do,
    HandOver,
    Host,
    Jump,
    Panes,
    Said,
    ShowAnswer,
)
from presenter.screens.stage import Stage
from slides.talk import Event, TalkState

if TYPE_CHECKING:
    from pathlib import Path

LOOK_SECONDS = 0.5
"""How often the quiz and the panes are looked at while a cockpit is there."""


@runtime_checkable
class Tells(Protocol):
    """A pane that says in a line how it stands."""

    border_title: str | None

    @property
    def state_line(self) -> str:
        """What it does, in a few words."""


class Booth:
    """Sends a stage's talk to its cockpits and does what they ask, by the stage's own means."""

    def __init__(
        self,
        stage: Stage,
        socket: "Path",
        hosting: Hosting,
    ) -> None:
        self._stage = stage
        self._director: Director = stage.director
        self._hosting = hosting
        keeper = stage.director.keeper
        self._keeper = keeper
        self.hub = Hub(socket, keeper.events, keeper.clock, self.obey)

    async def open(self, app: App[None]) -> None:
        """Let cockpits in. Raises OSError."""
        await self.hub.open()
        self._keeper.listeners.append(self._follow)
        app.set_interval(LOOK_SECONDS, self._look)

    async def close(self) -> None:
        """Tell the cockpits the last of it and let them go."""
        await self.hub.close()

    def _follow(self, _state: TalkState, _event: Event) -> None:
        """Tell the cockpits, once the stage has painted its frame: that one comes first."""
        if self.hub.attached:
            self._stage.call_after_refresh(self.hub.flush)

    def _look(self) -> None:
        if self.hub.attached:
            told = [pane for pane in self._stage.panes if isinstance(pane, Tells)]
            lines = tuple(f"{pane.border_title}: {pane.state_line}" for pane in told)
            panes = Panes(lines=lines, quiz=self._hosting.tally())
            room = self._hosting.room()
            self.hub.keep(*([room, panes] if room else [panes]))

    # ------------------------------------------------------------------------ commands

    def obey(self, command: Command) -> None:
        """Do what a cockpit asks. What cannot be done is said to the cockpits."""
        if said := self._obey(command):
            self.hub.tell(Said(text=said))

    def _obey(self, command: Command) -> str:
        match command:
            case Do(do=wish):
                return self._do(wish)
            case Jump(number=number):
                return self._stage.jump(number)
            case Decide(slides=slides, accept=accept):
                self._director.decide(slides, accept)
            case ShowAnswer(answer=number):
                self._director.show_answer(number)
            case Host(order=order):
                self._hosting.order(order)
            case HandOver(remark=remark):
                return self._hosting.hand_over(remark)
            case _:
                assert_never(command)
        return ""

    def _do(self, wish: str) -> str:
        if wish.endswith("-quiz"):
            return self._hosting.do(wish)
        return self._stage.perform(wish.replace("-", "_"))
