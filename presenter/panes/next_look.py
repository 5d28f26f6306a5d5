"""How the next token's distribution looks: bars with percentages, and what shapes them."""

from dataclasses import dataclass

from textual.content import Content

from presenter.panes.colours import ACCENT, GOOD, INK, MUTED, WARM
from presenter.panes.text_look import safe, visible
from presenter.work.next_view import Candidate, Shaped, shaped
from presenter.work.protocol import Continuations
from quiz.text import cells, cut

LABEL = 14
"""Cells of a token beside its bar."""
EIGHTHS = " ▏▎▍▌▋▊▉█"
TEXT_ROWS = 3


@dataclass(frozen=True)
class Known:
    """What stands around the bars."""

    prompt: str
    appended: tuple[str, ...]
    source: bool
    without: Continuations | None
    """The same text weighed without the source."""


def next_lines(
    found: Continuations | None,
    known: Known,
    shaping: tuple[float, float],
    marked: int,
    width: int,
    height: int,
) -> list[Content]:
    """At most `height` lines: the text, the settings, a bar for each of the likeliest tokens."""
    head = _text(known, width)
    if not found:
        return [*head, Content(""), Content.styled("Enter weighs every next token.", ACCENT)]
    shape = shaped(found, *shaping)
    head.append(Content(""))
    plain = shaped(known.without, *shaping) if known.without else None
    rest = [_rest(shape, found, width)]
    rows = max(1, height - len(head) - len(rest))
    first = max(0, min(marked - rows // 2, len(shape.candidates) - rows))
    likely = max(candidate.probability for candidate in shape.candidates)
    others = {c.text: c.probability for c in plain.candidates} if plain else None
    shown = list(enumerate(shape.candidates))[first : first + rows]
    bars = [_bar(c, likely, place == marked, others, width) for place, c in shown if c.probability]
    return [*head, *bars, *rest]


def _text(known: Known, width: int) -> list[Content]:
    """The prompt with what was taken since, its end where it is long."""
    source = Content.styled("source in front  " if known.source else "", f"bold {GOOD}")
    prompt = Content.styled(safe(known.prompt), INK)
    taken = Content.styled(safe("".join(known.appended)), f"bold {WARM}")
    lines = Content.assemble(source, prompt, taken, (" ▁", ACCENT)).wrap(max(1, width))
    return lines[-TEXT_ROWS:]


def settings(found: Continuations, shaping: tuple[float, float]) -> Content:
    """Temperature, nucleus, entropy, and what weighing took."""
    shape, (temperature, top_p) = shaped(found, *shaping), shaping
    about = "≈" if shape.estimated else ""
    nucleus = f"{shape.kept:,} tokens" if top_p < 1 else "all tokens"
    parts = (
        ("temperature ", MUTED),
        (f"{temperature:.1f}", f"bold {INK}"),
        ("  top-p ", MUTED),
        (f"{top_p:g}", f"bold {INK}"),
        (f" {nucleus}", MUTED),
        ("  entropy ", MUTED),
        (f"{about}{shape.bits:.2f} bits", f"bold {INK}"),
        (f"  {found.milliseconds:.0f} ms", MUTED),
    )
    return Content.assemble(*parts)


def _bar(
    candidate: Candidate,
    likely: float,
    marked: bool,
    others: dict[str, float] | None,
    width: int,
) -> Content:
    name = cut(visible(candidate.text), LABEL)
    name += " " * (LABEL - cells(name))
    tail = f" {percent(candidate.probability):>6}"
    if others is not None:
        tail += f"  without {percent(others.get(candidate.text, 0.0)):>6}"
    room = max(1, width - LABEL - 3 - cells(tail))
    eighths = round(8 * room * candidate.probability / likely) if likely else 0
    bar = "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()
    style = f"bold {ACCENT}" if marked else INK
    return Content.assemble(
        ("▸ " if marked else "  ", ACCENT),
        (name, style),
        " ",
        (bar + " " * (room - cells(bar)), ACCENT if marked else MUTED),
        (tail, style),
    )


def _rest(shape: Shaped, found: Continuations, width: int) -> Content:
    """What all tokens hold together that have no bar of their own."""
    listed = len(shape.candidates)
    if not shape.rest:
        return Content("")
    about = "≈" if shape.estimated else ""
    told = f"  the other {found.vocabulary - listed:,} tokens: {about}{percent(shape.rest)}"
    return Content.styled(told, MUTED).truncate(width, ellipsis=True)


def percent(probability: float) -> str:
    """One decimal, never 100 % for what is not certain nor 0 % for what is possible."""
    if 0 < probability < 0.0005:
        return "<0.1%"
    return f"{min(probability, 0.999):.1%}" if probability < 1 else "100%"
