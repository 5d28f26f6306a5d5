"""How messages and their verdicts look, line by line; a word and a sign, never colour alone."""

from collections.abc import Sequence

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED
from presenter.work.infer_view import NOTHING, InferView, Known
from presenter.work.protocol import Classified, Explained

SIGNS = {"spam": ("✗ SPAM", BAD), "ham": ("✓ HAM ", GOOD)}
NAMES = 9
"""Cells of what stands before a bar."""
TELLING = 0.05
"""Change of probability from which a word counts as having moved the verdict."""


def choices(messages: Sequence[str], view: InferView, width: int) -> list[Content]:
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


def verdict(view: InferView, width: int, height: int) -> list[Content]:
    """At most `height` lines: the classifier's verdict, beside it the untouched base's, and the
    message with the words that moved it."""
    if view.text is None:
        return [Content.styled("A number or an arrow picks a message.", MUTED)][:height]
    now, lines = view.now, []
    if now.verdict:
        lines += [_row("tuned", now.verdict, width)]
    if now.before:
        lines += [_row("untouched", now.before, width)]
    return [*lines, *_message(view.text, now, width)][:height]


def _row(name: str, known: Classified, width: int) -> Content:
    """One classifier's word on the message: label, probability as a bar and a number, time."""
    sign, colour = SIGNS[known.label]
    figures = f" {percent(known.probability):>6} {known.milliseconds:4.1f} ms"
    room = max(0, width - NAMES - len(sign) - len(figures) - 3)
    full = round(room * known.probability)
    return Content.assemble(
        (f"{name:<{NAMES}} ", MUTED),
        (f"{sign} ", f"bold {colour}"),
        ("━" * full, colour),
        ("─" * (room - full), MUTED),
        (figures, INK),
    )


def _message(text: str, now: Known, width: int) -> list[Content]:
    if now.explained is None:
        said = Content.styled(f"“{one_line(text)}”", MUTED)
        return [Content(""), *said.wrap(max(1, width))]
    told = [Content.styled("Left out, these words change it most:", MUTED)]
    return [Content(""), *_weighed(now.explained).wrap(max(1, width)), *told]


def _weighed(explained: Explained) -> Content:
    """The message; what speaks for spam is marked with +, what speaks for ham with -."""
    words = []
    for word in explained.words:
        said = one_line(word.text)
        if abs(word.weight) < TELLING:
            words.append(Content.styled(said, MUTED))
        else:
            colour = BAD if word.weight > 0 else GOOD
            words.append(Content.styled(f"{said}{word.weight * 100:+.0f}", f"bold {colour}"))
    return Content(" ").join(words)


def percent(probability: float) -> str:
    """One decimal, and never 100 % for what is not certain."""
    return f"{min(probability, 0.999):.1%}"


def one_line(text: str) -> str:
    """Text that people typed is data: control characters and line ends become spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
