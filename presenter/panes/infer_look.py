"""How messages and their verdicts look, line by line; a word and a sign, never colour alone."""

from collections.abc import Sequence

from rich.text import Text

from presenter.palette import ACCENT, BAD, GOOD, INK, MUTED
from presenter.work.infer_view import InferView
from presenter.work.protocol import Classified

SIGNS = {"spam": ("✗ SPAM", BAD), "ham": ("✓ HAM ", GOOD)}


def choices(messages: Sequence[str], view: InferView, width: int) -> list[Text]:
    """The slide's messages, each with its number and, once known, its verdict."""
    return [_choice(number, text, view, width) for number, text in enumerate(messages, 1)]


def _choice(number: int, text: str, view: InferView, width: int) -> Text:
    line = Text(f"{number} ", style=ACCENT, no_wrap=True)
    if known := view.verdicts.get(text):
        sign, colour = SIGNS[known.label]
        line.append(f"{sign} ", style=f"bold {colour}")
    line.append(one_line(text), style=f"bold {INK}" if text == view.text else INK)
    line.truncate(width, overflow="ellipsis")
    return line


def verdict(view: InferView, width: int) -> list[Text]:
    """Four lines at most: the verdict with its numbers, a bar, and the message."""
    if view.trouble:
        return [
            Text(f"! {view.trouble.message} {view.trouble.hint}", style=f"bold {BAD}"),
            Text("Enter tries again", style=f"bold {ACCENT}"),
        ]
    if view.text is None:
        return [Text("A number or an arrow picks a message.", style=MUTED)]
    said = Text(f"“{one_line(view.text)}”", style=MUTED)
    if not view.verdict:
        return [Text("asking the model ..." if view.waiting else "", style=ACCENT), said]
    return [_numbers(view.verdict), _bar(view.verdict, width), said]


def _numbers(known: Classified) -> Text:
    sign, colour = SIGNS[known.label]
    return Text.assemble(
        (sign, f"bold {colour}"),
        (f"  {percent(known.probability)} sure", f"bold {INK}"),
        (f"  {known.milliseconds:.1f} ms", MUTED),
    )


def _bar(known: Classified, width: int) -> Text:
    full = round(width * known.probability)
    return Text.assemble(("━" * full, SIGNS[known.label][1]), ("─" * (width - full), MUTED))


def percent(probability: float) -> str:
    """One decimal, and never 100 % for what is not certain."""
    return f"{min(probability, 0.999):.1%}"


def one_line(text: str) -> str:
    """Text that people typed is data: control characters and line ends become spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
