from __future__ import annotations

import io
import logging
import os
from typing import TYPE_CHECKING
from unittest import mock

import pytest
import structlog
from pydantic import SecretStr
from rich.console import Console

from bootstrap.log_lines import log_lines
from core.errors import UserError
from core.live import read_state, write_state
from core.scrub import register, scrub
from core.settings import parse
from core.sinks.secrets import reveal
from core.sinks.sink import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "S3CRET-CANARY-klmnopqrstuvwxyz=="
STEM = CANARY.rstrip("=")


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    with mock.patch("core.scrub._known", set()):
        yield


def in_file(tmp_path: Path, data: bytes) -> str:
    file = tmp_path / "token"
    file.write_bytes(data)
    return str(file)


@pytest.mark.parametrize(
    "data", [CANARY.encode(), b"\xef\xbb\xbf" + CANARY.encode(), f"  {CANARY}\r\n".encode(), CANARY.encode("utf-16")]
)
def test_a_token_is_read_as_editors_write_it(tmp_path: Path, data: bytes) -> None:
    assert reveal(None, in_file(tmp_path, data), "token", ascii_only=True) == CANARY


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (f"{CANARY}\nsecond\n".encode(), "not one line of printable ASCII"),
        (f"{CANARY}\x00".encode(), "not one line"),
        (f"{CANARY}\x1b[31m".encode(), "not one line"),
        (f"{CANARY}é".encode(), "ASCII"),
        (CANARY.encode() + b"\xff", "not UTF-8"),
        (b" \n", "is empty"),
    ],
)
def test_what_cannot_be_a_token_is_refused_in_a_line_that_does_not_show_it(
    tmp_path: Path, data: bytes, why: str
) -> None:
    with pytest.raises(UserError, match=why) as refused:
        reveal(None, in_file(tmp_path, data), "InfluxDB token", ascii_only=True)
    assert STEM not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(tmp_path) in str(refused.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_or_an_endless_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file, why in ((tmp_path / "pipe", "not a regular file"), (tmp_path, "directory"), ("/dev/zero", "regular")):
        with pytest.raises(UserError, match=why):
            reveal(None, str(file), "token")
    with pytest.raises(UserError, match="is too long"):
        reveal(None, in_file(tmp_path, b"x" * 20_000), "token")


def test_a_password_may_have_any_letters_but_no_lines() -> None:
    assert reveal(SecretStr("Käse und Brot 12"), None, "MQTT password") == "Käse und Brot 12"
    assert reveal(None, None, "MQTT password") is None
    with pytest.raises(UserError, match="printable characters"):
        reveal(SecretStr("one\ntwo two two"), None, "MQTT password")


def test_a_log_has_neither_local_variables_nor_known_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    reveal(SecretStr(CANARY), None, "token")

    def connect(token: str) -> None:
        hidden = f"local {token[::-1]}"
        raise ValueError(f"Invalid header value b'Token {token}' {len(hidden)}")

    with log_lines(Console(file=io.StringIO())):
        try:
            connect(CANARY)
        except ValueError:
            structlog.get_logger().exception("cannot connect", reason=f"refused {CANARY}")
            logging.getLogger("library").exception("with %s", CANARY)
    said = capsys.readouterr().err
    assert said.count("ValueError: Invalid header value") == 2
    assert "cannot connect" in said
    assert STEM not in said
    assert STEM[::-1] not in said


def test_reasons_and_the_engines_state_are_scrubbed(tmp_path: Path) -> None:
    reveal(SecretStr(CANARY), None, "token")
    assert STEM not in Unavailable("failed", f"header {CANARY}").reason
    write_state(tmp_path, {"reason": f"unauthorized: Token {CANARY}"})
    state = read_state(tmp_path)
    assert state is not None
    assert STEM not in str(state)


def test_the_password_of_a_camera_is_scrubbed_however_it_is_written() -> None:
    parse("site: s\ncameras: [{id: a, source: 'rtsp://me:p%40ss-w0rd-12@192.0.2.1/x'}]\n", "c.yaml")
    assert scrub("401 for p@ss-w0rd-12 and p%40ss-w0rd-12") == "401 for *** and ***"


def test_a_secret_is_scrubbed_as_json_and_addresses_have_it() -> None:
    register('quote"and\\back')
    assert scrub('quote"and\\back quote\\"and\\\\back quote%22and%5Cback') == "*** *** ***"
