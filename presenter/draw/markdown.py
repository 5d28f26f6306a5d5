"""Markdown, dressed for a slide: Rich's renderer with our headings, code and tables."""

from typing import ClassVar

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import CodeBlock, Heading, MarkdownElement, TableElement
from rich.markdown import Markdown as RichMarkdown
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table

from presenter.draw.canvas import Canvas
from presenter.palette import SURFACE
from slides.blocks.text import Markdown
from slides.steps import Shown, visible_markdown

CODE_THEME = "one-dark"


def draw_markdown(on: Shown, canvas: Canvas) -> RenderableType:
    """The text as far as its items are on."""
    assert isinstance(on.block, Markdown)
    return slide_markdown(visible_markdown(on.block, on.stage))


def slide_markdown(text: str) -> RenderableType:
    """Any Markdown in the slide's dress."""
    return _SlideMarkdown(text, code_theme=CODE_THEME)


class _Heading(Heading):
    """Headings stand at the left margin, without Rich's boxes."""

    LEVEL_ALIGN: ClassVar = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "left")


class _Code(CodeBlock):
    """Highlighted code on a panel of its own, as wide as the slide."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Syntax(
            str(self.text).rstrip(),
            self.lexer_name,
            theme=self.theme,
            background_color=SURFACE,
            padding=(0, 2),
            word_wrap=False,
        )


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


class _SlideMarkdown(RichMarkdown):
    """Rich's Markdown with our elements."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **RichMarkdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "table_open": _Table,
    }


def warm_highlighter() -> None:
    """Import the code highlighter ahead, so that the first code slide is as quick as the rest."""
    console = Console(width=40, force_terminal=False, quiet=True)
    console.print(Syntax("x = 1", "python", theme=CODE_THEME))
