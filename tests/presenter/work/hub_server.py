"""A server on this machine that answers as the hub does, from a dictionary of repositories."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

SHA = "1234567890abcdef1234567890abcdef12345678"


@dataclass
class FakeHub:
    """What the server has, and what it was asked."""

    url: str
    repos: dict[str, dict[str, bytes]]
    private: str | None = None
    """The token without which it shows nothing."""
    cut: int | None = None
    """Bytes after which it drops the next download."""
    spoil: bool = False
    """Send other bytes than the listing promises."""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Paths, each with its Range header."""


def _listing(files: dict[str, bytes]) -> dict[str, object]:
    siblings = []
    for name, content in files.items():
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
        entry = {"rfilename": name, "size": len(content), "blobId": blob.hexdigest()}
        if name.endswith((".safetensors", ".gguf")):
            sha256 = hashlib.sha256(content).hexdigest()
            entry["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 134}
        siblings.append(entry)
    return {"sha": SHA, "tags": ["pytorch", "license:mit"], "siblings": siblings, "gated": False}


class _Handler(BaseHTTPRequestHandler):
    hub: FakeHub

    def do_GET(self) -> None:
        hub, path = self.hub, urlsplit(self.path).path
        hub.asked.append((path, self.headers.get("Range")))
        if hub.private and self.headers.get("Authorization") != f"Bearer {hub.private}":
            self.send_error(401)
        elif listed := re.fullmatch(r"/api/models/(.+)/revision/main", path):
            if listed[1] not in hub.repos:
                self.send_error(404)
            else:
                self._send(json.dumps(_listing(hub.repos[listed[1]])).encode())
        elif fetched := re.fullmatch(rf"/([^/]+/[^/]+)/resolve/{SHA}/(.+)", path):
            self._send_file(hub.repos[fetched[1]][fetched[2]])
        else:
            self.send_error(404)

    def _send_file(self, content: bytes) -> None:
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        content = content[::-1] if self.hub.spoil else content
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if self.hub.cut is not None and len(content) > self.hub.cut:
            self.wfile.write(content[start : self.hub.cut])
            self.hub.cut = None
            return
        self.wfile.write(content[start:])

    def _send(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_hub(repos: dict[str, dict[str, bytes]]) -> Iterator[FakeHub]:
    """The server on a free port, in a thread of this process."""
    handler = type("Handler", (_Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        hub = FakeHub(f"http://127.0.0.1:{server.server_port}", repos)
        handler.hub = hub  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()
