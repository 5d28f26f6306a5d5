"""docs/rehearsing.md prints what the commands print.

`python -m tests.presenter.test_rehearsing_docs` writes it anew.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from presenter.cli import main

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rehearsing.md"
EXAMPLES = re.compile(r"^```console\n\$ podium (.*?)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@contextlib.contextmanager
def readers_machine() -> Iterator[Path]:
    """The repository's root on a terminal of eighty columns in Greenwich; takes in a copy."""
    before, here = dict(os.environ), Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "docs" / "rehearsal.jsonl", folder)
        os.environ.update(COLUMNS="80", TZ="UTC", XDG_STATE_HOME=folder)
        time.tzset()
        os.chdir(ROOT)
        try:
            yield Path(folder)
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)
            time.tzset()


def renewed(page: str) -> str:
    """The page with every example as its command prints it now."""
    with readers_machine() as takes:
        return EXAMPLES.sub(lambda found: _example(found[1], takes), page)


def _example(command: str, takes: Path) -> str:
    words, rows = shlex.split(command.replace("--dir docs", f"--dir {takes}")), None
    if "|" in words:
        pipe = words.index("|")
        assert words[pipe + 1] == "head"
        words, rows = words[:pipe], int(words[-1].removeprefix("-"))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main(words) == 0
    lines = printed.getvalue().rstrip().splitlines()[:rows]
    return f"```console\n$ podium {command}\n" + "\n".join(map(str.rstrip, lines)) + "\n```"


def test_the_page_prints_what_the_commands_print() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(EXAMPLES.findall(page)) == 4
    anew = "python -m tests.presenter.test_rehearsing_docs writes it anew"
    assert page == renewed(page), f"docs/rehearsing.md is out of date: {anew}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
