"""A progress bar for downloads, where somebody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from presenter.work.downloads import Progress


@contextmanager
def bar(unit: str = "bytes") -> Iterator[Progress]:
    """A bar on stderr with how much, how fast and time left; silent when stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _have, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    count = DownloadColumn() if unit == "bytes" else MofNCompleteColumn()
    columns = (BarColumn(), count, TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None, visible=False)
        yield lambda have, total: shown.update(task, completed=have, total=total, visible=True)
