"""Get the SMS Spam Collection from the public archive, or from a file that came another way."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

from presenter.work.downloads import Progress, fetch
from presenter.work.sources import FILE, SHA256, cached
from presenter.work.trouble import Trouble

ARCHIVE = "https://archive.ics.uci.edu/static/public/228/sms+spam+collection.zip"


def intact() -> bool:
    """Is the collection in the cache, byte for byte?"""
    return cached().is_file() and _sha256(cached().read_bytes()) == SHA256


def get_collection(origin: str, progress: Progress) -> Path:
    """Fill the cache from a URL, a zip file or the plain file; returns where it is.

    Only the collection itself is kept, known by its checksum. Raises Trouble.
    """
    path = Path(origin).expanduser()
    if "://" in origin:
        path = cached().with_name("collection.zip")
        fetch(origin, path, progress)
    try:
        content = _content(path)
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror or error}.") from None
    finally:
        if "://" in origin:
            path.unlink(missing_ok=True)
    if _sha256(content) != SHA256:
        raise Trouble(
            f"{origin} does not hold the SMS Spam Collection as the archive published it.",
            "Any labelled file of your own works by name: podium lab train --data FILE",
        )
    cached().parent.mkdir(parents=True, exist_ok=True)
    new = cached().with_name(f"{FILE}.new")
    new.write_bytes(content)
    return new.replace(cached())


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if not zipfile.is_zipfile(BytesIO(content)):
        return content
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.read(FILE)
    except (KeyError, zipfile.BadZipFile):
        raise Trouble(f"There is no file {FILE} in {path}.") from None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
