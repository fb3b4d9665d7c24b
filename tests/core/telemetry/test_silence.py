"""Why a server gave no answer is told in words, never by the name of a library's error."""

from __future__ import annotations

import errno
import socket

import pytest
import urllib3
from ports import free_port

from core.sinks.silence import why


def below(outer: Exception, inner: Exception) -> Exception:
    outer.__cause__ = inner
    return outer


def test_a_closed_port_refuses_the_connection() -> None:
    pool = urllib3.PoolManager(retries=1)
    with pytest.raises(urllib3.exceptions.HTTPError) as found:
        pool.request("GET", f"http://127.0.0.1:{free_port()}/", timeout=5)
    assert why(found.value) == "connection refused"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (urllib3.exceptions.NameResolutionError("x", None, socket.gaierror(-2, "?")), "unknown host name"),  # type: ignore[arg-type]
        (urllib3.exceptions.ReadTimeoutError(None, "/", "late"), "connection timed out"),  # type: ignore[arg-type]
        (urllib3.exceptions.ProtocolError("aborted", ConnectionResetError(104, "reset")), "connection lost"),
        (below(ValueError("x"), OSError(errno.EHOSTUNREACH, "No route to host")), "no route to host"),
        (ValueError("secret"), "connection failed (ValueError)"),
    ],
)
def test_what_the_system_said_is_told_before_what_libraries_call_it(error: Exception, told: str) -> None:
    assert why(error) == told
