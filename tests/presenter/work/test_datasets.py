"""A data set of the hub, by a server that answers as the hub's service for rows does."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from presenter.work.datasets import get_dataset
from presenter.work.messages import Message, read_messages
from presenter.work.sources import find_source
from presenter.work.trouble import Trouble

ROWS = [{"sms": f"message\t{at}\n", "label": at % 2} for at in range(250)]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if asked["dataset"] != "toys/sms":
            self.send_error(404)
            return
        if url.path == "/splits":
            split = {"dataset": "toys/sms", "config": "plain", "split": "train"}
            answer: dict[str, object] = {"splits": [split], "pending": []}
        else:
            start, length = int(asked["offset"]), int(asked["length"])
            rows = [{"row_idx": at, "row": row} for at, row in enumerate(ROWS)]
            answer = {
                "features": [
                    {"feature_idx": 0, "name": "sms", "type": {"_type": "Value"}},
                    {"feature_idx": 1, "name": "label", "type": {"names": ["ham", "spam"]}},
                ],
                "rows": rows[start : start + length],
                "num_rows_total": len(rows),
            }
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def _hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        monkeypatch.setenv("HF_DATASETS_SERVER", f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield
        server.shutdown()
        thread.join()


def test_all_rows_come_with_their_labels_named() -> None:
    heard: list[tuple[int, int | None]] = []
    path = get_dataset("toys/sms", None, lambda have, total: heard.append((have, total)))
    messages = read_messages(path)
    assert len(messages) == 250
    assert messages[:2] == (Message("ham", "message 0"), Message("spam", "message 1"))
    assert heard == [(100, 250), (200, 250), (250, 250)]
    source = find_source("toys/sms")
    assert (source.name, source.practice, source.messages) == ("toys/sms", False, messages)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(Trouble, match="404"):
        get_dataset("toys/none", None, lambda *_: None)
    with pytest.raises(Trouble, match="podium lab data --from toys/none"):
        find_source("toys/none")
    with pytest.raises(Trouble, match=r"no labels that Podium could find.*sms, label"):
        get_dataset("toys/sms", "verdict", lambda *_: None)
