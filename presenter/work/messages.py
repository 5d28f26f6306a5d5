"""Labelled messages, and the file format they come in: one `label<TAB>text` a line."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from presenter.work.protocol import Label
from presenter.work.tables import looks_like_csv, read_table
from presenter.work.trouble import Trouble

PLAIN = "SMSSpamCollection"
"""The collection's own file, which has no ending."""
FORMAT = "Write one message a line: ham or spam, a tab, the text."


@dataclass(frozen=True)
class Message:
    """A short message and what a person said it is."""

    label: Label
    text: str

    @property
    def spam(self) -> bool:
        return self.label == "spam"


def read_messages(path: Path, label: str | None = None) -> tuple[Message, ...]:
    """Every message of a file in UTF-8, in order; of a zip archive, of the first such file in it.

    A file of `label<TAB>text` lines is read without giving quotes a meaning: a quote that opens
    in one message and closes in another belongs to both texts. (Readers that give quotes a
    meaning make 5,572 of the SMS Spam Collection's 5,574 messages, since a stray quote swallows
    the line ends up to the next.) Empty lines are skipped. A CSV file is read as such; `label`
    names its column of labels. Raises Trouble with the line when there is no file, no text or no
    label.
    """
    content = _decode(path, _unzip(path, _read(path)))
    if looks_like_csv(path, content):
        return tuple(Message(kind, text) for _, kind, text in read_table(path, content, label))
    lines = content.split("\n")
    messages = tuple(_message(path, number, line) for number, line in enumerate(lines, 1) if line)
    if not messages:
        raise Trouble(f"{path} is empty.", FORMAT)
    return messages


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Trouble(f"There is no file {path}.", "Name a file of labelled messages.") from None
    except IsADirectoryError:
        raise Trouble(f"{path} is a folder.", "Name the file of labelled messages in it.") from None
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}.") from None


def _unzip(path: Path, content: bytes) -> bytes:
    """What is in a zip archive that may hold messages; anything else as it is."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            found = [n for n in names if n == PLAIN or n.lower().endswith((".csv", ".tsv", ".txt"))]
            return archive.read(max(found, key=lambda name: archive.getinfo(name).file_size))
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise Trouble(f"{path} is a zip without readable messages: {error}.", FORMAT) from None


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Trouble(f"{path} is not text in UTF-8.", FORMAT) from None


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
