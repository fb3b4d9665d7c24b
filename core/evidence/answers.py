"""What the evidence server answers: a file for a sealed link, and one clear line for everything else."""

from __future__ import annotations

import os
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, BinaryIO, Final

from core.evidence.links import opened
from core.evidence.reading import chunks, open_plain, part
from core.evidence.shelf import CLIP, SNAPSHOT

if TYPE_CHECKING:
    from core.evidence.server import EvidenceServer

HEALTH: Final = "/health"
#: Seconds in which something has to move.
SILENCE: Final = 10.0
_TYPES: Final = {SNAPSHOT: "image/jpeg", CLIP: "video/webm"}
# Browsers show a bare picture or clip in a page of their own, whose styles are in it: hence `style-src`.
_POLICY: Final = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
_ALWAYS: Final = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Connection": "close",
}
_ELSEWHERE: Final = "Evidence is available on this machine only."
_NO_LINK: Final = (
    "This link is not valid. Open evidence from the list of violations in Grafana. Either "
    "there was no evidence, another machine saw the violation, or the key for links has been replaced."
)
_BUSY: Final = "Too many at once; try again later."
_GONE: Final = (
    "Evidence not found. It is written a few seconds after the violation and deleted according to evidence.keep_days "
    "and evidence.max_bytes."
)


class Answers(BaseHTTPRequestHandler):
    """One request, then the connection is closed. Links open pictures of people: none is ever logged."""

    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.0"  # who names none gets a status line all the same
    timeout = SILENCE
    server: EvidenceServer

    def do_GET(self) -> None:
        """A file, or what is wrong; HEAD the same without its body."""
        self.server.asked(self.connection)
        if self.headers.get_all("Host") not in self.server.hosts:  # another name that was made to point here
            self._say(HTTPStatus.MISDIRECTED_REQUEST, _ELSEWHERE)
        elif self.path == HEALTH:
            self._say(HTTPStatus.OK, '{"evidence": "ok"}', "application/json")
        elif name := opened(self.path[1:], self.server.key):
            self._give(name)
        else:
            self._say(HTTPStatus.NOT_FOUND, _NO_LINK)

    do_HEAD = do_GET  # noqa: N815 -- the base class looks for this name

    def _give(self, name: str) -> None:
        try:
            file = open_plain(self.server.folder / name)
        except FileNotFoundError:
            self._say(HTTPStatus.NOT_FOUND, _GONE)
        except OSError as error:
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, f"Cannot read this evidence: {error.strerror}.")
        else:
            with file, self.server.place(self.connection) as there:
                if there:
                    self._send(file, name)
                else:
                    self._say(HTTPStatus.SERVICE_UNAVAILABLE, _BUSY)

    def _send(self, file: BinaryIO, name: str) -> None:
        size = os.fstat(file.fileno()).st_size
        try:
            found = part(self.headers["Range"] if self.command == "GET" else None, size)
        except ValueError:
            self._say(
                HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                "The requested range is beyond the end of the file.",
                **_within("*", size),
            )
            return
        start, end = found or (0, size)
        about = {"Accept-Ranges": "bytes", "Content-Disposition": f'inline; filename="{name}"'}
        about |= _within(f"{start}-{end - 1}", size) if found else {}
        status = HTTPStatus.PARTIAL_CONTENT if found else HTTPStatus.OK
        self._head(status, _TYPES[name[name.index(".") :]], end - start, about)
        if self.command != "HEAD":
            for data in chunks(file, start, end):
                self.wfile.write(data)

    def _say(self, status: HTTPStatus, text: str, kind: str = "text/plain; charset=utf-8", **more: str) -> None:
        body = f"{text}\n".encode()
        self._head(status, kind, len(body), more)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str, size: int, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(size), **_ALWAYS, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 -- as the base class has it
        """What the base class refuses, without a word of what was asked."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            allowed = {"Allow": "GET, HEAD"}
            self._say(HTTPStatus.METHOD_NOT_ALLOWED, "Evidence is read-only.", **allowed)
        else:
            self._say(HTTPStatus(code), f"{HTTPStatus(code).phrase}.")

    def version_string(self) -> str:
        """Nobody's business which Python this is."""
        return "smart-intersection"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as the base class has it
        """Nothing: a log would hold links."""


def _within(span: str, size: int) -> dict[str, str]:
    return {"Content-Range": f"bytes {span}/{size}"}
