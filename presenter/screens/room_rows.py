"""The rows of the room panel: the audience's questions, its people, its texts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.text import Text

from presenter.link.wire import Person, Room, Told, Wrote
from presenter.palette import ACCENT, BAD, GOOD, MUTED, WARM
from quiz.text import clean

Tab = Literal["questions", "people", "texts"]
TABS: tuple[Tab, ...] = ("questions", "people", "texts")
Row = Told | Person | Wrote
_VERDICTS = {"waiting": "? ", "approved": "✓ ", "answered": "☑ ", "hidden": "✗ "}
_COLOURS = {"waiting": WARM, "approved": GOOD, "answered": MUTED, "hidden": MUTED}
_NOTHING = {
    "questions": "Nobody has asked anything yet.",
    "people": "Nobody is here.",
    "texts": "The question on screen has no texts, or nobody has written yet.",
}


@dataclass(frozen=True)
class Listed:
    """What the panel shows: a tab of the room, what is looked for in it, and the row chosen."""

    room: Room
    tab: Tab = "questions"
    wanted: str = ""
    chosen: int = 0

    @property
    def items(self) -> Sequence[Row]:
        """The rows of the tab that have what is looked for."""
        lists: dict[Tab, Sequence[Row]] = {
            "questions": self.room.told,
            "people": self.room.people,
            "texts": self.room.wrote,
        }
        found = lists[self.tab]
        wanted = self.wanted.casefold()
        return [one for one in found if wanted in _searched(one)] if wanted else found

    @property
    def item(self) -> Row | None:
        """The row chosen."""
        items = self.items
        return items[min(self.chosen, len(items) - 1)] if items else None


def _searched(row: Row) -> str:
    return f"{row.name} {'' if isinstance(row, Person) else row.text}".casefold()


def head(listed: Listed, width: int) -> Text:
    """The tabs with how many each has, and how the room is run."""
    room = listed.room
    here = sum(one.here for one in room.people)
    counts = {"questions": len(room.told), "people": here, "texts": len(room.wrote)}
    tabs = Text()
    for tab in TABS:
        style = f"bold {ACCENT}" if tab == listed.tab else MUTED
        tabs.append(f"{'▸' if tab == listed.tab else ' '} {tab} {counts[tab]:,}  ", style)
    facts = [
        word
        for word, on in (
            ("locked", room.locked),
            ("names hidden", room.names_hidden),
            ("unmoderated", not room.moderated),
            ("leaderboard on", room.ranked),
            ("ended", room.ended),
            (f"teams: {', '.join(clean(one, 24) for one in room.teams)}", bool(room.teams)),
            (f"“{clean(listed.wanted, 24)}”", bool(listed.wanted)),
        )
        if on
    ]
    second = Text(" · ".join(facts), style=WARM)
    if room.trouble:
        second = Text(clean(room.trouble, 200), style=f"bold {BAD}")
    for line in (tabs, second):
        line.truncate(width, overflow="ellipsis")
    return Text("\n").join([tabs, second])


def rows(listed: Listed, width: int, room: int) -> Text:
    """As many rows as there is room for, around the one chosen, each on one line."""
    items = listed.items
    if not items:
        return Text("\n").join([Text(_NOTHING[listed.tab], style=MUTED)])
    chosen = min(listed.chosen, len(items) - 1)
    first = max(0, min(chosen - room // 2, len(items) - room))
    return Text("\n").join(
        _row(one, first + n == chosen, width) for n, one in enumerate(items[first : first + room])
    )


def _row(row: Row, chosen: bool, width: int) -> Text:
    match row:
        case Told(votes=votes, verdict=verdict, to=to):
            style = _COLOURS[verdict]
            mark = "to you" if to == "speaker" else f"▲{votes:,}"
            line = Text.assemble((_VERDICTS[verdict], style), (f"{mark:<7}", f"bold {ACCENT}"))
            line.append(f"{clean(row.text, width)}  ", style if verdict != "waiting" else "")
            line.append(row.name, MUTED)
        case Wrote(hidden=hidden):
            line = Text.assemble(("✗ " if hidden else "  ", f"bold {BAD}"))
            line.append(f"{clean(row.text, width)}  ", MUTED if hidden else "")
            line.append(row.name, MUTED)
        case Person(here=here, muted=muted, team=team):
            line = Text.assemble(("● " if here else "○ ", GOOD if here else MUTED))
            line.append(clean(row.name, 24), "" if here else MUTED)
            line.append(f"  {clean(team, 24)}" if team else "", ACCENT)
            line.append("  muted" if muted else "", f"bold {BAD}")
            line.append("" if here else "  left", MUTED)
    line = Text.assemble(("▸ " if chosen else "  ", f"bold {ACCENT}"), line)
    if chosen:
        line.stylize("bold")
    line.truncate(width, overflow="ellipsis")
    return line
