"""Downloads from a real server on the loopback address."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from presenter.work.downloads import fetch
from presenter.work.trouble import Trouble

CONTENT = bytes(range(256)) * 2000


class Archive(BaseHTTPRequestHandler):
    """Serves CONTENT; `/cut` breaks off half way, `/plain` knows no ranges."""

    ranges: list[str]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.asked.append(wanted)  # type: ignore[attr-defined]
        if self.path == "/gone":
            self.send_error(404)
            return
        start = int(re.findall(r"\d+", wanted)[0]) if wanted and self.path != "/plain" else 0
        if start >= len(CONTENT):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        end = len(CONTENT) // 2 if self.path == "/cut" else len(CONTENT)
        self.wfile.write(CONTENT[start:end])

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[tuple[str, list[str | None]]]:
    """The server's address, and the ranges it was asked for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()


def quiet(have: int, total: int | None) -> None:
    """No progress shown."""


def test_a_file_comes_whole_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    with serving(Archive) as (address, _):
        fetch(f"{address}/file", tmp_path / "sub" / "file", lambda *now: told.append(now))
    assert (tmp_path / "sub" / "file").read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["file"]


def test_a_cut_download_goes_on_where_it_stopped(tmp_path: Path) -> None:
    target = tmp_path / "file"
    with serving(Archive) as (address, asked):
        with pytest.raises(Trouble, match=r"stopped at 256,000 of 512,000 bytes"):
            fetch(f"{address}/cut", target, quiet)
        assert not target.exists()
        fetch(f"{address}/file", target, quiet)
    assert asked == [None, "bytes=256000-"]
    assert target.read_bytes() == CONTENT


def test_a_server_without_ranges_starts_over(tmp_path: Path) -> None:
    (tmp_path / "file.part").write_bytes(b"left from another day")
    with serving(Archive) as (address, _):
        fetch(f"{address}/plain", tmp_path / "file", quiet)
    assert (tmp_path / "file").read_bytes() == CONTENT


def test_a_part_longer_than_the_file_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "file.part").write_bytes(CONTENT * 2)
    with serving(Archive) as (address, _):
        fetch(f"{address}/file", tmp_path / "file", quiet)
    assert (tmp_path / "file").read_bytes() == CONTENT


def test_what_the_server_refuses_and_no_server_at_all(tmp_path: Path) -> None:
    with serving(Archive) as (address, _), pytest.raises(Trouble, match="answers 404"):
        fetch(f"{address}/gone", tmp_path / "file", quiet)
    with pytest.raises(Trouble, match=r"cannot be reached.*Is this machine online") as told:
        fetch(f"{address}/file", tmp_path / "file", quiet)
    assert "\n" not in str(told.value)
