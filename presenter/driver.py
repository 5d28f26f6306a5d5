"""The terminal driver of the stage: Textual's own, but it does not clear the title frame.

Entering the alternate screen a second time blanks it on most terminals; the title frame has
entered it already.
"""

from textual.drivers.linux_driver import LinuxDriver

_ALTERNATE_SCREEN = "\x1b[?1049h"


class StageDriver(LinuxDriver):
    """Keeps what is on the screen until the first real frame is painted over it."""

    def write(self, data: str) -> None:
        """Pass everything on but the switch that has been made."""
        if data != _ALTERNATE_SCREEN:
            super().write(data)
