"""Messages that attendees send and the speaker lets through to a pane."""

from typing import Protocol, runtime_checkable

LONGEST = 2_000
"""Cells of a message that is taken."""
NAME = 24
"""Cells of its sender's name."""


@runtime_checkable
class TakesMessages(Protocol):
    """A pane that works on a message which an attendee sent and the speaker let through."""

    def take_message(self, text: str, sender: str) -> None:
        """Work on it now, and say whose it is. What people typed is cleaned here."""
