"""What is wrong with a deck that only drawing it and looking beside it can tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from rich.console import Console

from presenter.draw.canvas import Canvas, Themed
from presenter.draw.page import DRAWERS
from presenter.fit import Size, TooLong, too_long
from presenter.themes import find_theme, no_such_theme, theme_problems
from presenter.work.asks import asks
from presenter.work.recordings import Recordings, folders_of
from slides.deck import Slide
from slides.links import FOLDER, links
from slides.loader import Loaded
from slides.problems import Problem, did_you_mean
from slides.sheet import placed_blocks, placed_questions
from slides.steps import Shown, own_steps

WIDTH = 100
"""Columns on which blocks are drawn to see whether they can be."""


@dataclass(frozen=True)
class Preflight:
    """What was found; and which slides are too long for which terminal."""

    findings: tuple[Problem, ...]
    too_long: tuple[tuple[str, TooLong], ...]


def preflight(loaded: Loaded, sizes: Sequence[Size]) -> Preflight:
    """Theme, files and blocks of a deck, and every slide in terminals of these sizes."""
    canvas = Canvas(folder=loaded.sheet.sources[0].path.parent)
    found = [*_theme(loaded, canvas), *_files(loaded, canvas), *_blocks(loaded, canvas)]
    found += _recordings(loaded)
    found += _questions(loaded)
    long: list[tuple[str, TooLong]] = []
    for number, slide in enumerate(loaded.deck.slides, start=1):
        excesses = [over for size in sizes if (over := too_long(slide, canvas, size))]
        long += [(slide.slide, over) for over in excesses]
        if excesses:
            spot = loaded.sheet.place((number, "slide"))
            said = _said(slide, excesses)
            found.append(
                loaded.sheet.problem(
                    spot, said, severity="warning", code="overflow", slide=slide.slide
                )
            )
    return Preflight(tuple(found), tuple(long))


def _questions(loaded: Loaded) -> Iterator[Problem]:
    """Questions too long for an attendee's terminal, drawn as it is there."""
    from quiz.frames import too_long as too_long_there

    for where, question in placed_questions(loaded.deck):
        if over := too_long_there(question):
            rows = f"{over} row{'' if over == 1 else 's'}"
            said = (
                f"{question.question!r} is {rows} too long for an attendee's terminal of 80×24:"
                " shorten it, its code or its options"
            )
            spot = loaded.sheet.place((*where, "question"))
            yield loaded.sheet.problem(spot, said, severity="warning", code="quiz-overflow")


def _said(slide: Slide, excesses: Sequence[TooLong]) -> str:
    """By how much a slide is too long where, in words."""
    where = []
    for over in excesses:
        columns, rows = over.size
        rows_said = f"{over.rows} row{'' if over.rows == 1 else 's'} too long at {columns}×{rows}"
        where.append(rows_said + (f" (from step {over.step} on)" if over.step else ""))
    cure = "shorten it, or make two of it" if not _live(slide) else "give its panes more room"
    return f"it is {', '.join(where)}: {cure}"


def _live(slide: Slide) -> bool:
    return any({"pane", "quiz"} & set(type(block).model_fields) for block in slide.walk())


def _theme(loaded: Loaded, canvas: Canvas) -> Iterator[Problem]:
    """A theme that is not there, does not load, or is hard to read."""
    name = loaded.deck.talk.theme
    if not name:
        return
    if find_theme(name, canvas.folder) is None:
        spot = loaded.sheet.place((0, "theme"))
        yield loaded.sheet.problem(spot, no_such_theme(name), code="theme")
    else:
        yield from theme_problems(name, canvas.folder)


def _files(loaded: Loaded, canvas: Canvas) -> Iterator[Problem]:
    """Pictures and data that are not where the deck looks for them."""
    for link in links(loaded.deck):
        path = canvas.folder / link.file
        if link.what == "theme" or (_has_passages(path) if link.what == FOLDER else _is_file(path)):
            continue
        said = f"there is no {link.what} {link.file!r} beside the deck{_neighbour(path)}"
        slide = loaded.deck.slides[int(link.where[0]) - 1].slide
        spot = loaded.sheet.place(link.where)
        yield loaded.sheet.problem(spot, said, severity="warning", code="dead-link", slide=slide)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _has_passages(folder: Path) -> bool:
    try:
        return next(folder.rglob("*.md"), None) is not None
    except (OSError, ValueError):
        return False


def _neighbour(path: Path) -> str:
    """A file whose name is near, as a did-you-mean."""
    try:
        return did_you_mean(path.name, [each.name for each in path.parent.iterdir()])
    except (OSError, ValueError):
        return ""


def _blocks(loaded: Loaded, canvas: Canvas) -> Iterator[Problem]:
    """Blocks that would show an error in their place."""
    console = Console(file=StringIO(), width=WIDTH)
    named = list(links(loaded.deck))
    missing = [link.where for link in named if not _is_file(canvas.folder / link.file)]
    for number, slide in enumerate(loaded.deck.slides, start=1):
        for where, block in placed_blocks(slide, number):
            if type(block) not in DRAWERS or any(gone[: len(where)] == where for gone in missing):
                continue
            try:
                drawn = Themed(DRAWERS[type(block)](Shown(block, own_steps(block)), canvas), canvas)
                list(console.render(drawn, console.options))
            except Exception as error:  # noqa: BLE001 - whatever it is, the stage would show it
                spot = loaded.sheet.place(where)
                said = f"this block cannot be shown: {error}"
                yield loaded.sheet.problem(
                    spot, said, severity="warning", code="undrawable", slide=slide.slide
                )


def _recordings(loaded: Loaded) -> Iterator[Problem]:
    """Live panes that would have nothing to fall back on, and recordings that cannot be read."""
    path = loaded.sheet.sources[0].path
    recordings, questions = Recordings(folders_of(path)), loaded.deck.questions()
    for number, slide in enumerate(loaded.deck.slides, start=1):
        for where, block in placed_blocks(slide, number):
            requests = asks(block, questions)
            missing = sum(recordings.find(request) is None for request in requests)
            if missing:
                of = f"{missing} of {len(requests)} runs" if len(requests) > 1 else "the run"
                said = f"{of} of this live pane not recorded: `podium lab record {path} --missing`"
                spot = loaded.sheet.place(where)
                yield loaded.sheet.problem(
                    spot, said, severity="note", code="no-recording", slide=slide.slide
                )
    for trouble in recordings.troubles:
        spot = loaded.sheet.place((0, "talk"))
        yield loaded.sheet.problem(spot, str(trouble), severity="warning", code="no-recording")
