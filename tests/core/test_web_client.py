"""The way out: proxies of every form, for each address its own, and one trust for all."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import truststore

from core import web

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

PROXY = "http://proxy:3128"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("url", "no", "direct"),
    [
        ("https://files.example/x", "", False),
        ("https://files.example/x", "*", True),
        ("https://files.example/x", "example", True),
        ("https://files.example/x", ".example", True),
        ("https://files.example/x", "*.example", True),
        ("https://files.example/x", "les.example", False),
        ("https://FILES.example/x", "other, Files.Example ", True),
        ("https://files.example/x", "files.example:443", True),
        ("https://files.example/x", "files.example:8443", False),
        ("https://files.example/x", "[::1],fe80::/10,10.0.0.0/8", False),
        ("http://10.1.2.3/x", "10.0.0.0/8", True),
        ("http://11.1.2.3/x", "10.0.0.0/8", False),
        ("http://10.1.2.3:81/x", "10.1.2.3:80", False),
        ("http://[fd00::5]/x", "fd00::/8", True),
        ("http://[fd00::5]/x", "[fd00::5]:80", True),
        ("http://[fd00::5]/x", "[fd00::]/8", True),
        ("http://[2001:db8::1]/x", "fd00::/8", False),
        ("http://127.0.0.1:8080/x", "", True),
        ("http://127.9.9.9/x", "", True),
        ("http://[::1]/x", "", True),
        ("http://localhost/x", "", True),
        ("http://mirror.localhost/x", "", True),
        ("http://localhost.example/x", "", False),
        ("http://10.1.2.3/x", "not/a/network,,", False),
    ],
)
def test_exceptions(url: str, no: str, *, direct: bool) -> None:
    assert web.proxy(url, {"http": PROXY, "https": PROXY, "no": no}) == (None if direct else PROXY)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, None),
        ({"http": PROXY}, None),
        ({"https": "proxy:3128"}, PROXY),
        ({"https": PROXY, "all": "socks5://other:1"}, PROXY),
        ({"all": "socks5://other:1"}, "socks5://other:1"),
        ({"all": "socks://other:1"}, "socks5://other:1"),
        ({"https": "HTTP://user:pass@proxy:3128"}, "http://user:pass@proxy:3128"),
        ({"https": " "}, None),
    ],
)
def test_which_proxy(settings: dict[str, str], expected: str | None) -> None:
    assert web.proxy("https://files.example/x", settings) == expected


class _Here(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"here")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def here() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Here)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def _set(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.setenv(name, settings[name]) if name in settings else monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("everything", ["socks5://127.0.0.1:9", "socks://127.0.0.1:9", "http://127.0.0.1:9", "::"])
def test_a_mirror_on_this_machine_needs_no_proxy(here: str, monkeypatch: pytest.MonkeyPatch, everything: str) -> None:
    _set(monkeypatch, http_proxy=everything, all_proxy=everything, no_proxy="[::1],fe80::/10")
    with web.client(httpx.Timeout(10.0)) as client:
        assert client.get(here).text == "here"


@pytest.mark.parametrize(
    ("proxy", "told"),
    [("socks4://127.0.0.1:9", "not valid"), ("ftp://127.0.0.1:9", "not valid")],
)
def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, proxy: str, told: str) -> None:
    _set(monkeypatch, http_proxy=proxy)
    with web.client(httpx.Timeout(10.0)) as client, pytest.raises(httpx.TransportError, match=told):
        client.get("http://files.example/")


def test_a_socks_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, http_proxy="socks5://127.0.0.1:9")
    with web.client(httpx.Timeout(10.0)) as client, pytest.raises(httpx.TransportError, match="111"):
        client.get("http://files.example/")


def test_the_system_is_trusted_not_a_list_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[ssl.SSLContext] = []
    monkeypatch.setattr(web, "_Chosen", lambda trust: (seen.append(trust), httpx.MockTransport(httpx.Response))[1])
    web.client(httpx.Timeout(1.0)).close()
    assert isinstance(seen[0], truststore.SSLContext)


def test_nobody_else_has_a_way_out_of_his_own() -> None:
    """Setup and models once had two: one of them did not know the machine's certificates."""
    own = re.compile(r"httpx\.(get|post|put|stream|request|Client|AsyncClient)\(|urlopen\(|urlretrieve\(")
    rooms = (path for room in ("bootstrap", "core", "qml_app") for path in (ROOT / room).rglob("*.py"))
    found = {path.relative_to(ROOT).as_posix() for path in rooms if own.search(path.read_text("utf-8"))}
    services, before_there_is_httpx = "bootstrap/http_api.py", "bootstrap/host.py"
    assert found == {"core/web.py", services, before_there_is_httpx}
