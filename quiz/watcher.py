"""`ssh watch@host`: the slide on the stage, in the viewer's own terminal, as the talk moves on."""

from collections.abc import Sequence

from quiz import paint
from quiz.hall import Hall
from quiz.line import GuestChannel, Line
from quiz.painting import Follows
from quiz.slide_sheet import slide_frame
from quiz.terminal import Terminal
from quiz.users import Visit

_SCROLL = {"down": 1, "up": -1, "pagedown": 8, " ": 8, "pageup": -8, "home": -9999, "end": 9999}


class Watcher(Terminal):
    """Somebody who reads along and is asked for nothing."""

    follows: Follows = "stage"

    def __init__(self, hall: Hall, line: Line, channel: GuestChannel, visit: Visit) -> None:
        super().__init__(hall, line, channel, visit)
        self._shown: tuple[bytes, ...] | None = None
        self._slide = hall.slide
        self._scroll = self._more = 0

    def begin(self) -> None:
        """Show the slide that is on."""
        self.hall.attend(self)
        self.paint()

    def typed(self, keys: Sequence[str]) -> None:
        """Scroll, or leave: nothing else."""
        for key in keys:
            if key in ("ctrl-c", "ctrl-d", "q"):
                self.dismiss("Goodbye.")
                return
            self._scroll = max(0, min(self._more, self._scroll + _SCROLL.get(key, 0)))
        self.paint()

    def repaint(self) -> None:
        """Show the slide again, as the window has another size."""
        self._shown = None
        self.paint()

    def paint(self) -> None:
        """Send what changed; who does not keep up gets the newest slide later."""
        if self.gone:
            return
        if not self.has_room():
            self._shown = None
            return
        if self.hall.slide is not self._slide:
            self._slide, self._scroll = self.hall.slide, 0
        drawn = slide_frame(self._slide, self.look, self._scroll, self.hall.join)
        self._more = drawn.more
        self._scroll = min(self._scroll, drawn.more)
        if data := paint.patch(self._shown, drawn.lines):
            self._shown = drawn.lines
            self.send(data)
