"""How a tool call looks: the model alone, the form, what was computed, and the answer from it."""

import re
from collections.abc import Mapping

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED, WARM
from presenter.panes.text_look import overlong, safe, written
from presenter.work.protocol import Called
from presenter.work.text_view import Column, TextView
from presenter.work.tools import TOOLS, BadCall, call
from quiz.text import clean
from slides.blocks.writing import ToolQuestion

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
CLOSE = 0.005
"""Share of the exact value that a number in a text may be off."""
TAIL = 3
"""Rows of an answer at most where there are few."""
Form = Mapping[str, str | float]


def exact_value(asked: ToolQuestion, called: Called | None) -> str:
    """What is right: by the deck's own call, or by the form that the speaker filled in; "" where
    nobody knows."""
    if asked.right:
        try:
            return call(TOOLS[asked.tool], dict(asked.right))[1]
        except BadCall:
            return ""
    return called.result if called and called.corrected else ""


def says(text: str, exact: str) -> bool:
    """Does a text have the exact value, numbers within half a percent?"""
    wanted = NUMBER.fullmatch(exact.split(" ")[0])
    if not wanted:
        return exact.lower() in text.lower()
    value = _value(wanted[0])
    return any(abs(_value(n) - value) <= CLOSE * abs(value) for n in NUMBER.findall(text))


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def form_line(arguments: Form) -> str:
    """A form on one line, to be edited."""
    return "; ".join(f"{name}={_spelt(value)}" for name, value in arguments.items())


def read_form(line: str) -> dict[str, str | float]:
    """The form that a line says: `name=value; name=value`. What is no number is text."""
    form: dict[str, str | float] = {}
    for part in line.split(";"):
        name, equals, value = part.partition("=")
        if equals and name.strip():
            try:
                form[name.strip()] = float(value.replace(",", ""))
            except ValueError:
                form[name.strip()] = value.strip()
    return form


def tools_lines(
    view: TextView, asked: ToolQuestion, exact: str, width: int, height: int
) -> list[Content]:
    """At most `height` lines."""
    if view.state == "idle":
        tool = TOOLS[asked.tool]
        told = f"Enter asks the model alone, then with a tool that {tool.about}."
        return Content.styled(told, ACCENT).wrap(width)
    head = overlong(asked.question, width)
    form = _form(view, asked, width)
    rows = max(1, (height - len(head) - len(form) - 6) // 2)
    alone = _answer("alone", view.column(0), exact, view, width, rows)
    answer = _answer("with the tool", view.column(2), exact, view, width, min(rows, TAIL))
    parts = [part for part in (head, alone, form, answer if view.column(2).began else []) if part]
    gap = [Content("")] if sum(map(len, parts)) + len(parts) <= height else []
    lines = [
        line for place, part in enumerate(parts) for line in ([*gap, *part] if place else part)
    ]
    return [line.truncate(width, ellipsis=True) for line in lines]


def _answer(
    name: str, column: Column, exact: str, view: TextView, width: int, rows: int
) -> list[Content]:
    """A part's name with its verdict, and its text below it."""
    growing = view.state == "running" and column.written is None and column.began is not None
    verdict = Content("")
    if column.written and exact:
        right = says(column.text, exact)
        sign, style = ("✓ has", GOOD) if right else ("✗ has not", BAD)
        verdict = Content.styled(f"  {sign} the exact {exact}", f"bold {style}")
    title = Content.assemble((name, f"bold {ACCENT}"), verdict)
    return [title, *written(column, width, rows, growing)]


def _form(view: TextView, asked: ToolQuestion, width: int) -> list[Content]:
    """The call as it is written, then field by field, and what came of it."""
    called, call_text = view.called, view.column(1)
    if not called:
        if not call_text.began:
            return []
        flat = " ".join(safe(call_text.text).split())
        return [Content.styled("the form, filled in", f"bold {ACCENT}"), Content(flat)]
    who = "the form, corrected by the speaker" if called.corrected else "the form, filled in"
    lines = [Content.styled(who, f"bold {WARM if called.corrected else ACCENT}")]
    fields = [_field(name, value, asked.right) for name, value in called.arguments.items()]
    lines += Content("   ").join(fields).wrap(width) if fields else []
    if called.failed:
        lines.append(Content.styled(f"✗ refused: {clean(called.failed, 200)}", f"bold {BAD}"))
    else:
        told = f"{called.tool} computes {called.result}"
        lines.append(Content.styled(told, f"bold {INK}"))
    return lines


def _field(name: str, value: str | float, right: Form) -> Content:
    """A field, and where the right value is known, whether it is that."""
    shown = clean(_spelt(value), 60)
    if name not in right:
        return Content.assemble((f"{name} ", MUTED), (shown, INK))
    if _same(value, right[name]):
        return Content.assemble((f"{name} ", MUTED), (shown, INK), (" ✓", f"bold {GOOD}"))
    wrong = f" ✗ {_spelt(right[name])}"
    return Content.assemble((f"{name} ", MUTED), (shown, INK), (wrong, f"bold {BAD}"))


def _same(one: str | float, other: str | float) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return str(one).strip().lower() == str(other).strip().lower()


def _spelt(value: str | float) -> str:
    return f"{value:,.10g}" if isinstance(value, float | int) else value
