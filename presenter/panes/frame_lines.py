"""What the frame of a live pane says: the state line, the hint keys, and live or recorded. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, INK, MUTED, WARM
from presenter.work.protocol import Failed
from presenter.work.recordings import Header
from presenter.work.runs import Run

Hint = tuple[str, str]
"""A key as it is spelt, and what it does now."""


def state_of_trouble(trouble: Failed) -> Content:
    """What went wrong, and what helps."""
    return Content.styled(f"! {trouble.message} {trouble.hint}".rstrip(), f"bold {BAD}")


def state_of_silence(seconds: float) -> Content:
    """The lab says nothing."""
    return Content.styled(f"Nothing from the lab for {seconds:.0f} s.", f"bold {WARM}")


def state_of(said: str | Content, sender: str, width: int) -> Content:
    """What the pane says of itself, and who sent what it works on, on one line."""
    line = said if isinstance(said, Content) else Content.styled(said, ACCENT)
    if sender:
        line = Content.assemble((f"{sender} asks  ", f"bold {WARM}"), line)
    return line.truncate(max(1, width), ellipsis=True)


@dataclass(frozen=True)
class FrameKeys:
    """The keys that every pane has, as they are to be pressed now."""

    run: Run
    failed: bool
    typing: bool
    """Letters are typed in the pane, so that its keys need Ctrl."""

    def around(self, own: Sequence[Hint], recorded: Header | None, wanted: bool) -> list[Hint]:
        """A pane's own keys with those of the frame. A recording there is, is offered; one that is
        `wanted`, before other keys."""
        hints = [("Enter", "tries again")] if self.failed else list(own)
        if self.run.going:
            hints.append((self._spelt("c"), "stops"))
            if self.run.header:
                hints.append((self._spelt("e"), "to the end"))
        if recorded and (wanted or not self.run.going) and not self.run.recorded:
            offer = (self._spelt("r"), f"recorded {spelt_date(recorded)}")
            hints.insert(1 if wanted else len(hints), offer)
        if self.run.recorded and not self.run.going:
            hints.append((self._spelt("l"), "live"))
        return [*hints, ("Esc", "out")]

    def _spelt(self, letter: str) -> str:
        with_control = {"c": "S", "e": "N"}
        return f"Ctrl+{with_control.get(letter, letter.upper())}" if self.typing else letter


def mark(run: Run, width: int) -> str:
    """`live`, or what was recorded when and where, as far as the width allows."""
    if run.header is None:
        return "recorded runs only" if run.playing else "live"
    short = f"recorded {spelt_date(run.header)}"
    full = f"{short} on {run.header.machine}"
    return full if len(full) <= width - 4 else short


def spelt_date(header: Header) -> str:
    """As `25 Nov 2026`."""
    return f"{header.date.day} {header.date:%b %Y}"


def fitting(hints: Sequence[Hint], width: int) -> Content:
    """As many hints as the width holds, from the first."""
    line = Content("")
    for key, does in hints:
        hint = Content.assemble((key, f"bold {INK}"), (f" {does}", MUTED))
        longer = Content.assemble(line, " · ", hint) if line else hint
        if longer.cell_length > width:
            break
        line = longer
    return line
