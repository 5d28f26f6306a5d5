"""What can be known about a talk before anybody gives it. Pure: a loaded deck in, findings out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.question import Choice, FixPrompt, Guess, Method, Question
from slides.blocks.figures import Image
from slides.deck import Quiz, Slide
from slides.durations import spell
from slides.figures import DeckFigures, SlideFigures, figures_of, savings
from slides.loader import Loaded
from slides.marks import Path as Where
from slides.planning import plan_of
from slides.problems import Problem, Severity, in_order
from slides.sheet import placed_blocks
from slides.words import by_step

FEWEST = 60
"""Words per minute; a budget that asks for fewer is padded, or its notes are missing."""
MOST = 200
"""Words per minute; nobody follows, and hardly anyone speaks, a script any faster."""


@dataclass(frozen=True)
class Checked:
    """A deck in figures, and what is to be said about it in the order of the file."""

    figures: DeckFigures
    findings: tuple[Problem, ...]


@dataclass(frozen=True)
class _Finding:
    where: Where
    message: str
    code: str
    severity: Severity = "warning"


def check(loaded: Loaded) -> Checked:
    """Everything worth saying about a deck that loads; hidden slides are passed over."""
    figures = figures_of(loaded.deck.shown())
    found = [*_durations(figures), *_checkpoints(loaded), *_cuts(loaded, figures)]
    found += [*_header_questions(loaded), *_glossary(loaded), *_hidden(loaded), *_images(loaded)]
    given = [pair for pair in enumerate(loaded.deck.slides, start=1) if not pair[1].hidden]
    for (number, slide), row in zip(given, figures.slides, strict=True):
        found += _times(number, row, figures)
        found += _notes(number, slide, row)
        found += _quizzes(number, slide)
    problems = [
        loaded.sheet.problem(
            loaded.sheet.place(finding.where),
            finding.message,
            severity=finding.severity,
            code=finding.code,
            slide=_slide_at(loaded, finding.where),
        )
        for finding in found
    ]
    return Checked(figures, tuple(in_order(problems, loaded.sheet.files)))


def _slide_at(loaded: Loaded, where: Where) -> str | None:
    number = where[0]
    return loaded.deck.slides[number - 1].slide if isinstance(number, int) and number else None


# ------------------------------------------------------------------------- the whole


def _durations(figures: DeckFigures) -> Iterator[_Finding]:
    """The budgets against what the programme gives the talk and its questions."""
    if figures.declared is None:
        message = "declare what the programme gives you, as `duration: 40m-42m`"
        yield _Finding((0,), message, "no-duration", "note")
    sums = (
        ("duration", "the talk", figures.budget, figures.declared, figures.over),
        ("qa", "questions and closing", figures.qa_budget, figures.qa_declared, figures.qa_over),
    )
    for key, what, budget, declared, over in sums:
        if declared is None or not over:
            continue
        low, high = declared
        total = f"the budgets of {what} add up to {spell(budget)}"
        if over > 0:
            cure = "shorten some"
            if key == "duration" and figures.savings:
                cure += f" (the permitted cuts win back {spell(figures.savings)})"
            message = f"{total}, {spell(over)} more than the {spell(high)} declared: {cure}"
        else:
            message = f"{total}, {spell(-over)} less than the {spell(low)} declared"
        yield _Finding((0, key), message, key)


def _checkpoints(loaded: Loaded) -> Iterator[_Finding]:
    """Checkpoints that the budgets before them miss."""
    given = loaded.deck.shown()
    plan = plan_of(given)
    starts, saved = plan.starts, savings(given, plan.slides)
    for number, point in enumerate(loaded.deck.talk.checkpoints):
        if not plan.has(point.at):
            continue
        place = plan.index(point.at)
        late = starts[place] - point.by
        if late < 1:
            continue
        won = sum(saved.get(slide.slide, 0.0) for slide in plan.slides[:place])
        message = (
            f"by the budgets {point.at!r} begins at {spell(starts[place])}, "
            f"{spell(late)} after the {spell(point.by)} of this checkpoint"
        )
        if not won:
            message += "; shorten what stands before it, or set the checkpoint later"
        elif won < late:
            message += f"; even the permitted cuts before it win back only {spell(won)}"
        else:
            message += f"; the permitted cuts before it can win back {spell(won)}"
        yield _Finding((0, "checkpoints", number, "by"), message, "checkpoint")


def _cuts(loaded: Loaded, figures: DeckFigures) -> Iterator[_Finding]:
    """Cuts that save nothing."""
    budgets = {slide.slide: slide.budget for slide in figures.slides}
    for number, cut in enumerate(loaded.deck.talk.cut):
        if cut.slide in budgets and cut.to >= (budget := budgets[cut.slide]):
            message = f"this cut saves nothing: {cut.slide!r} has {spell(budget)} to begin with"
            yield _Finding((0, "cut", number, "to"), message, "cut")


def _header_questions(loaded: Loaded) -> Iterator[_Finding]:
    """The questions of the header: as questions, and whether a slide shows them."""
    blocks = (block for slide in loaded.deck.shown().slides for block in slide.walk())
    shown = {block.id for block in blocks if isinstance(block, Quiz)}
    for number, question in enumerate(loaded.deck.talk.questions):
        where = (0, "questions", number, "question")
        yield from _question(where, question)
        own = loaded.sheet.place(where).source is loaded.sheet.sources[0]
        if question.question not in shown and own:
            message = f"no slide shows this question; a block `quiz: {question.question}` does"
            yield _Finding(where, message, "question-unused", "note")


def _glossary(loaded: Loaded) -> Iterator[_Finding]:
    """Words that are explained, and that no slide or question says."""
    saying = (*loaded.deck.slides, *loaded.deck.questions().values())
    said = " ".join(part.model_dump_json() for part in saying).casefold()
    for word in loaded.deck.talk.glossary:
        if json.dumps(word, ensure_ascii=False)[1:-1].casefold() not in said:
            message = f"no slide says {word!r}, which the glossary explains"
            yield _Finding((0, "glossary", word), message, "glossary-unused", "note")


def _hidden(loaded: Loaded) -> Iterator[_Finding]:
    """Checkpoints and cuts of slides that are left out of the talk."""
    talk = loaded.deck.talk
    hidden = {slide.slide for slide in loaded.deck.slides if slide.hidden}
    named = [((0, "checkpoints", n, "at"), point.at) for n, point in enumerate(talk.checkpoints)]
    named += [((0, "cut", n, "slide"), cut.slide) for n, cut in enumerate(talk.cut)]
    for where, name in named:
        if name in hidden:
            message = f"{name!r} is hidden, so this counts for nothing"
            yield _Finding(where, message, "hidden", "note")


def _images(loaded: Loaded) -> Iterator[_Finding]:
    """Pictures without words for those who cannot see them."""
    for number, slide in enumerate(loaded.deck.slides, start=1):
        for where, block in placed_blocks(slide, number):
            if isinstance(block, Image) and not block.alt.strip():
                message = "this image has no `alt`: say what it shows, for those who cannot see it"
                yield _Finding(where, message, "no-alt")


# ------------------------------------------------------------------------- slide by slide


def _times(number: int, slide: SlideFigures, figures: DeckFigures) -> Iterator[_Finding]:
    """A slide's words against its budget; the appendix has none."""
    if slide.part == "appendix":
        return
    if slide.open:
        message = f"this slide has no budget; {spell(slide.budget)} is assumed"
        yield _Finding((number, "slide"), message, "no-budget", "note")
        return
    rate, aim = slide.words_per_minute, figures.pace[1]
    where = (number, "budget")
    fast, slow = map(spell, slide.spoken)
    if rate > aim:
        least = "more than anyone can follow" if rate > MOST else f"more than the {aim:g} aimed for"
        message = (
            f"its {slide.words} words fit into {spell(slide.budget)} only at {rate:.0f} words a "
            f"minute, {least}; give it {slow}, or say less"
        )
        yield _Finding(where, message, "many-words")
    elif slide.words > 0 and rate < FEWEST and slide.part != "qa":
        message = (
            f"its {slide.words} words fill {spell(slide.budget)} at {rate:.0f} words a minute; at "
            f"your pace they take {fast}"
        )
        message += "" if fast == slow else f"–{slow}"
        cure = "its pane or quiz takes the rest" if slide.live else "say more, or give it less time"
        severity: Severity = "note" if slide.live else "warning"
        yield _Finding(where, f"{message}: {cure}", "few-words", severity)


def _notes(number: int, slide: Slide, figures: SlideFigures) -> Iterator[_Finding]:
    """Missing notes, and `[step]` cues that do not match the steps."""
    if not slide.notes.strip():
        if slide.part not in ("qa", "appendix"):
            message = "this slide has no notes: write what you say, or a [cue] for what you do"
            yield _Finding((number, "slide"), message, "no-notes")
        return
    cues, steps = len(by_step(slide.notes)) - 1, figures.steps
    if cues == steps:
        return
    have = f"its notes have {_count(cues, '[step] cue')}, and the slide has {_count(steps, 'step')}"
    if cues:
        message = f"{have}: the notes shown will not be those of the step"
        yield _Finding((number, "notes"), message, "step-cues")
    else:
        message = f"{have}: a [step] where you press makes the notes follow"
        yield _Finding((number, "notes"), message, "step-cues", "note")


def _quizzes(number: int, slide: Slide) -> Iterator[_Finding]:
    """The questions that are written on a slide."""
    for where, block in placed_blocks(slide, number):
        if isinstance(block, Quiz) and isinstance(block.quiz, Question):
            yield from _question((*where, "quiz", "question"), block.quiz)


def _question(where: Where, question: Question) -> Iterator[_Finding]:
    """A question without an answer, or an answer without a reason."""
    name = question.question
    if isinstance(question, Choice) and not question.right:
        yield _without_answer(where, question)
        return
    if question.right and len(question.right) == len(question.choices):
        message = f"every option of {name!r} is right: nobody can choose wrongly"
        yield _Finding(where, message, "all-right")
    if question.has_answer and not question.explanation and not isinstance(question, _EXPLAINED):
        message = f"{name!r} has no `explanation`: say why the right option is right"
        yield _Finding(where, message, "no-explanation")


_EXPLAINED = (Method, FixPrompt, Guess)
"""Kinds whose options, rules or model say why."""


def _without_answer(where: Where, question: Choice) -> _Finding:
    """A poll; or a question whose right option was forgotten, since it explains one."""
    name = question.question
    if question.explanation or any(option.why for option in question.options):
        cure = "mark one with `right: yes`, or write `kind: poll`"
        message = f"{name!r} explains its answer, and no option is right: {cure}"
        return _Finding(where, message, "no-answer")
    message = f"{name!r} has no right option: it is a poll, and nobody scores"
    return _Finding(where, message, "poll", "note")


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}" + ("" if number == 1 else "s")
