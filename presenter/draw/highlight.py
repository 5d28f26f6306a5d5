"""Source code in the colours of the theme: Pygments reads it and knows the theme's style.

Pygments is imported when there is code to show, or by `warm_highlighter`: it is slow to load.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType as TokenType
    from rich.syntax import SyntaxTheme


def highlighted(source: str, theme: str, language: str = "", file: str = "") -> Sequence[Text]:
    """The lines of a source, of a language named or known by the file's ending.

    `theme` is a theme's `code`. Plain for a language that nobody knows. The lines are kept: copy
    before changing one.
    """
    return _highlighted(source.expandtabs(4), theme, language, file)


@lru_cache(maxsize=64)
def _highlighted(source: str, theme: str, language: str, file: str) -> Sequence[Text]:
    lines = [Text()]
    for style, said in _runs(source, theme, lexer_of(language, file)):
        first, *more = said.split("\n")
        lines[-1].append(first, style)
        for line in more:
            lines.append(Text())
            lines[-1].append(line, style)
    count = max(1, source.count("\n") + (not source.endswith("\n")))
    return tuple((lines + [Text() for _ in range(count)])[:count])


def _runs(source: str, theme: str, lexer: "Lexer") -> Iterator[tuple[Style, str]]:
    """Pieces of one style, as long as they can be: what is blank goes with what it follows."""
    run, style = "", Style.null()
    for kind, said in lexer.get_tokens(source):
        its = style if said.isspace() else _style(theme, kind)
        if its is not style:
            yield style, run
            run, style = "", its
        run += said
    yield style, run


@cache
def _theme(name: str) -> "SyntaxTheme":
    from rich.syntax import PygmentsSyntaxTheme

    from presenter.draw.plain_code import PlainCode

    return PlainCode() if name == "plain" else PygmentsSyntaxTheme(name)


@lru_cache(maxsize=1024)
def _style(theme: str, kind: "TokenType") -> Style:
    """A token's style without a background: code stands on the slide's own surface."""
    style = _theme(theme).get_style_for_token(kind)
    return Style(color=style.color, bold=style.bold, italic=style.italic, underline=style.underline)


@lru_cache(maxsize=64)
def lexer_of(language: str, file: str) -> "Lexer":
    """What reads a language, named or known by the file's ending; plain for one nobody knows.

    It keeps every line as it is: nothing stripped, nothing added.
    """
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.lexers.special import TextLexer
    from pygments.util import ClassNotFound

    options = {"stripnl": False, "ensurenl": False}
    try:
        if language:
            return get_lexer_by_name(language.strip().lower(), **options)
        if file:
            return get_lexer_for_filename(file, None, **options)
    except ClassNotFound:
        pass
    return TextLexer(**options)
