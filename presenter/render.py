"""Slides as Rich renderables: what the stage, and later exports, draw. Pure; knows no Textual."""

from collections.abc import Sequence
from typing import ClassVar

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import CodeBlock, Heading, MarkdownElement, TableElement
from rich.markdown import Markdown as RichMarkdown
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from presenter.palette import SLIDE, SURFACE
from slides.deck import Block, Columns, Markdown, Slide

CODE_THEME = "one-dark"


class Themed:
    """Draws a renderable in the slide's own styles, whatever console it is drawn on.

    It is drawn once for each width: Textual asks once for the height and once for the lines.
    """

    def __init__(self, inner: RenderableType) -> None:
        self.inner = inner
        self._drawn: dict[int, list[Segment]] = {}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        if width not in self._drawn:
            with console.use_theme(SLIDE):
                self._drawn[width] = list(console.render(self.inner, options))
        yield from self._drawn[width]


def heading(slide: Slide) -> RenderableType:
    """The slide's title and the line under it; nothing for a slide without a title."""
    if not slide.title:
        return Text("")
    if slide.layout != "content":
        return Themed(Text(slide.title, style="slide.title", justify="center"))
    return Themed(Group(Text(slide.title, style="slide.title"), Rule(style="slide.rule")))


def page(slide: Slide, blocks: Sequence[Block], centred: bool = False) -> RenderableType:
    """A whole slide of text: title, then the blocks that are on."""
    top = [heading(slide)] if slide.title else []
    return Group(*top, body(blocks, centred))


def body(blocks: Sequence[Block], centred: bool = False) -> RenderableType:
    """Text blocks below each other. A block that cannot be drawn shows its error in its place."""
    drawn: list[RenderableType] = []
    for place, block in enumerate(blocks):
        if place:
            drawn.append(Text(""))
        drawn.append(_block(block, centred))
    return Themed(Group(*drawn))


def is_text(block: Block) -> bool:
    """Whether a block can be drawn as text, with no live widget in it."""
    if isinstance(block, Columns):
        return all(is_text(inner) for column in block.columns for inner in column)
    return isinstance(block, Markdown)


def _block(block: Block, centred: bool) -> RenderableType:
    match block:
        case Markdown(markdown=text):
            return SlideMarkdown(
                text, code_theme=CODE_THEME, justify="center" if centred else "left"
            )
        case Columns(columns=columns):
            grid = Table.grid(expand=True, padding=(0, 2))
            for _ in columns:
                grid.add_column(ratio=1)
            grid.add_row(*(body(column, centred) for column in columns))
            return grid
        case _:
            return Text(f"a {type(block).__name__} block cannot stand here", style="slide.error")


class _Heading(Heading):
    """Headings stand at the left margin, without Rich's boxes."""

    LEVEL_ALIGN: ClassVar = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "left")


class _Code(CodeBlock):
    """Highlighted code on a panel of its own, as wide as the slide."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = Syntax(
            str(self.text).rstrip(),
            self.lexer_name,
            theme=self.theme,
            background_color=SURFACE,
            padding=(0, 2),
            word_wrap=False,
        )
        yield code


class _Table(TableElement):
    """Tables with air between columns and one line under the header."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(
            box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, style="markdown.table.border"
        )
        if self.header and self.header.row:
            for cell in self.header.row.cells:
                label = cell.content.copy()
                label.stylize("markdown.table.header")
                table.add_column(label, justify=cell.justify)
        for row in self.body.rows if self.body else ():
            table.add_row(*(cell.content for cell in row.cells))
        yield Padding(table, (0, 0, 1, 0))


class SlideMarkdown(RichMarkdown):
    """Rich's Markdown, dressed for a slide."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **RichMarkdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "table_open": _Table,
    }


def warm_highlighter() -> None:
    """Import the code highlighter ahead, so that the first code slide is as quick as the rest."""
    console = Console(width=40, force_terminal=False, file=None, quiet=True)
    console.print(Syntax("x = 1", "python", theme=CODE_THEME))
