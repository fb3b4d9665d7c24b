"""What goes wrong with the database is one line that says what and what to do, and holds no secret."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from influxd_here import influxd
from ports import free_port

from core.errors import UserError
from core.reports import database
from core.reports.tables import Span, table
from core.settings.sinks.influx import Influx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from influxd_here import Place

KEY = "telemetry.influx.read_token_file"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with influxd(tmp_path_factory.mktemp("influxd")) as place:
        yield place


def refused(what: str = "counts", **options: Any) -> str:
    with pytest.raises(UserError) as told:
        table(what, Span(Path("none"), 0.0, 60.0, 60, Influx.model_validate(options)))
    words = str(told.value)
    assert "\n" not in words
    return words


def test_a_token_that_may_only_write_is_told_with_the_key_to_set(server: Place) -> None:
    words = refused(**server.options(server.writer))
    assert "denied read access to bucket 'traffic'" in words
    assert KEY in words
    assert server.writer.read_text() not in words


def test_a_token_nobody_knows_is_told_with_the_key_to_set(server: Place, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret")
    words = refused(**server.options(tmp_path / "token"))
    assert ("unauthorized access (401)" in words, KEY in words, "s3cret" in words) == (True, True, False)


@pytest.mark.parametrize("text", ["s3cret\nX-Other: 1", "s3crét"])
def test_what_cannot_be_a_token_is_not_sent_and_not_shown(server: Place, tmp_path: Path, text: str) -> None:
    (tmp_path / "token").write_text(text, "utf-8")
    words = refused(**server.options(tmp_path / "token"))
    assert ("is not one line of printable ASCII characters" in words, "s3cr" in words) == (True, False)


def test_a_missing_token_file_is_named(server: Place, tmp_path: Path) -> None:
    assert f"cannot read the token for reading InfluxDB from {tmp_path / 'none'}" in refused(
        **server.options(tmp_path / "none")
    )


def test_another_organization_is_told_in_the_servers_words(server: Place) -> None:
    assert "organization not found" in refused(**server.options(server.reader, org="another"))


def test_nobody_there() -> None:
    words = refused(url=f"http://user:s3cret@127.0.0.1:{(port := free_port())}")
    assert f"InfluxDB at http://***@127.0.0.1:{port}" in words
    assert "s3cret" not in words


def test_a_server_that_takes_the_question_and_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_TIMEOUT_MS", 300)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        words = refused(url=f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert "does not respond" in words


@contextmanager
def saying(status: int, body: str) -> Iterator[str]:
    """A server that always says the same; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("body", ["<html>\nWelcome\n</html>", "{}", "a,b,c\n1,2,3", "#datatype,string\nx", "1"])
def test_an_answer_of_something_else_is_told_as_that(body: str) -> None:
    with saying(200, body) as url:
        assert f"{url} responds, but is not an InfluxDB 2 server" in refused(url=url)


def test_an_answer_that_breaks_off_says_why() -> None:
    body = "#datatype,string,string\n#group,true,true\n#default,,\n,error,reference\n,out of memory,897\n"
    with saying(200, body) as url:
        assert "aborted the query: out of memory" in refused(url=url)


def test_a_server_that_redirects_is_not_followed() -> None:
    with saying(307, "elsewhere") as url:
        assert "rejected the query" in refused(url=url)


def test_a_busy_server_is_told() -> None:
    with saying(503, '{"code": "unavailable", "message": "too many queries"}') as url:
        assert "too many queries (503)" in refused(url=url)


def test_a_table_that_the_database_does_not_have_is_told(server: Place) -> None:
    assert "table 'violations' is not available" in refused("violations", **server.options(server.reader))
