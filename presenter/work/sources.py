"""Where labelled messages come from, and how they are named on screen."""

import os
from dataclasses import dataclass
from pathlib import Path

from presenter import places
from presenter.work.datasets import NAME, dataset_file
from presenter.work.messages import Message, read_messages
from presenter.work.practice import practice_messages
from presenter.work.trouble import Trouble

VARIABLE = "PODIUM_SMS_SPAM"
COLLECTION = "SMS Spam Collection"
FILE = "SMSSpamCollection"
SHA256 = "7d039a24a6083ed9ef0f806ebad56bbb976e3aeb8de05669173bfdc4996c239d"
PRACTICE = "practice set (written for Podium, not real messages)"


@dataclass(frozen=True)
class Source:
    """Labelled messages and their name on screen."""

    name: str
    practice: bool
    messages: tuple[Message, ...]


def cached() -> Path:
    """Where `podium lab data` keeps the SMS Spam Collection."""
    return places.cache() / "data" / FILE


def find_source(data: str | None = None, label: str | None = None) -> Source:
    """The best there is: the file or fetched data set named, else the environment's file, else
    the fetched collection, else the practice set. `label` names the column of labels of a CSV
    file. What is named must be good: raises Trouble."""
    named = data or os.environ.get(VARIABLE)
    if named:
        path = Path(named).expanduser()
        if not data and not path.exists():
            raise Trouble(f"{VARIABLE} names {path}, which is not there.", "Mend or unset it.")
        if not path.exists() and NAME.fullmatch(named):
            return _from_hub(named)
        return _from_file(path, label)
    if cached().is_file():
        return _from_file(cached(), None)
    return Source(PRACTICE, True, practice_messages())


def _from_hub(name: str) -> Source:
    path = dataset_file(name)
    if not path.is_file():
        raise Trouble(
            f"There is no file {name}, and no data set of the hub by this name on this machine.",
            f"Fetch it once with: podium lab data --from {name}",
        )
    return Source(name, False, read_messages(path))


def _from_file(path: Path, label: str | None) -> Source:
    name = COLLECTION if path.name == FILE else path.name
    return Source(name, False, read_messages(path, label))
