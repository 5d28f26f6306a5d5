"""The room panel: the audience as its host sees and orders it, on the stage and in the cockpit."""

from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from presenter.link.wire import Person, Room, RoomOrder, Told, Wrote
from presenter.palette import for_widget
from presenter.screens.help import Help
from presenter.screens.room_rows import TABS, Listed, head, rows
from quiz.core import Verdict
from quiz.wire import Arrange, HideNames, HideText, Kick, Lock, Moderate, Mute, Rename

LOOK_SECONDS = 0.3


class Hosts(Protocol):
    """What the panel needs of whoever is in charge of the room."""

    def room(self) -> Room | None:
        """The room as it now is; None without one."""

    def order(self, order: RoomOrder) -> None:
        """Have something done in it."""

    def hand_over(self, remark: str) -> str:
        """Give an attendee's message to the pane on the slide; returns what is to be said."""


class RoomPanel(ModalScreen[None]):
    """Three lists that are gone through with the arrow keys; letters act on the row chosen."""

    DEFAULT_CSS = """
    RoomPanel { align: center middle; }
    RoomPanel > Vertical {
        width: 100%; max-width: 116; height: 100%; max-height: 40;
        padding: 0 1; background: $surface; border: $frame $primary;
        border-title-color: $primary; border-subtitle-color: $muted;
    }
    RoomPanel .head { height: 2; }
    RoomPanel .rows { height: 1fr; margin-top: 1; }
    RoomPanel .whole { height: auto; max-height: 6; border-top: solid $primary 40%; }
    RoomPanel Input { border: none; height: 1; padding: 0; display: none; }
    RoomPanel Input.-on { display: block; }
    RoomPanel .said { height: 1; color: $warning; }
    """
    KEYS: ClassVar[list[Binding]] = [
        Binding("left,shift+tab", "turn(-1)", "the list before", priority=True),
        Binding("right,tab", "turn(1)", "the list after", priority=True),
        Binding("up,k", "choose(-1)", "the row above"),
        Binding("down,j", "choose(1)", "the row below"),
        Binding("a,enter", "judge('approved')", "question: let the room see it and vote"),
        Binding("x,delete", "hide", "question or text: hide it, or show it again"),
        Binding("d", "judge('answered')", "question: it is answered"),
        Binding("p", "hand_over", "question: give it to the live pane on the slide"),
        Binding("K", "kick", "person: send out for good (twice)"),
        Binding("m", "mute", "person: take no texts, or take them again"),
        Binding("r", "type('rename')", "person: another name"),
        Binding("slash", "type('find')", "look for a name or a word"),
        Binding("L", "lock", "lock the room, or let people in again"),
        Binding("N", "names", "hide all names on the slide, or show them"),
        Binding("M", "moderate", "questions: seen once approved, or at once"),
        Binding("T", "type('teams')", "teams: names with commas; nothing for none"),
        Binding("question_mark,f1", "help", "these keys"),
        Binding("escape,q", "leave", "close"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]
    AUTO_FOCUS = ""
    _ASKS: ClassVar[dict[str, str]] = {
        "rename": "another name",
        "find": "a name or a word",
        "teams": "two teams or more, with commas: Tokens, Weights",
    }

    def __init__(self, hosts: Hosts) -> None:
        super().__init__()
        self._hosts = hosts
        self._listed = Listed(hosts.room() or Room())
        self._purpose = ""
        self._target = ""
        """Whom a name is typed for, or who is sent out with the next press."""

    def compose(self) -> ComposeResult:
        """Tabs, rows, the whole of the one chosen, an input where one is needed."""
        with Vertical() as box:
            box.border_title = "The audience"
            box.border_subtitle = "←→ lists · ↑↓ rows · ? keys · Esc closes"
            yield Static(classes="head", markup=False)
            yield Static(classes="rows", markup=False)
            yield Static(classes="whole", markup=False)
            yield Input(compact=True)
            yield Static(classes="said", markup=False)

    def on_mount(self) -> None:
        """Keep looking: the room changes."""
        self.set_interval(LOOK_SECONDS, self._look)
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Rows are cut to the width."""
        self.call_after_refresh(self._show)

    def _look(self) -> None:
        room = self._hosts.room() or Room()
        if room != self._listed.room:
            self._put(room=room)

    def _put(
        self, room: Room | None = None, turn: int = 0, wanted: str | None = None, step: int = 0
    ) -> None:
        """Show the list with something changed; the row chosen stays the same one."""
        was, before = self._listed, self._listed.item
        tab = TABS[(TABS.index(was.tab) + turn) % len(TABS)]
        search = was.wanted if wanted is None else wanted
        listed = Listed(room or was.room, tab, search)
        chosen = 0 if turn or wanted is not None else self._place(listed, before, was.chosen)
        last = max(0, len(listed.items) - 1)
        self._listed = Listed(listed.room, tab, search, max(0, min(last, chosen + step)))
        self._show()

    @staticmethod
    def _place(listed: Listed, before: object, chosen: int) -> int:
        """Where the row chosen has got to: votes and arrivals move the others."""
        key = _key(before)
        return next((n for n, one in enumerate(listed.items) if _key(one) == key), chosen)

    def _show(self) -> None:
        if not self.is_mounted:
            return
        listed, item = self._listed, self._listed.item
        place = self.query_one(".rows", Static)
        width, height = place.size
        self.query_one(".head", Static).update(for_widget(head(listed, max(20, width))))
        place.update(for_widget(rows(listed, max(20, width), max(1, height))))
        whole = item.text if isinstance(item, Told | Wrote) else ""
        self.query_one(".whole", Static).update(whole)

    def say(self, said: str) -> None:
        """A line at the foot."""
        self.query_one(".said", Static).update(said)

    # ------------------------------------------------------------------------ looking

    def action_turn(self, step: int) -> None:
        """The list beside."""
        self._put(turn=step)

    def action_choose(self, step: int) -> None:
        """The row beside."""
        self._target = ""
        self.say("")
        self._put(step=step)

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(Help(self.KEYS))

    def action_leave(self) -> None:
        """Leave the input, the search, or the panel."""
        if self._purpose:
            self._done()
        elif self._listed.wanted:
            self._put(wanted="")
        else:
            self.dismiss()

    # ------------------------------------------------------------------------ ordering

    def _order(self, order: RoomOrder) -> None:
        self._hosts.order(order)
        self._look()

    def action_judge(self, verdict: Verdict) -> None:
        """What becomes of a question."""
        if isinstance(item := self._listed.item, Told):
            self._order(Moderate(remark=item.remark, verdict=verdict))

    def action_hide(self) -> None:
        """Take a question or a text out of everybody's sight, or put it back."""
        match self._listed.item:
            case Told(remark=remark, verdict=verdict):
                now: Verdict = "approved" if verdict == "hidden" else "hidden"
                self._order(Moderate(remark=remark, verdict=now))
            case Wrote(run=run, attendee=who, hidden=hidden):
                self._order(HideText(run=run, attendee=who, on=not hidden))
            case _:
                pass

    def action_hand_over(self) -> None:
        """The pane on the slide works on what somebody wrote."""
        if isinstance(item := self._listed.item, Told):
            self.say(self._hosts.hand_over(item.remark))

    def action_kick(self) -> None:
        """Out for good; asked once more first."""
        if not isinstance(item := self._listed.item, Person):
            return
        if self._target != item.attendee:
            self._target = item.attendee
            self.say(f"K once more sends {item.name} out for good.")
            return
        self._target = ""
        self.say("")
        self._order(Kick(attendee=item.attendee))

    def action_mute(self) -> None:
        """No more texts of theirs, or again."""
        if isinstance(item := self._listed.item, Person):
            self._order(Mute(attendee=item.attendee, on=not item.muted))

    def action_lock(self) -> None:
        """Nobody new, or anybody again."""
        self._order(Lock(on=not self._listed.room.locked))

    def action_names(self) -> None:
        """Names on the slide, or none."""
        self._order(HideNames(on=not self._listed.room.names_hidden))

    def action_moderate(self) -> None:
        """Whether questions wait to be approved."""
        self._arrange(moderated=not self._listed.room.moderated)

    def _arrange(self, moderated: bool | None = None, teams: tuple[str, ...] | None = None) -> None:
        room = self._listed.room
        self._order(
            Arrange(
                teams=room.teams if teams is None else teams,
                moderated=room.moderated if moderated is None else moderated,
                streaks=room.streaks,
            )
        )

    # ------------------------------------------------------------------------ typing

    def action_type(self, purpose: str) -> None:
        """Open the input."""
        item = self._listed.item
        if purpose == "rename":
            if not isinstance(item, Person):
                return
            self._target = item.attendee
        self._purpose = purpose
        field = self.query_one(Input)
        field.placeholder = self._ASKS[purpose]
        field.value = ""
        field.add_class("-on")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list narrows while one types."""
        if self._purpose == "find":
            self._put(wanted=event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what was typed for."""
        event.stop()
        typed = event.value.strip()
        if self._purpose == "rename" and typed:
            self._order(Rename(attendee=self._target, name=typed[:64]))
        elif self._purpose == "teams":
            names = [part.strip()[:24] for part in typed.split(",") if part.strip()]
            if len(names) == 1:
                self.say("Two teams or more, or none.")
            else:
                self._arrange(teams=tuple(dict.fromkeys(names))[:8])
        self._done()

    def _done(self) -> None:
        """The input is put away."""
        self._purpose, self._target = "", ""
        self.query_one(Input).remove_class("-on")
        self.set_focus(None)


def _key(item: object) -> object:
    """What makes a row the same one, whatever was changed about it."""
    match item:
        case Told(remark=remark):
            return remark
        case Person(attendee=who):
            return who
        case Wrote(run=run, attendee=who):
            return run, who
        case _:
            return None
