"""The cockpit's figures as lines of text. Pure; words and signs carry them, colour underlines."""

from collections.abc import Sequence
from datetime import datetime

from rich.table import Table
from rich.text import Text

from presenter.cockpit.coming import next_slide
from presenter.cockpit.results import standing
from presenter.link.wire import Panes, Room
from presenter.palette import ACCENT, BAD, GOOD, MUTED, WARM
from quiz.text import clean
from slides.checkpoints import Ahead
from slides.cuts import Offer, hard_end
from slides.durations import clock, signed_clock, spell
from slides.pacing import Pace, Verdict
from slides.plan import Planned
from slides.talk import TalkState

COLOURS = {"on pace": GOOD, "behind": BAD, "ahead": WARM}
_BARS = " ▏▎▍▌▋▊▉"


def standing_lines(state: TalkState, pace: Pace, word: Verdict, now: float) -> Text:
    """Three lines: how the talk stands, when it will end, and what the clock on the wall says."""
    if state.ended_at is not None:
        head = Text("ended", style=MUTED)
        finish = Text(f"after {clock(pace.finish)}")
    elif state.started_at is None:
        head = Text("not started", style=MUTED)
        finish = Text(f"{spell(pace.finish)} planned")
    else:
        head = Text(word, style=f"bold {COLOURS[word]}")
        finish = _finish(state, pace)
    if state.paused:
        head.append("  ‖ paused", style=f"bold {WARM}")
    if state.blank:
        head.append("  ■ black", style=f"bold {WARM}")
    wall = Text(f"now {datetime.fromtimestamp(now):%H:%M:%S}", style=MUTED)
    return Text("\n").join([head, finish, wall])


def _finish(state: TalkState, pace: Pace) -> Text:
    end, started = hard_end(state), state.started_at or 0.0
    line = Text(
        f"ends {clock(pace.finish)} · {datetime.fromtimestamp(started + pace.finish):%H:%M}"
    )
    if end is not None and pace.finish - end >= 1:
        line.append(f"  {clock(pace.finish - end)} over", style=f"bold {BAD}")
    elif end is not None:
        line.append(f"  of {clock(end)}", style=MUTED)
    return line


def slide_lines(state: TalkState, pace: Pace, width: int, narrow: bool) -> Text:
    """The slide, its time against its budget, and a bar of it; two lines when it is narrow."""
    place = state.plan.index(state.slide)
    planned = state.plan.slides[place]
    over = pace.on_slide > pace.budget
    cut = "✂" if state.slide in state.cuts else ""
    time = f" {clock(pace.on_slide)} of {clock(pace.budget)}{cut} "
    head = Text(f" {state.plan.number(state.slide)} ", style="bold")
    title = Text(planned.title or planned.slide)
    room = width - len(time) - 1 if narrow else max(10, min(40, width // 3))
    left = width - head.cell_len - (0 if narrow else len(time) + room + 1)
    title.truncate(max(0, left), overflow="ellipsis", pad=not narrow)
    style = f"bold {BAD}" if over else ""
    bar = _bar(pace.on_slide, pace.budget, room)
    between = "\n" if narrow else ""
    return Text.assemble(head, title, between, (time, style), (bar, BAD if over else ACCENT))


def _bar(spent: float, budget: float, room: int) -> str:
    """A bar in eighths of a cell."""
    share = min(1.0, spent / budget) if budget else 1.0
    eighths = int(share * room * 8)
    full, rest = divmod(eighths, 8)
    part = _BARS[rest] if rest else ""
    return f"{'█' * full}{part}".ljust(room, "░")


def next_line(state: TalkState, steps: int) -> Text:
    """What comes with the next press, and which slide is the next one."""
    line = Text()
    if state.step < steps:
        line.append(f"step {state.step + 1} of {steps} next", style=f"bold {ACCENT}")
        line.append(" · then ")
    else:
        line.append("next: ", style=f"bold {ACCENT}")
    following = next_slide(state)
    if following is None:
        return line.append("the end", style=MUTED)
    place = state.plan.index(following)
    planned = state.plan.slides[place]
    line.append(f"{place + 1} {planned.title or planned.slide}")
    return line.append(f"  {spell(planned.budget)}{_cut_mark(state, planned)}", style=MUTED)


def _cut_mark(state: TalkState, planned: Planned) -> str:
    if planned.slide not in state.cuts:
        return ""
    return f" ✂ {planned.how}" if planned.how else " ✂"


def fact_lines(
    state: TalkState, ahead: Ahead | None, panes: Panes, room: Room | None = None
) -> list[Text]:
    """One line each: the checkpoint ahead, the cut of this slide, the quiz, the panes."""
    found = [_checkpoint(ahead)] if ahead else []
    planned = state.plan.slides[state.plan.index(state.slide)]
    if planned.slide in state.cuts:
        found.append(Text(f"✂ cut to {spell(planned.budget)}: {planned.how}", style=WARM))
    if panes.quiz:
        found.append(standing(panes.quiz))
    found += _room(room) if room else []
    return found + [Text(f"▣ {line}") for line in panes.lines]


def _checkpoint(ahead: Ahead) -> Text:
    late = ahead.arrival - ahead.by
    said = f"{signed_clock(late)}" if abs(late) >= 1 else "on time"
    line = Text(f"◆ {ahead.number} {ahead.title} by {clock(ahead.by)}: {clock(ahead.arrival)}, ")
    return line.append(said, style=BAD if late >= 1 else GOOD)


def _room(room: Room) -> list[Text]:
    """What the audience thinks of the pace, and the question that most want answered."""
    found = []
    if room.too_fast or room.too_slow:
        said = Text("≋ pace: ", style=f"bold {WARM}")
        said.append(f"{room.too_fast:,} too fast · {room.too_slow:,} too slow")
        found.append(said)
    waiting = [one for one in room.told if one.verdict in ("waiting", "approved")]
    if waiting:
        first = waiting[0]
        votes = f"▲{first.votes:,} " if first.votes else ""
        line = Text(f"✉ {len(waiting):,} to answer (A): ", style=ACCENT)
        found.append(line.append(f"{votes}{clean(first.text, 200)}"))
    return found


def keys_line(width: int) -> str:
    """The keys that are looked for most, as far as they fit; the one that lists them all always."""
    keys = ["←→ drive", "p pause", "b black", "t prompter", "a answers", "A audience"]
    rest = ["? keys", "q leave"]
    while keys and len(" · ".join([*keys, *rest])) + 2 > width:
        keys.pop()
    return " " + " · ".join([*keys, *rest])


def tips_table(tips: Sequence[str]) -> Table:
    """The tips on delivery, a bullet each."""
    table = Table.grid(padding=(0, 1))
    for tip in tips:
        table.add_row("•", Text(tip))
    return table


def offer_lines(offer: Offer) -> Text:
    """The cuts on offer, the keys first; or that nothing can be won back any more."""
    text = Text(f"{clock(offer.over)} over the end", style=f"bold {BAD}")
    if not offer.cuts:
        return text.append(f", {clock(offer.short)} cannot be won back.")
    text.append(": y cuts · x keeps all. ", style="bold")
    if offer.short >= 1:
        text.append(f"{clock(offer.short)} still over then. ", style=BAD)
    for cut in offer.cuts:
        how = f" ({cut.how})" if cut.how else ""
        to = f"to {spell(cut.to)}" if cut.to else "out"
        text.append(f"✂ {cut.title or cut.slide} {to}: wins {clock(cut.saves)}{how}. ", style=WARM)
    return text
