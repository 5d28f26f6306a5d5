"""Fetch a file over HTTP: resumable, with progress, kept only when it is whole."""

import errno
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
LARGEST_READ = 50_000_000


def fetch(url: str, target: Path, progress: Progress, token: str | None = None) -> None:
    """Download `url` to `target`. What an earlier try left in `target.part` is continued when the
    server can, else fetched anew. Raises Trouble; the part stays for the next try.

    `token` is shown to the server of `url` only, not to one that it redirects to.
    """
    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    have = part.stat().st_size if part.is_file() else 0
    request = _request(url, token)
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            _receive(response, part, have, progress)
    except urllib.error.HTTPError as error:
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            part.unlink()
            return fetch(url, target, progress, token)
        raise _refused(url, error) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(url, error) from None
    part.replace(target)
    return None


def read_url(url: str, token: str | None = None) -> bytes:
    """What `url` answers, for answers that are small. Raises Trouble."""
    try:
        with urllib.request.urlopen(_request(url, token), timeout=TIMEOUT) as response:
            return bytes(response.read(LARGEST_READ))
    except urllib.error.HTTPError as error:
        raise _refused(url, error) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(url, error) from None


def _request(url: str, token: str | None) -> urllib.request.Request:
    try:
        request = urllib.request.Request(url)
    except ValueError:
        raise Trouble(f"{url} is no address.") from None
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    return request


def _refused(url: str, error: urllib.error.HTTPError) -> Trouble:
    return Trouble(f"{url} answers {error.code} {error.reason}.")


def _unreachable(url: str, error: Exception) -> Trouble:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble("The disk is full.", "Make room and try again: the download goes on there.")
    why = getattr(error, "reason", None) or error
    return Trouble(f"{url} cannot be reached: {why}.", "Is this machine online?")


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
