"""The evidence server, asked over the network as browsers and others ask."""

from __future__ import annotations

import http.client
import os
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest

from core.evidence import file_names
from core.evidence.links import sealed
from core.evidence.reading import part
from core.evidence.server import CONNECTIONS, WAITING, EvidenceServer
from core.evidence.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ID = f"{0xFACE:032x}"
KEY = "the key of this machine"
PICTURE, CLIP = sealed(file_names(ID, clip=True), KEY).values()
JPEG, WEBM = bytes(range(256)) * 1000, b"\x1a\x45\xdf\xa3" + bytes(300_000)
PATIENCE = 20.0
HASTY = pytest.mark.parametrize("server", [3.0], indirect=True)  # seconds it gives a request
posix = pytest.mark.skipif(os.name == "nt", reason="Windows makes links and pipes otherwise")


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def said(self) -> str:
        assert self.headers["Content-Type"] == "text/plain; charset=utf-8"
        return self.body.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "evidence"
    made.mkdir()
    for name, data in zip(file_names(ID, clip=True), (JPEG, WEBM), strict=True):
        (made / name).write_bytes(data)
    return made


@pytest.fixture
def server(folder: Path, request: pytest.FixtureRequest) -> Iterator[EvidenceServer]:
    with EvidenceServer(0, folder, KEY, longest=getattr(request, "param", 60.0)) as made:
        threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
        yield made
        made.shutdown()


def port(server: EvidenceServer) -> int:
    return int(server.server_address[1])


def ask(server: EvidenceServer, path: str, method: str = "GET", host: str = "", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port(server), timeout=PATIENCE)
    try:
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{port(server)}", **headers})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def raw(server: EvidenceServer, data: bytes) -> bytes:
    """Everything that is answered to `data` until the server closes."""
    with socket.create_connection(("127.0.0.1", port(server)), timeout=PATIENCE) as connection:
        connection.sendall(data.replace(b"HOST", f"127.0.0.1:{port(server)}".encode()))
        found = b""
        while more := connection.recv(65_536):
            found += more
        return found


@pytest.mark.parametrize(("link", "kind", "data"), [(PICTURE, "image/jpeg", JPEG), (CLIP, "video/webm", WEBM)])
def test_a_link_opens_its_file_and_leaves_nothing_behind(
    server: EvidenceServer, link: str, kind: str, data: bytes
) -> None:
    answer = ask(server, f"/{link}")
    assert (answer.status, answer.headers["Content-Type"], answer.body) == (200, kind, data)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert answer.headers["Server"] == "smart-intersection"
    name = f"{ID}{link[link.rindex('.') :]}"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'  # saved without its seal


def test_head_says_the_same_without_the_file(server: EvidenceServer) -> None:
    head, whole = ask(server, f"/{PICTURE}", "HEAD"), ask(server, f"/{PICTURE}")
    assert (head.status, head.body) == (200, b"")
    assert [one for one in head.headers.items() if one[0] != "Date"] == [
        one for one in whole.headers.items() if one[0] != "Date"
    ]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"])
def test_nothing_but_looking_is_allowed(server: EvidenceServer, folder: Path, method: str) -> None:
    answer = ask(server, f"/{PICTURE}", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert sorted(path.name for path in folder.iterdir()) == sorted(file_names(ID, clip=True))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/-",
        f"/{ID}.jpg",
        f"/{ID}.{'0' * 32}.jpg",
        f"/{PICTURE}".replace(".jpg", ".webm"),
        f"/{PICTURE[:-5]}",
        f"/{PICTURE}/",
        f"/{PICTURE}?key=x",
        f"/{PICTURE}%00",
        f"/{PICTURE}".replace(".", "%2e"),
        f"/x/../{PICTURE}",
        f"/%2e%2e/evidence/{PICTURE}",
        f"/..%2fevidence%2f{PICTURE}",
        f"/..\\evidence\\{PICTURE}",
        "/../secrets/evidence-links",
        "/%2e%2e%2fsecrets%2fevidence-links",
        "//etc/passwd",
        "/etc/passwd",
        f"http://127.0.0.1/{PICTURE}",
        "/" + "a" * 10_000,
    ],
)
def test_whatever_is_no_sealed_name_opens_nothing(server: EvidenceServer, path: str) -> None:
    answer = ask(server, path)
    assert answer.status == 404
    assert answer.said.startswith("This link is not valid.")
    assert answer.said.count("\n") == 1


def test_the_key_of_another_machine_opens_nothing(server: EvidenceServer) -> None:
    (link,) = sealed([f"{ID}.jpg"], "another key").values()
    assert ask(server, f"/{link}").status == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.:{port}"]
)
def test_a_name_that_was_made_to_point_here_is_refused(server: EvidenceServer, host: str) -> None:
    answer = ask(server, f"/{PICTURE}", host=host.format(port=port(server)))
    assert answer.status == 421
    assert answer.said == "Evidence is available on this machine only.\n"


def test_localhost_is_this_machine_and_one_host_is_enough(server: EvidenceServer) -> None:
    assert ask(server, f"/{PICTURE}", host=f"localhost:{port(server)}").status == 200
    for hosts in (b"", b"Host: HOST\r\nHost: HOST\r\n", b"Host: HOST\r\nHost: evil.example\r\n"):
        assert raw(server, b"GET /" + PICTURE.encode() + b" HTTP/1.1\r\n" + hosts + b"\r\n").startswith(b"HTTP/1.1 421")


def test_what_retention_removed_is_told_in_one_line(server: EvidenceServer, folder: Path) -> None:
    shelf = Shelf(folder, keep_days=1.0, max_bytes=10_000_000)
    shelf.open()
    assert shelf.clear(4e9) == 1
    answer = ask(server, f"/{PICTURE}")
    assert answer.status == 404
    assert "Evidence not found" in answer.said
    assert "evidence.keep_days" in answer.said


def test_a_folder_that_is_not_there_yet_is_no_trouble(server: EvidenceServer, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    assert "Evidence not found" in ask(server, f"/{PICTURE}").said
    folder.with_name("elsewhere").rename(folder)
    assert ask(server, f"/{PICTURE}").body == JPEG


@posix
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_only_a_file_itself_is_given(server: EvidenceServer, folder: Path, kind: str) -> None:
    path = folder / f"{ID}.jpg"
    path.rename(folder / "secret")
    if kind == "link":
        path.symlink_to(folder / "secret")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    answer = ask(server, f"/{PICTURE}")
    assert (answer.status, "Evidence not found" in answer.said) == (404, True)


def test_a_file_that_cannot_be_read_says_why(server: EvidenceServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("core.evidence.reading.os.open", broken)
    answer = ask(server, f"/{PICTURE}")
    assert (answer.status, answer.said) == (500, "Cannot read this evidence: Input/output error.\n")


def test_health_tells_that_it_serves_and_nothing_else(server: EvidenceServer) -> None:
    answer = ask(server, "/health")
    assert (answer.status, answer.body) == (200, b'{"evidence": "ok"}\n')


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-3", WEBM[:4]),
        ("bytes=4-", WEBM[4:]),
        ("bytes=-7", WEBM[-7:]),
        ("bytes=300000-9999999", WEBM[300_000:]),
        ("bytes=-9999999", WEBM),
    ],
)
def test_a_player_gets_the_part_it_asks_for(server: EvidenceServer, asked: str, expected: bytes) -> None:
    answer = ask(server, f"/{CLIP}", Range=asked)
    assert (answer.status, answer.body) == (206, expected)
    start = len(WEBM) - len(expected) if expected != WEBM[:4] else 0
    assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{len(WEBM)}"
    assert ask(server, f"/{CLIP}", "HEAD", Range=asked).status == 200  # RFC 9110: of GET alone


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b", "bytes=1-2-3", "bytes"])
def test_other_ranges_are_answered_with_the_whole(server: EvidenceServer, asked: str) -> None:
    answer = ask(server, f"/{CLIP}", Range=asked)
    assert (answer.status, len(answer.body)) == (200, len(WEBM))


@pytest.mark.parametrize("asked", [f"bytes={len(WEBM)}-", "bytes=5-4", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(server: EvidenceServer, asked: str) -> None:
    answer = ask(server, f"/{CLIP}", Range=asked)
    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(WEBM)}")


def test_an_empty_file_has_no_parts() -> None:
    assert part(None, 0) is None
    for asked in ("bytes=0-", "bytes=-1"):
        with pytest.raises(ValueError, match="bytes"):
            part(asked, 0)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\r\n", b""),
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET /%s HTTP/3.0\r\n\r\n", b"505"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\na: " + b"b" * 70_000 + b"\r\n\r\n", b"431"),
        (b"GET <script> HTTP/1.1\r\nHost: HOST\r\n\r\n", b"404"),
        (b"GET /health\r\n\r\n", b"421"),
        (b"HEAD /health\r\n\r\n", b"400"),
    ],
)
def test_nonsense_is_answered_without_being_repeated(server: EvidenceServer, data: bytes, status: bytes) -> None:
    found = raw(server, data)
    assert found.split(b" ")[1:2] == ([status] if status else [])
    assert b"nonsense" not in found
    assert b"script" not in found


def test_a_request_with_a_body_gets_its_answer_and_no_second_one(server: EvidenceServer) -> None:
    one = b"GET /" + PICTURE.encode() + b" HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\nGET /"
    found = raw(server, one + one)
    assert found.count(b"HTTP/1.1 200") == 1


@pytest.fixture
def crowd() -> Iterator[list[socket.socket]]:
    """Connections that somebody may make."""
    made: list[socket.socket] = []
    yield made
    for one in made:
        one.close()


def _come(server: EvidenceServer, crowd: list[socket.socket], many: int, said: str) -> None:
    for _ in range(many):
        crowd.append(socket.create_connection(("127.0.0.1", port(server)), timeout=PATIENCE))
        crowd[-1].sendall(said.encode())


@HASTY
def test_slow_ones_are_cut_and_keep_nobody_out(server: EvidenceServer, crowd: list[socket.socket]) -> None:
    for _ in range(3):
        _come(server, crowd, WAITING, "GET /")
        assert _in_the_end(server).body == JPEG
        assert ask(server, "/health").status == 200
    for one in crowd:
        with suppress(ConnectionResetError):
            assert one.recv(1000) == b""


@HASTY
def test_those_that_take_nothing_are_cut_too(server: EvidenceServer, folder: Path, crowd: list[socket.socket]) -> None:
    os.truncate(folder / f"{ID}.webm", 50_000_000)  # more than fits in between
    _come(server, crowd, CONNECTIONS, f"GET /{CLIP} HTTP/1.1\r\nHost: 127.0.0.1:{port(server)}\r\n\r\n")
    for one in crowd:
        assert one.recv(1) == b"H"
    busy = ask(server, f"/{PICTURE}")
    assert busy.status == 503
    assert busy.said == "Too many at once; try again later.\n"
    assert ask(server, "/health").status == 200
    assert _in_the_end(server).body == JPEG


def _in_the_end(server: EvidenceServer) -> Answer:
    """The picture; a thread lets go of its place a moment after its connection."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError, http.client.HTTPException):
            answer = ask(server, f"/{PICTURE}")
            if answer.status == http.HTTPStatus.OK or time.monotonic() > deadline:
                return answer
        time.sleep(0.02)


def test_nothing_is_told_on_the_terminal(
    server: EvidenceServer, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (f"/{PICTURE}", "/x", f"/{CLIP}"):
        ask(server, path)
    raw(server, b"nonsense\r\n\r\n")
    assert capfd.readouterr() == ("", "")

    def broken(*_: object) -> None:
        raise RuntimeError(PICTURE)

    monkeypatch.setattr("core.evidence.answers.open_plain", broken)
    with pytest.raises((http.client.HTTPException, OSError)):
        ask(server, f"/{PICTURE}")
    assert capfd.readouterr() == ("", "request failed: RuntimeError\n")


def test_without_a_key_nothing_is_served(folder: Path) -> None:
    with pytest.raises(ValueError, match="the key is empty"):
        EvidenceServer(0, folder, "")


def test_it_listens_on_loopback_only(server: EvidenceServer) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
