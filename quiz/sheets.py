"""The middle of each screen, as lines of Rich text: what a hall of attendees shares. Pure."""

from rich.text import Text

from quiz.ink import wrap
from quiz.question import COLOURS, LETTERS, SHAPES, AnyQuestion
from quiz.text import cells, clean, cut, paragraphs
from quiz.views import Asking, Counted, Lobby, Naming

_INDENT = 8
"""Cells before an option's text: cursor, shape, letter."""
_WHOLE = 99


def welcome(screen: Naming | Lobby, width: int, height: int) -> list[Text]:
    """At the door and in the lobby."""
    if isinstance(screen, Lobby):
        people = (
            "You are the first one here." if screen.people <= 1 else f"{screen.people:,} are here."
        )
        return [
            Text(),
            Text(" You are in.", "bold"),
            *_plain("The first question appears here by itself. There is nothing to do.", width),
            Text(),
            *_plain(people, width),
        ]
    typed = clean(screen.typed, 24)
    name = Text(f" {typed}▏" if typed else f" {clean(screen.offered, 24)}", "bold reverse")
    advice = "Enter takes this name." if typed else "Enter takes this name, or type your own."
    problem = marked(screen.problem, False, width)
    air = [Text()] if height > 10 else []
    return [
        *air,
        Text(" Your name here", "bold"),
        *air,
        Text(" ").append_text(name).append(" ", "bold reverse"),
        *air,
        *(problem if screen.problem else _plain(advice, width)),
        Text(),
        *_plain("Kept for this quiz: this name and your answers. Not your address.", width, "dim"),
    ]


def over(width: int) -> list[Text]:
    """The end."""
    return [Text(), Text(" That was the quiz.", "bold"), *_plain("Thank you for playing.", width)]


# ---------------------------------------------------------------------------- a question


def question(screen: Asking, width: int, height: int) -> list[Text]:
    """The question and its options in at most `height` lines: with air if there is room for it,
    with options cut short if there is not. Every option can always be reached."""
    asked = screen.question
    ask = [Text(" " + line, "bold") for line in _ask(asked, width - 2)]
    for air, most in ((True, _WHOLE), (False, _WHOLE), (False, 2)):
        options = [_option(screen, place, width, most) for place in range(len(asked.choices))]
        gap = [Text()] if air else []
        lines = [*gap, *ask, Text(), *(line for option in options for line in [*option])]
        if len(lines) <= height:
            return lines
    return _squeezed(screen, ask, width, height)


def _squeezed(screen: Asking, ask: list[Text], width: int, height: int) -> list[Text]:
    """The least that serves: a line an option, the lit one whole, and what fits of the question."""
    rows: list[Text] = []
    for place in range(len(screen.question.choices)):
        rows += _option(screen, place, width, 3 if screen.cursor == place else 1)
    shown = max(1, height - len(rows))
    if len(ask) > shown:
        ask = [*ask[: shown - 1], _shortened(ask[shown - 1], width)]
    hidden = max(0, len(ask) + len(rows) - height)
    above = max(0, min(hidden, (screen.cursor or 0) - 1))
    return [*ask, *rows[above:]][:height]


def _ask(asked: AnyQuestion, width: int) -> list[str]:
    return [line for part in paragraphs(asked.ask) for line in _wrapped(part, width)]


def _option(screen: Asking, place: int, width: int, most: int) -> list[Text]:
    """One option in at most `most` lines; the one under the cursor is lit across."""
    lit, sent = screen.cursor == place, screen.sent == place
    settled = screen.sent is not None and not sent and not lit
    lines = _hung(screen.question.choices[place].text, width - _INDENT - 1, most)
    mark = "✓" if sent else "❯" if lit else " "
    colour = COLOURS[place]
    style = f"reverse bold {colour}" if lit else "bold" if sent else "dim" if settled else ""
    drawn = []
    for number, line in enumerate(lines):
        head = f"{mark} {SHAPES[place]} {LETTERS[place]}  " if number == 0 else " " * (_INDENT - 1)
        row = Text(" ")
        row.append(head, style if lit or settled else f"bold {colour}")
        fill = " " * (width - 1 - cells(head) - cells(line)) if lit else ""
        drawn.append(row.append(line + fill, style))
    return drawn


# ---------------------------------------------------------------------------- a result


def counted(screen: Counted, width: int) -> list[Text]:
    """How the room chose; after the reveal also what was right, and why."""
    asked = screen.question
    ask = _ask(asked, width - 2)
    lines = [Text(" " + line, "bold") for line in ask[: 2 if width < 60 else 3]]
    if len(ask) > len(lines):
        lines[-1] = _shortened(lines[-1], width)
    lines.append(Text())
    for place in range(len(asked.choices)):
        lines += _result(screen, place, width)
    if screen.revealed and asked.explanation:
        lines.append(Text())
        lines += [line for part in paragraphs(asked.explanation) for line in _plain(part, width)]
    return lines


def _result(screen: Counted, place: int, width: int) -> list[Text]:
    option = screen.question.choices[place]
    answers = sum(screen.tally)
    right = screen.revealed and option.right
    colour = COLOURS[place]
    mark = "✓" if right else "❯" if screen.sent == place else " "
    tags = [word for word, on in (("right", right), ("your answer", screen.sent == place)) if on]
    tag = f"  {', '.join(tags)}" if tags else ""
    text = _hung(option.text, width - _INDENT - 1 - len(tag), 1)[0]
    head = Text(" ").append(f"{mark} {SHAPES[place]} {LETTERS[place]}  ", f"bold {colour}")
    head.append(text, "bold" if tags else "").append(tag, "bold green" if right else "bold")
    share = screen.tally[place] / answers if answers else 0.0
    figure = f" {share:4.0%} {screen.tally[place]:>5,}"
    room = width - _INDENT - 1 - len(figure)
    full = max(round(room * share), 1 if share else 0)
    bar = Text(" " * _INDENT).append("█" * full, colour).append("·" * (room - full), "dim")
    lines = [head, bar.append(figure)]
    if screen.revealed and option.why:
        lines += [Text(" " * _INDENT + line, "dim") for line in _wrapped(option.why, width - 9)]
    return lines


# ---------------------------------------------------------------------------- lines


def marked(text: str, good: bool | None, width: int) -> list[Text]:
    """News for one attendee, in at most three lines, good or bad by sign as well as by colour."""
    sign, style = {None: ("", ""), True: ("✓ ", "bold green"), False: ("✗ ", "bold red")}[good]
    lines = _wrapped(text, width - 2 - len(sign))[:3]
    return [
        Text(" " + (" " * len(sign) if number else sign) + line, style)
        for number, line in enumerate(lines)
    ]


def _plain(text: str, width: int, style: str = "") -> list[Text]:
    return [Text(" " + line, style) for line in _wrapped(text, width - 2)]


def _wrapped(text: str, width: int) -> list[str]:
    """One paragraph, cleaned, in lines of at most `width` cells."""
    return [line.plain.rstrip() for line in wrap(Text(clean(text, 2000)), width)] or [""]


def _hung(text: str, width: int, most: int) -> list[str]:
    """At most `most` lines of at most `width` cells; `…` where something is missing."""
    lines = _wrapped(text, width)
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(lines[most - 1], width - 1).rstrip() + "…"]
    return lines


def _shortened(line: Text, width: int) -> Text:
    return Text(cut(line.plain, width - 2).rstrip() + "…", line.style)
