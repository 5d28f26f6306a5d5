"""What is said on a slide, between a script's Markdown and a deck's notes."""

import re
from collections.abc import Sequence
from textwrap import wrap

WIDEST = 76
"""Characters of a line of notes."""
LONGEST_CUE = 300

_STRUCTURE = (
    r"(?:#{1,6}(?:\s|$)|(?P<rule>[-*_])(?:\s*(?P=rule)){2,}\s*$|`{3}|~{3}"
    r"|\**\s*[QA]\s*:|\**\s*END OF SCRIPT)"
)
_MEANT = re.compile(rf"\\*{_STRUCTURE}", re.IGNORECASE)
_GUARDED = re.compile(rf"\\(\\*{_STRUCTURE})", re.IGNORECASE)
"""A line that a script would take for something else, and a backslash that says it is text."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CUE = re.compile(r"\[[^\[\]]*\]")
_OPTIONAL = re.compile(r"\[(OPTIONAL\b[^\[\]]*)\]", re.IGNORECASE)


def guard(line: str) -> str:
    """A line of text as a script has it, so that it is read as text again."""
    return f"\\{line}" if _MEANT.match(line) else line


def plain_line(line: str) -> str:
    """One line of a script as it is said: without guards, bold and the blanks around it."""
    line = line.strip()
    line = line[1:] if _GUARDED.match(line) else line
    before = ""
    while before != line:
        before, line = line, _BOLD.sub(r"\1", line)
    return line.strip()


def notes_of(lines: Sequence[str]) -> str:
    """The notes in a script's lines; "" when nothing is in them."""
    found: list[str] = []
    for line in _with_optional([plain_line(line) for line in lines]):
        if line or (found and found[-1]):
            found += _wrapped(line)
    text = "\n".join(found).strip()
    return f"{text}\n" if text else ""


def _wrapped(line: str) -> list[str]:
    if len(line) <= WIDEST:
        return [line]
    return wrap(line, WIDEST, break_long_words=False, break_on_hyphens=False)


def _with_optional(lines: Sequence[str]) -> list[str]:
    """What is quoted below an `[OPTIONAL …]` cue goes into it: it is said only if asked for, so
    its words do not count."""
    found: list[str] = []
    place = 0
    while place < len(lines):
        line, place = lines[place], place + 1
        quoted: list[str] = []
        if cue := _OPTIONAL.fullmatch(line):
            while place + len(quoted) < len(lines) and lines[place + len(quoted)].startswith(">"):
                quoted.append(lines[place + len(quoted)].lstrip("> "))
            said = f"[{cue[1]}: {' '.join(filter(None, quoted))}]"
            if quoted and _CUE.fullmatch(said) and len(said) <= LONGEST_CUE:
                line, place = said, place + len(quoted)
        found.append(line)
    return found


def script_lines(notes: str) -> list[str]:
    """Notes as a script has them: a cue on a line of its own stands in bold."""
    lines = (line.strip() for line in notes.strip().splitlines())
    return [
        f"**{line}**" if _CUE.fullmatch(line) and "**" not in line else guard(line)
        for line in lines
    ]
