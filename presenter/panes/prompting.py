"""The live pane that puts two prompts to the same model, and holds the answers against a rubric."""

from collections.abc import Sequence

from textual.content import Content

from presenter.panes.asking import AskingPane
from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED
from presenter.panes.text_look import beside, figures, halves, heading, written
from presenter.work import wordings
from presenter.work.protocol import Task
from presenter.work.runs import Run
from presenter.work.text_view import TextView
from quiz.rubric import Verdict, verdict
from quiz.text import clean
from slides.blocks.writing import NamedPrompt, Prompting

PROMPT_ROWS = 3


class PromptingPane(AskingPane):
    """The first prompt on the left, one of the others on the right."""

    def __init__(self, spec: Prompting, run: Run) -> None:
        super().__init__(run, "The same model, two prompts", [p.name for p in spec.prompts[1:]])
        self._spec = spec

    @property
    def text(self) -> str:
        """What `{text}` stands for."""
        return self.own or self._spec.text

    @property
    def topic(self) -> str:
        """The text that both prompts are about."""
        return self.text

    def said(self) -> str | Content:
        """That text; where there is none, which prompts these are."""
        names = f"{self._spec.prompts[0].name} against {self.other.name}"
        return super().said() if self.text else names

    @property
    def other(self) -> NamedPrompt:
        """The prompt on the right."""
        return self._spec.prompts[1 + self.place]

    def requests(self) -> Sequence[Task]:
        """Both at once."""
        return (wordings.prompted(self._spec, self.text, self.other),)

    def action_choose(self, number: int) -> None:
        """Another prompt on the right, about the same text."""
        if number <= len(self.examples):
            self.place = number - 1
            self.ask_anew(*self.requests())

    def lines(self, width: int, height: int) -> list[Content]:
        """Prompts, answers, marks."""
        shown = (self._spec.prompts[0], self.other)
        return prompting_lines(self.view, self._spec, shown, self.text, width, height)


def prompting_lines(
    view: TextView,
    spec: Prompting,
    shown: tuple[NamedPrompt, NamedPrompt],
    text: str,
    width: int,
    height: int,
) -> list[Content]:
    """Two columns: the prompt, the answer and its marks; at most `height` lines."""
    half = halves(width)
    columns = [
        _column(view, part, spec, prompt, text, half, height) for part, prompt in enumerate(shown)
    ]
    return beside(columns[0], columns[1], width)


def _column(
    view: TextView,
    part: int,
    spec: Prompting,
    prompt: NamedPrompt,
    text: str,
    width: int,
    rows: int,
) -> list[Content]:
    column = view.column(part)
    said = clean(prompt.prompt.replace("{text}", text), 2_000)
    asked = [Content.styled(line.plain, MUTED) for line in Content(said).wrap(width)]
    if len(asked) > PROMPT_ROWS:
        asked = [*asked[: PROMPT_ROWS - 1], asked[PROMPT_ROWS - 1].truncate(width - 1) + "…"]
    asked += [Content("")] * (PROMPT_ROWS - len(asked))
    head = [heading(prompt.name, ACCENT if part else INK, width), *asked]
    marks = _marks(verdict(spec.rubric, column.text), width) if spec.rubric else []
    if not column.written:
        marks = [Content("")] * len(marks)
    room = max(1, rows - len(head) - len(marks) - 2)
    growing = view.state == "running" and column.written is None and column.began is not None
    lines = written(column, width, room, growing)
    lines += [Content("")] * (room - len(lines))
    return [*head, Content(""), *lines, *marks, figures(column, width)]


def _marks(found: Verdict, width: int) -> list[Content]:
    """A line for the score, and one for each rule."""
    score = Content.styled(f"rubric {found.score:.0%}", f"bold {INK}")
    lines = [score]
    for mark in found.marks:
        sign, style = ("✓", GOOD) if mark.met else ("✗", BAD)
        line = Content.assemble((f"{sign} ", f"bold {style}"), (mark.said, MUTED))
        lines.append(line.truncate(width, ellipsis=True))
    return lines
