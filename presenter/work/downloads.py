"""Fetch a file over HTTP: resumable, with progress, kept only when it is whole."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from presenter.work.trouble import Trouble

Progress = Callable[[int, int | None], None]
"""Told the bytes there are and the bytes there will be, where the server says so."""
CHUNK = 1 << 16
TIMEOUT = 20.0
"""Seconds without a byte until the server counts as gone."""


def fetch(url: str, target: Path, progress: Progress) -> None:
    """Download `url` to `target`. What an earlier try left in `target.part` is continued when the
    server can, else fetched anew. Raises Trouble; the part stays for the next try."""
    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    have = part.stat().st_size if part.is_file() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            _receive(response, part, have, progress)
    except urllib.error.HTTPError as error:
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            part.unlink()
            return fetch(url, target, progress)
        raise Trouble(f"{url} answers {error.code} {error.reason}.") from None
    except (OSError, http.client.HTTPException) as error:
        why = getattr(error, "reason", None) or error
        raise Trouble(f"{url} cannot be reached: {why}.", "Is this machine online?") from None
    part.replace(target)
    return None


def _receive(response: http.client.HTTPResponse, part: Path, have: int, progress: Progress) -> None:
    continued = response.status == http.HTTPStatus.PARTIAL_CONTENT
    have = have if continued else 0
    length = response.headers.get("Content-Length")
    total = have + int(length) if length and length.isdecimal() else None
    with part.open("ab" if continued else "wb") as file:
        while chunk := response.read(CHUNK):
            file.write(chunk)
            have += len(chunk)
            progress(have, total)
    if total is not None and have < total:
        raise Trouble(
            f"The download stopped at {have:,} of {total:,} bytes.", "Try again: it goes on there."
        )
