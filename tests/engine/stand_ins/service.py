"""A stand-in of the Pulumi service: it takes policy packs, as `pulumi policy publish` hands them over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

ORGANIZATION = "acme"
_USER = {
    "githubLogin": ORGANIZATION,
    "name": "Acme",
    "organizations": [{"githubLogin": ORGANIZATION, "name": "Acme"}],
}


@dataclass
class Service:
    """What was published: the description of the pack, the archive, and the paths of all requests in their order."""

    url: str = ""
    described: dict[str, Any] = field(default_factory=dict)
    archive: bytes = b""
    requests: list[str] = field(default_factory=list)


@contextmanager
def service() -> Iterator[Service]:
    """The service on a port of its own."""
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._take()
            answers: dict[str, Any] = {"/api/user": _USER, "/api/capabilities": {"capabilities": []}}
            self._answer(answers.get(self.path.partition("?")[0]))

        def do_POST(self) -> None:
            content = self._take()
            if self.path == f"/api/orgs/{ORGANIZATION}/policypacks":
                told.described = json.loads(content)
                self._answer({"version": 1, "uploadURI": f"{told.url}/upload", "requiredHeaders": {}})
            else:
                self._answer({} if self.path.endswith("/complete") else None)

        def do_PUT(self) -> None:
            told.archive = self._take()
            self._answer({})

        def log_message(self, *_: object) -> None:
            """Says nothing."""

        def _take(self) -> bytes:
            told.requests.append(f"{self.command} {self.path}")
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))

        def _answer(self, document: Any) -> None:
            content = json.dumps({"code": 404, "message": "not found"} if document is None else document).encode()
            self.send_response(404 if document is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
