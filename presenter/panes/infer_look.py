"""How messages and their verdicts look, line by line; a word and a sign, never colour alone."""

from collections.abc import Sequence

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED
from presenter.work.infer_view import InferView
from presenter.work.protocol import Classified

SIGNS = {"spam": ("✗ SPAM", BAD), "ham": ("✓ HAM ", GOOD)}


def choices(messages: Sequence[str], view: InferView, width: int) -> list[Content]:
    """The slide's messages, each with its number and, once known, its verdict."""
    return [_choice(number, text, view, width) for number, text in enumerate(messages, 1)]


def _choice(number: int, text: str, view: InferView, width: int) -> Content:
    known = view.verdicts.get(text)
    sign, colour = SIGNS[known.label] if known else ("", INK)
    line = Content.assemble(
        (f"{number} ", ACCENT),
        (f"{sign} " if known else "", f"bold {colour}"),
        (one_line(text), f"bold {INK}" if text == view.text else INK),
    )
    return line.truncate(width, ellipsis=True)


def verdict(view: InferView, width: int) -> list[Content]:
    """Four lines at most: the verdict with its numbers, a bar, and the message."""
    if view.trouble:
        return [
            Content.styled(f"! {view.trouble.message} {view.trouble.hint}", f"bold {BAD}"),
            Content.styled("Enter tries again", f"bold {ACCENT}"),
        ]
    if view.text is None:
        return [Content.styled("A number or an arrow picks a message.", MUTED)]
    said = Content.styled(f"“{one_line(view.text)}”", MUTED)
    if not view.verdict:
        return [Content.styled("asking the model ..." if view.waiting else "", ACCENT), said]
    return [_numbers(view.verdict), _bar(view.verdict, width), said]


def _numbers(known: Classified) -> Content:
    sign, colour = SIGNS[known.label]
    return Content.assemble(
        (sign, f"bold {colour}"),
        (f"  {percent(known.probability)} sure", f"bold {INK}"),
        (f"  {known.milliseconds:.1f} ms", MUTED),
    )


def _bar(known: Classified, width: int) -> Content:
    full = round(width * known.probability)
    return Content.assemble(("━" * full, SIGNS[known.label][1]), ("─" * (width - full), MUTED))


def percent(probability: float) -> str:
    """One decimal, and never 100 % for what is not certain."""
    return f"{min(probability, 0.999):.1%}"


def one_line(text: str) -> str:
    """Text that people typed is data: control characters and line ends become spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
