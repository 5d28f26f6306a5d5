"""Labelled messages, and the file format they come in: one `label<TAB>text` a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from presenter.work.protocol import Label
from presenter.work.trouble import Trouble

FORMAT = "Write one message a line: ham or spam, a tab, the text."


@dataclass(frozen=True)
class Message:
    """A short message and what a person said it is."""

    label: Label
    text: str

    @property
    def spam(self) -> bool:
        return self.label == "spam"


def read_messages(path: Path) -> tuple[Message, ...]:
    """Every message of a file in UTF-8, in order.

    Quotes mean nothing: a quote that opens in one message and closes in another belongs to both
    texts. (Readers that give quotes a meaning make 5,572 of the SMS Spam Collection's 5,574
    messages, since a stray quote swallows the line ends up to the next.) Empty lines are skipped.
    Raises Trouble with the line when there is no file, no text or no label.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise Trouble(f"There is no file {path}.", "Name a file of labelled messages.") from None
    except IsADirectoryError:
        raise Trouble(f"{path} is a folder.", "Name the file of labelled messages in it.") from None
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Trouble(f"{path} is not text in UTF-8.", FORMAT) from None
    messages = tuple(_message(path, number, line) for number, line in enumerate(lines, 1) if line)
    if not messages:
        raise Trouble(f"{path} is empty.", FORMAT)
    return messages


def _message(path: Path, number: int, line: str) -> Message:
    label, tab, text = line.rstrip("\r").partition("\t")
    if not tab:
        raise Trouble(f"{path}:{number}: there is no tab between label and text.", FORMAT)
    match label.strip().lower():
        case "ham":
            return Message("ham", text)
        case "spam":
            return Message("spam", text)
        case other:
            raise Trouble(f"{path}:{number}: the label is {other[:40]!r}, not ham or spam.", FORMAT)


def spam_count(messages: Iterable[Message]) -> int:
    """How many of these are spam."""
    return sum(message.spam for message in messages)
