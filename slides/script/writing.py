"""From a deck to a voiceover script that reads back as the same talk."""

from slides.deck import Deck, Slide
from slides.script.asides import tip_checkpoint
from slides.script.ids import is_plain_heading, slug
from slides.script.notes import guard, script_lines
from slides.script.times import write_span, write_time

RULE = ["", "---", ""]


def write_script(deck: Deck) -> str:
    """The script of a deck as it is given: what is said, the times, and the plans for them.

    What stands on the slides is not in it, nor is the appendix. Ids are, where they are not their
    title's words.
    """
    deck = deck.shown()
    lines = ["# Voiceover Script", f'## "{_line(deck.talk.talk)}"', "", *_header(deck)]
    banked = False
    spoken = [slide for slide in deck.slides if slide.part != "appendix"]
    for number, slide in enumerate(spoken, start=1):
        lines += [*RULE, _heading(number, slide)]
        if slide.notes.strip():
            lines += ["", *script_lines(slide.notes)]
        if slide.part == "qa" and not banked:
            lines += _answers(deck)
            banked = True
    if deck.talk.answers and not banked:
        lines += [*RULE, "## ANSWERS", *_answers(deck)]
    lines += [*RULE, "**END OF SCRIPT**", *_cuts(deck)]
    if deck.talk.tips:
        lines += [*RULE, "## DELIVERY TIPS", ""]
        lines += [f"{number}. {_line(tip)}" for number, tip in enumerate(deck.talk.tips, start=1)]
    return "\n".join(lines) + "\n"


def _header(deck: Deck) -> list[str]:
    talk = deck.talk
    low, high = round(talk.pace.low), round(talk.pace.high)
    fields = [
        ("Speaker", _line(talk.speaker)),
        ("Event", _line(talk.event)),
        ("Tone", _line(talk.tone)),
        ("Duration", write_span(talk.duration) if talk.duration else ""),
        ("Q&A", write_span(talk.qa) if talk.qa else ""),
        ("Pace", f"{low}-{high} words per minute" if low < high else f"{low} words per minute"),
    ]
    fields += [
        ("Checkpoint", f"{_named(deck, point.at)} by {write_time(point.by)}")
        for point in talk.checkpoints
    ]
    if not talk.checkpoints and any(map(tip_checkpoint, talk.tips)):
        fields.append(("Checkpoint", "none"))
    return [f"**{name}:** {value}  " for name, value in fields if value]


def _heading(number: int, slide: Slide) -> str:
    title = _line(slide.title)
    plain = is_plain_heading(title, slide.part)
    head = title if plain else f"SLIDE {number}: {title}" if title else f"SLIDE {number}"
    if slide.budget is not None:
        head += f" [{write_time(slide.budget)}]"
    elif title.endswith(("]", ")", "#")):
        head += " []"
    marks = [f"#{slide.slide}"] if slug(title) != slide.slide or title.endswith("}") else []
    marks += [] if plain or slide.part == "talk" else [f".{slide.part}"]
    return f"## {head}" + (f" {{{' '.join(marks)}}}" if marks else "")


def _answers(deck: Deck) -> list[str]:
    lines: list[str] = []
    for pair in deck.talk.answers:
        first, *others = pair.answer.strip().split("\n")
        lines += ["", f'**Q: "{_line(pair.ask)}"**', f"A: {first.strip()}"]
        lines += [guard(line.strip()) for line in others]
    return lines


def _cuts(deck: Deck) -> list[str]:
    if not deck.talk.cut:
        return []
    lines = ["", "**Note:**"]
    for cut in deck.talk.cut:
        done = f"be shortened to {write_time(cut.to)}" if cut.to else "be skipped"
        how = f": {_line(cut.how)}" if cut.how.strip() else ""
        lines.append(f"- {_named(deck, cut.slide)} can {done}{how}")
    return lines


def _named(deck: Deck, slide: str) -> str:
    """A slide by its number; by its id when its heading has no number."""
    place = deck.index(slide)
    kept = deck.slides[place]
    if is_plain_heading(_line(kept.title), kept.part):
        return f"#{slide}"
    return f"SLIDE {place + 1}"


def _line(text: str) -> str:
    return " ".join(text.split())
