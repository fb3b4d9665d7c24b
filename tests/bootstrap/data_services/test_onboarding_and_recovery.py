"""What influxd refuses at its first setup, and what it tells whoever asks beside it: genuine ones and the double."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from test_influxd_double import BODY, TOKEN, Influxd

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DONE = (422, "onboarding has already been completed")


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Influxd]:
    found = Influxd(tmp_path)
    yield found
    found.stop()


def onboard(server: Influxd, **change: Any) -> tuple[int, str]:
    answer = server.ask("POST", "/api/v2/setup", {**BODY, **change})
    return answer.status_code, answer.json().get("message", "")


def allowed(server: Influxd) -> bool:
    return bool(server.ask("GET", "/api/v2/setup").json()["allowed"])


def test_what_onboarding_refuses_at_once_may_be_tried_again_and_what_it_refuses_late_may_not(alone: Influxd) -> None:
    for password in ("short", "x" * 73):
        assert onboard(alone, password=password) == (400, "passwords must be between 8 and 72 characters long")
    assert onboard(alone, org="") == (422, "onboarding failed: missing required fields [org]")
    assert [onboard(alone, **{field: ""})[0] for field in ("username", "bucket")] == [422, 422]
    assert allowed(alone)
    status, said = onboard(alone, bucket="_mine")
    assert (status, "Buckets may not start with underscore" in said) == (400, True)
    assert (allowed(alone), onboard(alone)) == (False, DONE)
    assert alone.ask("GET", "/api/v2/orgs", token=TOKEN).status_code == 401


def test_onboarding_with_too_short_a_retention_is_half_done_and_recovery_waits_for_the_server_to_end(
    alone: Influxd,
) -> None:
    assert onboard(alone, retentionPeriodSeconds=100) == (500, "retention policy duration must be at least 1h0m0s")
    assert (allowed(alone), onboard(alone)) == (False, DONE)
    command = [str(alone.program), "recovery", "auth", "list", "--bolt-path", str(alone.bolt)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        ["Error: unable to open boltdb file unable to open boltdb file timeout", "See 'influxd -h' for help"],
    )


def test_a_file_that_was_cut_off_is_a_panic_and_a_missing_one_a_new_server(alone: Influxd) -> None:
    assert onboard(alone, token="")[0] == 201
    alone.stop()
    alone.bolt.write_bytes(alone.bolt.read_bytes()[: alone.bolt.stat().st_size // 2])
    done = subprocess.run(alone._command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, "panic: " in done.stderr) == (2, True)
    alone.bolt.unlink()
    alone.start()
    assert allowed(alone)
