"""The live pane that shows what may come next, and goes on token by token."""

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from presenter.panes.asking import AskingPane
from presenter.panes.frame_lines import Hint
from presenter.panes.next_look import Known, next_lines, settings
from presenter.work import wordings
from presenter.work.next_view import Shaped, draw, shaped
from presenter.work.protocol import Continuations, Next, Reply, Task
from presenter.work.runs import Run
from slides.blocks.writing import NextToken

COLDEST, HOTTEST, STEP = 0.1, 3.0, 0.1
NUCLEI = (0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


class NextTokenPane(AskingPane):
    """Bars over the likeliest next tokens. Temperature and nucleus are arithmetic on what was
    weighed once; only another text asks the lab."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "temperature(-1)", "colder", show=False),
        Binding("right", "temperature(1)", "hotter", show=False),
        Binding("left_square_bracket", "nucleus(-1)", "smaller nucleus", show=False),
        Binding("right_square_bracket", "nucleus(1)", "larger nucleus", show=False),
        Binding("s", "sample", "draw one and go on", show=False),
        Binding("f", "source", "the source in front, or not", show=False),
        Binding("backspace", "back", "take the last one back", show=False),
        Binding("0", "reset", "as the deck has it", show=False),
    ]

    def __init__(self, spec: NextToken, run: Run) -> None:
        super().__init__(run, "What comes next?", spec.prompts)
        self._spec = spec
        self.temperature, self.top_p = spec.temperature, spec.top_p
        self.appended: tuple[str, ...] = ()
        self.source = False
        self.marked = 0
        """The place of the token that Enter takes."""
        self.found: Continuations | None = None
        self._known: dict[str, Continuations] = {}
        """What was weighed, by text."""

    @property
    def text(self) -> str:
        """The text in question, without a source."""
        return self.question + "".join(self.appended)

    @property
    def shape(self) -> Shaped | None:
        """What was weighed, under the temperature and the nucleus."""
        return shaped(self.found, self.temperature, self.top_p) if self.found else None

    # ------------------------------------------------------------------------- the run

    def requests(self) -> Sequence[Task]:
        """What may come after the text."""
        return (wordings.weighing(self._spec, self._with(self.source)),)

    def _with(self, source: bool) -> str:
        return wordings.in_front(self._spec, self.text, source)

    def hear(self, reply: Reply) -> None:
        """Show what was weighed at once: a key was pressed for it."""
        super().hear(reply)
        if isinstance(reply, Continuations):
            asked = self.run.asked[-1]
            if isinstance(asked, Next):
                self._known[asked.prompt] = reply
            self.found, self.marked = reply, 0
            self.call_later(self._paint)

    # ------------------------------------------------------------------------ the keys

    def action_start(self) -> None:
        """Weigh the text; then take the marked token and go on."""
        if self._with(self.source) in self._known and not self.run.going:
            self._append(self.marked)
        else:
            super().action_start()

    def action_sample(self) -> None:
        """Draw a token by the bars, and go on from there."""
        if (shape := self.shape) and not self.run.going:
            chance = Random(f"{self._spec.seed} {self._with(self.source)}")
            self._append(draw(shape, chance))

    def _append(self, place: int) -> None:
        if (shape := self.shape) and place < len(shape.candidates):
            self.appended = (*self.appended, shape.candidates[place].text)
            self.ask_anew(*self.requests())

    def action_back(self) -> None:
        """Take the last token back."""
        if self.appended:
            self.appended = self.appended[:-1]
            self._show_or_ask()

    def action_source(self) -> None:
        """Paste the source in front, or take it away."""
        if self._spec.source:
            self.source = not self.source
            self._show_or_ask()

    def _show_or_ask(self) -> None:
        if known := self._known.get(self._with(self.source)):
            self.found, self.marked = known, 0
            self._paint()
        else:
            self.ask_anew(*self.requests())

    def action_step(self, step: int) -> None:
        """Mark the token before or after."""
        if shape := self.shape:
            drawable = sum(1 for candidate in shape.candidates if candidate.probability > 0)
            self.marked = max(0, min(drawable - 1, self.marked + step))
            self._paint()

    def action_temperature(self, step: int) -> None:
        """Colder or hotter."""
        self.temperature = round(min(HOTTEST, max(COLDEST, self.temperature + step * STEP)), 1)
        self._paint()

    def action_nucleus(self, step: int) -> None:
        """A smaller or larger nucleus."""
        near = min(range(len(NUCLEI)), key=lambda place: abs(NUCLEI[place] - self.top_p))
        self.top_p = NUCLEI[min(len(NUCLEI) - 1, max(0, near + step))]
        self.marked = 0
        self._paint()

    def action_reset(self) -> None:
        """Temperature and nucleus as the deck has them."""
        self.temperature, self.top_p = self._spec.temperature, self._spec.top_p
        self._paint()

    def action_choose(self, number: int) -> None:
        """Another prompt."""
        self.appended = ()
        super().action_choose(number)

    def take(self, text: str) -> None:
        """A prompt that an attendee sent."""
        self.appended = ()
        super().take(text)

    # -------------------------------------------------------------------------- the look

    def keys(self) -> Sequence[Hint]:
        """What each key does now."""
        if not self.found:
            return super().keys()
        source = [("f", "source")] if self._spec.source else []
        shaping = [("←→", "temperature"), ("[ ]", "top-p")]
        return [("Enter", "takes ▸"), ("s", "draws"), *shaping, *source, ("⌫", "back")]

    def said(self) -> str | Content:
        """What shapes the bars."""
        if self.found and not self.run.going:
            return settings(self.found, (self.temperature, self.top_p))
        return super().said()

    def lines(self, width: int, height: int) -> list[Content]:
        """The text, the settings, the bars."""
        known = Known(
            prompt=self.question,
            appended=self.appended,
            source=self.source,
            without=self._known.get(self._with(False)) if self.source else None,
        )
        shaping = (self.temperature, self.top_p)
        return next_lines(self.found, known, shaping, self.marked, width, height)
