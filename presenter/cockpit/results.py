"""The room's answers beside the notes: what the slide shows of them, and before it does. Pure."""

from rich.text import Text

from presenter.link.wire import Slice, Tally
from presenter.palette import ACCENT, BAD, GOOD, MUTED, WARM
from quiz.text import cells, clean

MOST = 9
"""Bars at a time: the next slide wants some room, too."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


def standing(quiz: Tally) -> Text:
    """In one line: how the question stands, and how many have answered."""
    if quiz.trouble:
        return Text(f"? quiz: {quiz.trouble}", style=BAD)
    if quiz.phase == "waiting":
        return Text(f"? quiz: {quiz.present:,} here; o opens it")
    left = f" · {quiz.seconds_left} s left" if quiz.seconds_left is not None else ""
    return Text(f"? quiz {quiz.phase}: {quiz.answered:,} of {quiz.present:,}{left}")


def result_lines(quiz: Tally, width: int, most: int = MOST) -> list[Text]:
    """The bars of a question of whatever kind, its middle in words, and the leaderboard while that
    is on; nothing before anybody was asked. No line is wider than `width`."""
    if quiz.trouble or quiz.phase in ("waiting", "skipped"):
        return []
    rows = [_cut(clean(quiz.ask, 200), width, "bold")]
    if quiz.places:
        return rows + [
            _cut(f"{one.place}. {one.name}  {one.points:,}", width, WARM) for one in quiz.places
        ]
    top = max((one.count for one in quiz.slices), default=0)
    labels = min(max((cells(_label(one)) for one in quiz.slices), default=0), width * 3 // 5)
    rows += [_bar(one, top, labels, width) for one in quiz.slices[:most]]
    if more := len(quiz.slices) - most:
        rows += [Text(f"and {more:,} more", style=MUTED)] if more > 0 else []
    if quiz.said:
        rows.append(_cut(quiz.said, width, MUTED))
    if quiz.output:
        rows.append(_cut(f"model: {quiz.output}", width, WARM))
    return rows


def _label(one: Slice) -> str:
    return f"{'✓' if one.right else ' '}{f'{one.letter} ' if one.letter else ''}{one.label}"


def _bar(one: Slice, top: int, labels: int, width: int) -> Text:
    """A label, a bar against the longest, a count."""
    label, count = _cut(_label(one), labels, GOOD if one.right else ""), f" {one.count:,}"
    label.append(" " * (labels - label.cell_len + 1))
    room = max(0, width - labels - 1 - len(count))
    eighths = round(room * 8 * one.count / top) if top else 0
    bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
    return label.append(bar, GOOD if one.right else ACCENT).append(count, "bold")


def _cut(text: str, width: int, style: str) -> Text:
    line = Text(text, style=style)
    line.truncate(max(1, width), overflow="ellipsis")
    return line
