"""Models known by name come from a server that may be gone, slow or lying."""

from __future__ import annotations

import hashlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from core.detect.catalogue import KnownModel, known_models
from core.detect.fetching import fetch
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOOD = b"weights" * 10_000


class Shelf(BaseHTTPRequestHandler):
    """Serves /good, /other, /half (breaks off), /moved (to /good); everything else is missing."""

    def do_GET(self) -> None:
        bodies = {"/good": GOOD, "/other": b"something else", "/half": GOOD[:100]}
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/good")
            self.end_headers()
            return
        if self.path not in bodies:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(GOOD if self.path == "/half" else bodies[self.path])))
        self.end_headers()
        self.wfile.write(bodies[self.path])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shelf() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def model(*urls: str) -> KnownModel:
    digest = hashlib.sha256(GOOD).hexdigest()
    return KnownModel(file="tiny.pt", sha256=digest, urls=list(urls), about="a test")


def test_a_known_model_is_downloaded_once(shelf: str, tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        assert fetch(model(f"{shelf}/moved"), tmp_path, said.append).read_bytes() == GOOD
    assert said == ["downloading tiny.pt from 127.0.0.1"]


def test_the_second_address_serves_when_the_first_does_not(shelf: str, tmp_path: Path) -> None:
    assert fetch(model(f"{shelf}/gone", f"{shelf}/good"), tmp_path, print).read_bytes() == GOOD


@pytest.mark.parametrize("path", ["/gone", "/other", "/half"])
def test_what_is_not_the_model_is_never_used_and_nothing_is_left(path: str, shelf: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        fetch(model(f"{shelf}{path}"), tmp_path, print)
    assert str(tmp_path / "tiny.pt") in caught.value.remedy
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".lock"] == []


def test_a_damaged_copy_is_fetched_again(shelf: str, tmp_path: Path) -> None:
    (tmp_path / "tiny.pt").write_bytes(b"damaged")
    assert fetch(model(f"{shelf}/good"), tmp_path, print).read_bytes() == GOOD


def test_a_damaged_copy_is_not_used_when_there_is_no_network(tmp_path: Path) -> None:
    (tmp_path / "tiny.pt").write_bytes(b"damaged")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound but not listening: refused at once
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/good"
        with pytest.raises(UserError, match=r"cannot download model tiny\.pt"):
            fetch(model(url), tmp_path, print)


def test_a_file_put_there_by_hand_is_used_without_network(tmp_path: Path) -> None:
    (tmp_path / "tiny.pt").write_bytes(GOOD)
    assert fetch(model("http://127.0.0.1:9/never"), tmp_path, print).read_bytes() == GOOD


def test_the_catalogue_names_the_official_weights() -> None:
    known = known_models()["yolo11n"]
    assert known.sha256 == "0ebbc80d4a7680d14987a577cd21342b65ecfd94632bd9a8da63ae6417644ee1"
    assert len(known.urls) == 2
    assert all(url.startswith("https://github.com/ultralytics/assets/") for url in known.urls)
    assert "AGPL-3.0" in known.about
