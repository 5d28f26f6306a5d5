"""Words and phrases in a text: whole ones, whatever their capitals and spacing."""

import unicodedata
from collections.abc import Iterable

VAGUE = (
    "good", "nice", "better", "best", "great", "amazing", "awesome", "perfect", "interesting",
    "engaging", "professional", "proper", "appropriate", "relevant", "high-quality", "high quality",
    "catchy", "cool", "fancy", "fun", "somehow", "something", "stuff", "things", "kind of",
    "sort of", "a bit", "etc", "and so on", "make it pop", "as needed", "if possible", "you know",
)  # fmt: skip
"""Words that say how a result should feel and not what it is, so that no model can follow."""
FORMATS = (
    "table", "list", "bullet*", "numbered", "json", "yaml", "csv", "xml", "html", "markdown", "tsv",
    "heading*", "paragraph*", "sentence*", "one line", "one word", "haiku", "poem", "email",
    "e-mail", "letter", "code block", "columns", "outline", "format*", "template", "key-value",
    "step by step", "steps", "headline", "tweet", "diagram", "schema",
)  # fmt: skip
"""Words that name the form of an answer."""
EXAMPLES = (
    "for example", "for instance", "e.g.", "eg.", "such as", "like this", "example:", "examples:",
    "example*", "sample:", "as in:", "input:", "output:", "here is one", "here's one", "->", "→",
)  # fmt: skip
"""Words that bring an example."""
CONSTRAINTS = (
    "at most", "at least", "no more than", "no longer than", "fewer than", "less than", "under",
    "up to", "exactly", "maximum", "minimum", "max", "between", "only", "must", "must not", "never",
    "do not", "don't", "avoid", "without", "except", "limit*", "instead of", "in english",
    "no jargon", "if you do not know", "if you don't know", "if it is not", "if none",
)  # fmt: skip
"""Words that bound an answer."""


def folded(text: str) -> str:
    """`text` as it is compared: one spacing, no capitals, one form of each letter."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(plain.split())


def words(text: str) -> list[str]:
    """The words of a text: what stands between spaces and has a letter or digit in it."""
    return [word for word in text.split() if any(char.isalnum() for char in word)]


def has(text: str, phrase: str) -> bool:
    """Whether the folded `text` has the phrase as whole words; `refund*` has any ending."""
    wanted = folded(phrase)
    ending = wanted.endswith("*")
    wanted = wanted.rstrip("*")
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        before = start and text[start - 1].isalnum() and wanted[0].isalnum()
        after = not ending and end < len(text) and text[end].isalnum() and wanted[-1].isalnum()
        if not before and not after:
            return True
        start = text.find(wanted, start + 1)
    return False


def which(text: str, phrases: Iterable[str]) -> list[str]:
    """The phrases that the folded text has, in their order, without their stars."""
    return [phrase.rstrip("*") for phrase in phrases if has(text, phrase)]
