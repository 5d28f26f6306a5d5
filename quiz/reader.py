"""`ssh plain@host`: the quiz line by line, for screen readers and for terminals that only print.

No alternate screen, no cursor movement, no colour. What is typed is echoed where the terminal does
not do it itself. Every change is said once.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from quiz.core import Refused
from quiz.hall import Hall
from quiz.heard import NotUnderstood, heard
from quiz.limits import Bucket
from quiz.line import GuestChannel, Line
from quiz.seat import Action, Leave, OfferAnother, Redraw, at_run
from quiz.spoken import HELP, Lines, news, spoken, topic
from quiz.store import StoreFailed
from quiz.terminal import Terminal
from quiz.users import Visit
from quiz.views import view
from quiz.wishes import Ask, SayPace, TakeBack, TakeName, Vote

_WAITING_LINES = 20
_LONGEST_LINE = 1000
_PROMPT = b"> "


class Reader(Terminal):
    """An attendee who is read to."""

    enter = leave = b""
    needs_cursor = False

    def __init__(self, hall: Hall, line: Line, channel: GuestChannel, visit: Visit) -> None:
        super().__init__(hall, line, channel, visit)
        self._typed = ""
        self._lines: deque[str] = deque(maxlen=_WAITING_LINES)
        self._heard: Lines = ()
        self._about: object = None
        self._busy = self._prompted = False
        self._wishes = Bucket(hall.limits.wish_rate, hall.limits.wish_burst, hall.loop.time())

    def begin(self) -> None:
        """Bring back whom the code names, or ask for a name."""
        self.seat = replace(self.seat, offered=self.hall.room.offer_name(), kept=self.hall.kept)
        self.hall.spawn(self.hall.welcome(self))

    # ------------------------------------------------------------------------ keys

    def typed(self, keys: Sequence[str]) -> None:
        """Letters become lines; a terminal in raw mode has them echoed here."""
        echo = self.term is not None
        for key in keys:
            match key:
                case "enter":
                    self._say_raw(b"\r\n" if echo else b"")
                    self._prompted = False
                    self._lines.append(self._typed)
                    self._typed = ""
                case "backspace" if self._typed:
                    self._typed = self._typed[:-1]
                    self._say_raw(b"\b \b" if echo else b"")
                case "ctrl-c" | "ctrl-d":
                    self.dismiss("Goodbye.")
                    return
                case _ if len(key) == 1 and len(self._typed) < _LONGEST_LINE:
                    self._typed += key
                    self._say_raw(self._encoded(key) if echo else b"")
        self._pump()

    def _pump(self) -> None:
        while self._lines and not self._busy and not self.gone:
            self._take(self._lines.popleft())

    def _take(self, line: str) -> None:
        """Do what a line says."""
        self.seat = replace(self.seat, problem="", news="")
        match line.strip().casefold():
            case "/help" | "?" | "/?":
                self._say(HELP)
                return
            case "/again":
                self._heard = ()
                self.paint()
                return
            case "/questions":
                self._say(self._questions())
                return
        try:
            self.seat, action = heard(self.seat, line, self.hall.room.state)
        except NotUnderstood as why:
            self._say((f"Note: {why}",))
            return
        match action:
            case None | Redraw() | OfferAnother():
                self.paint()
            case Leave():
                self.dismiss("Goodbye.")
            case _ if self._wishes.spend(1, self.hall.loop.time()):
                self._busy = True
                self.hall.spawn(self._ask(action))
            case _:
                self._say(("Note: One moment, please. Try again.",))

    async def _ask(self, action: Action) -> None:
        """Put the wish to the room, and say what came of it."""
        said = ""
        try:
            if isinstance(action, TakeName):
                await self.hall.admit(self, action.name)
            elif self.seat.attendee and not isinstance(action, Leave | Redraw | OfferAnother):
                await self.hall.room.grant(self.seat.attendee, action)
                said = "Done." if isinstance(action, Ask | Vote | SayPace | TakeBack) else ""
        except (ValueError, Refused) as refused:
            said = f"Note: {refused}"
        except StoreFailed:
            said = "Note: That was not saved. Please try again."
        finally:
            self._busy = False
        if said:
            self._say((said,))
        if not said.startswith("Note:") or self.seat.attendee:
            self.paint()
        self._pump()

    def _questions(self) -> Lines:
        """What the audience has asked."""
        room = self.hall.room
        seat = replace(self.seat, page="questions")
        if seat.attendee is None:
            return ("Note: Take a name first.",)
        return spoken(view(room.state, seat, room.clock(), self.hall.board, self.hall.way_back))

    # ------------------------------------------------------------------------ lines

    def paint(self) -> None:
        """Say what is new; who does not keep up is told the newest later."""
        if self.gone or not self.has_room():
            return
        room = self.hall.room
        self.seat = at_run(self.seat, room.state)
        seen = view(room.state, self.seat, room.clock(), self.hall.board, self.hall.way_back)
        lines, about = spoken(seen), topic(seen)
        fresh = news(self._heard if about == self._about else (), lines)
        self._heard, self._about = lines, about
        self._say(fresh)
        if seen.asks and self.seat.attendee:
            room.saw_question(self.seat.attendee)

    def _say(self, lines: Lines) -> None:
        """Lines, and the prompt with what is typed so far after them."""
        if lines:
            below = b"\r\n" if self._prompted else b""
            text = b"".join(self._encoded(line) + b"\r\n" for line in lines)
            self._prompted = self.term is not None
            prompt = _PROMPT + self._encoded(self._typed) if self._prompted else b""
            self._say_raw(below + text + prompt)

    def _say_raw(self, data: bytes) -> None:
        if not self.gone:
            self.send(data)

    def _encoded(self, text: str) -> bytes:
        return text.encode("utf-8" if self.look.unicode else "ascii", "replace")
