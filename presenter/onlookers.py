"""What those who watch from their own terminals may see of the stage: words and lines, no more.

Taken from the blocks that are on, and from nothing else: notes, later steps, other slides, cues
and budgets are not looked at. What runs on the stage is named, never sent.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping

from rich.console import Console

from presenter.draw.canvas import Canvas
from presenter.draw.page import DRAWERS, draw
from presenter.keeper import Keeper
from presenter.prose import Part, line, markdown_pieces, piece, rows
from quiz.question import AnyQuestion
from quiz.slide import Piece, SlideText
from slides.blocks.figures import Image, Qr
from slides.blocks.live import Quiz
from slides.blocks.text import Big, Callout, Markdown, Quote, Spacer, Table
from slides.deck import Deck
from slides.steps import Shown, shown, visible_markdown
from slides.talk import TalkState

MOST_PARTS = 200
WIDTH = 72
"""Cells in which figures are drawn; words are set by each viewer's terminal."""
SETTLED = 0.12
"""Seconds after which a slide that the speaker stays on is told: the stage paints first."""
DARK = SlideText(title="The stage is dark.")


def seen(
    deck: Deck, state: TalkState, questions: Mapping[str, AnyQuestion], canvas: Canvas
) -> SlideText:
    """The slide that is on, as far as it is on."""
    if state.blank:
        return DARK
    if state.answer:
        said = markdown_pieces(state.answer.answer)
        return SlideText(title=state.answer.ask[:400], parts=tuple(said)[:MOST_PARTS])
    place = deck.index(state.slide)
    slide = deck.slides[place]
    parts = _parts(shown(slide, state.step), questions, canvas)
    return SlideText(number=place + 1, title=slide.title, parts=tuple(parts)[:MOST_PARTS])


def keep_showing(
    show: Callable[[SlideText], None],
    keeper: Keeper,
    deck: Callable[[], Deck],
    questions: Mapping[str, AnyQuestion],
    canvas: Callable[[], Canvas],
) -> None:
    """Show the slide that is on, now and whenever it is another."""
    loop = asyncio.get_running_loop()
    waiting: list[asyncio.TimerHandle] = []

    def tell() -> None:
        waiting.clear()
        show(seen(deck(), keeper.state, questions, canvas()))

    def soon(*_: object) -> None:
        if not waiting:
            waiting.append(loop.call_later(SETTLED, tell))

    keeper.listeners.append(soon)
    tell()


def _parts(
    on: Iterable[Shown], questions: Mapping[str, AnyQuestion], canvas: Canvas
) -> Iterator[Part]:
    for one in on:
        if one.parts:
            for inside in one.parts:
                yield from _parts(inside, questions, canvas)
        else:
            yield from _block(one, questions, canvas)


def _block(on: Shown, questions: Mapping[str, AnyQuestion], canvas: Canvas) -> Iterable[Part]:
    match on.block:
        case Markdown() as block:
            return markdown_pieces(visible_markdown(block, on.stage))
        case Table(table=tuple(cells)):
            count = 1 + on.stage if on.block.reveal == "items" else len(cells)
            return [rows(map(line, row) for row in cells[:count])]
        case Spacer():
            return []
        case Quiz() as block:
            return _question(questions.get(block.id))
        case Callout() | Quote() | Big() | Image() | Qr() as block:
            return _words(block)
        case block if type(block) in DRAWERS:
            return [piece("code", _drawn(on, canvas))]
        case _:
            return [piece("aside", "[Live on the stage]")]


def _words(block: Callout | Quote | Big | Image | Qr) -> list[Part]:
    match block:
        case Callout(title=title, kind=kind, callout=said):
            return [piece("heading", title or kind.capitalize()), *markdown_pieces(said)]
        case Quote(quote=words, by=by):
            return [piece("quote", words), *([piece("aside", f"– {by}")] if by else [])]
        case Big(big=words):
            return [piece("heading", words)]
        case Image(alt=alt, caption=caption):
            return [piece("aside", f"[Picture: {caption or alt or 'on the stage'}]")]
        case Qr(qr=target, caption=caption):
            return [piece("text", f"{caption}: {target}" if caption else target)]


def _question(asked: AnyQuestion | None) -> Iterator[Part]:
    """A question as it stands on the slide: what is asked, not what is right."""
    if asked:
        yield piece("text", asked.ask)
        for place, option in enumerate(asked.choices):
            yield Piece(style="item", text=option.text, mark=f"{'ABCDEFGHI'[place]}.")
    yield piece("aside", "[A question for the audience]")


# ---------------------------------------------------------------------------- figures


def _drawn(on: Shown, canvas: Canvas) -> str:
    """A figure as lines without colour."""
    console = Console(
        width=WIDTH, color_system=None, legacy_windows=False, markup=False, _environ={}
    )
    lines = console.render_lines(draw(on, canvas), pad=False)
    return "\n".join("".join(part.text for part in line).rstrip() for line in lines)
