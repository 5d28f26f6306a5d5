"""How messages and their verdicts look, line by line; a word and a sign, never colour alone."""

from collections.abc import Sequence

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED
from presenter.panes.lines import Lines, bar, one_line, percent, spread, wrapped
from presenter.work.infer_view import NOTHING, InferView, Known
from presenter.work.protocol import Classified, Explained

SIGNS = {"spam": ("✗ SPAM", BAD), "ham": ("✓ HAM ", GOOD)}
WIDE = 44
"""Cells from which names and figures are written in full."""
NAMES = 12
"""Cells of what stands before a bar."""
TELLING = 0.05
"""Change of probability from which a word counts as having moved the verdict."""


def choices(messages: Sequence[str], view: InferView, width: int) -> Lines:
    """The slide's messages, each with its number and, once known, its verdict."""
    return [_choice(number, text, view, width) for number, text in enumerate(messages, 1)]


def _choice(number: int, text: str, view: InferView, width: int) -> Content:
    known = view.known.get(text, NOTHING).verdict
    sign, colour = SIGNS[known.label] if known else ("", INK)
    line = Content.assemble(
        (f"{number} ", ACCENT),
        (f"{sign} " if known else "", f"bold {colour}"),
        (one_line(text), f"bold {INK}" if text == view.text else INK),
    )
    return line.truncate(width, ellipsis=True)


SHORT = {"trained here": "ours", "ready-made": "tuned", "untouched": "before"}


def verdict(view: InferView, name: str, width: int, height: int) -> Lines:
    """At most `height` lines: the classifier's verdict under its `name`, beside it the untouched
    base's, the message, and which of its words moved the verdict."""
    if view.text is None:
        return [Content.styled("A number or an arrow picks a message.", MUTED)][:height]
    now = view.now
    rows = [_row(name, now.verdict, width)] if now.verdict else []
    rows += [_row("untouched", now.before, width)] if now.before else []
    message = list(_message(view.text, now).wrap(max(1, width)))
    room = height - len(rows) - len(message) - 2
    return spread([rows, message, _reasons(now.explained, width, room)], height)


def _row(name: str, known: Classified, width: int) -> Content:
    """One classifier's word on the message: label, probability as a bar and a number, time."""
    sign, colour = SIGNS[known.label]
    wide = width >= WIDE
    named = f"{name:<{NAMES}} " if wide else f"{SHORT[name]:<6} "
    figures = f" {percent(known.probability):>5} {known.milliseconds:.{int(wide)}f} ms"
    room = width - len(named)
    rest = bar(f"{sign} ", known.probability, figures, room, colour)
    return Content.assemble((named, MUTED), rest.stylize(f"bold {colour}", 0, len(sign)))


def _message(text: str, now: Known) -> Content:
    """The message, with the words that moved the verdict brought out once they are known."""
    if now.explained is None:
        return Content.styled(f"“{one_line(text)}”", MUTED)
    words = (_word(word.text, word.weight) for word in now.explained.words)
    return Content(" ").join(words)


def _word(text: str, weight: float) -> Content:
    told = abs(weight) >= TELLING
    colour = (BAD if weight > 0 else GOOD) if told else MUTED
    return Content.styled(one_line(text), f"bold underline {colour}" if told else colour)


def _reasons(explained: Explained | None, width: int, room: int) -> Lines:
    """The words that moved it most, by how much less likely spam the message is without each."""
    if explained is None or room < 1:
        return []
    moved = sorted(explained.words, key=lambda word: -abs(word.weight))
    telling = [word for word in moved if abs(word.weight) >= TELLING]
    if not telling:
        return wrapped("No single word moves it: leave any out, it stays.", width, MUTED)
    head = wrapped("Leave a word out, and spam changes by (occlusion):", width, MUTED)
    if room <= len(head):
        return wrapped("Underlined: moved it (occlusion).", width, MUTED)
    longest = min(16, max(len(one_line(word.text)) for word in telling))
    rows = []
    for word in telling[: max(0, room - len(head))]:
        name = one_line(word.text)[:longest]
        colour, said = BAD if word.weight > 0 else GOOD, f" {-word.weight * 100:+5.0f} %"
        rows.append(bar(f"{name:<{longest}} ", abs(word.weight), said, width, colour))
    return [*head, *rows]
