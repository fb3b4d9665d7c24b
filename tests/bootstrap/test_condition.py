"""What is wrong with an engine is told as it is now, never as it was while all was well."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from bootstrap import cli
from bootstrap.condition import engine_trouble, part_troubles
from bootstrap.services.control import Status
from bootstrap.services.machine import State
from core import paths
from core.live import write_state
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Mapping


def state(age: float = 0.0, health: Mapping[str, Any] | None = None, **more: object) -> dict[str, Any]:
    """Of an engine that is this process, and wrote its state so many seconds ago."""
    me = Identity.own()
    told = {"pid": me.pid, "created": me.created, "stopped": False, "cameras": {}, "health": health or {}}
    return {**told, "beat": time.monotonic() - age, "updated": time.time() - age, **more}


def test_an_engine_that_hangs_is_told_by_its_silence_and_a_clock_that_is_set_is_none() -> None:
    assert engine_trouble(state(), None) is None
    silent = engine_trouble(state(49.0), None)
    assert silent is not None
    assert silent.what.startswith("has not responded for ")
    assert engine_trouble(state(updated=time.time() - 3600.0), None) is None
    assert engine_trouble(state(updated=time.time() + 3600.0), None) is None


@pytest.mark.parametrize(
    ("found", "kind", "words"),
    [
        (State.BACKOFF, "restarting", "is being restarted: killed by signal 9"),
        (State.STARTING, "starting", "is starting"),
        (State.EXITED, "failed", "has failed: killed by signal 9"),
        (State.STOPPED, "stopped", "is not running"),
    ],
)
def test_why_there_is_none_is_what_its_supervisor_says(found: State, kind: str, words: str) -> None:
    gone = state(created="another time")
    trouble = engine_trouble(gone, Status("engine", found, "killed by signal 9"))
    assert trouble is not None
    assert (trouble.kind, trouble.what) == (kind, words)


def test_each_part_that_does_not_work_is_told_with_its_reason() -> None:
    now = time.time()
    health = {
        "engine": {"state": "running", "reason": None, "since": now},
        "journal": {"state": "paused", "reason": "No space left on device", "since": now},
        "influx": {"state": "failed", "reason": "connection refused", "since": now},
        "mqtt": {"state": "connecting", "reason": None, "since": now - 90.0},
        "mosquitto": {"state": "backoff", "reason": "it is told by somebody else", "since": now},
        "camera/north": {"state": "frozen", "reason": None, "since": now},
        "camera/east": {"state": "no_data", "reason": None, "since": now},
        "camera/south": {"state": "reconnecting", "reason": "timed out", "since": now},
        "camera/west": {"state": "running", "reason": None, "since": now},
        "camera/clip": {"state": "ended", "reason": None, "since": now},
        "thread/evidence-files": {"state": "failed", "reason": "ValueError", "since": now},
    }
    told = [one.what for one in part_troubles(state(health=health), frozenset({"mosquitto"}))]
    assert told == [
        "journal paused: No space left on device",
        "influx failed: connection refused",
        "mqtt connecting",
        "camera north frozen",
        "camera east no data",
        "camera south reconnecting: timed out",
        "engine component evidence-files failed: ValueError",
    ]


@pytest.mark.parametrize(
    ("age", "health", "words"),
    [
        (0.0, {}, ""),
        (49.0, {}, "has not responded for "),
        (0.0, {"journal": {"state": "paused", "reason": "No space left on device"}}, "journal paused: No space left"),
        (0.0, {"camera/north": {"state": "frozen", "reason": None}}, "camera north frozen"),
    ],
)
def test_status_says_so_and_its_exit_code_too(
    capsys: pytest.CaptureFixture[str], age: float, health: dict[str, Any], words: str
) -> None:
    write_state(paths.runtime_dir(), state(age, health))
    code = 1 if words else 0
    assert cli.main(["status"]) == code
    said = capsys.readouterr().out
    assert words in said
    assert ("engine: running" in said) is (age == 0.0)
    assert cli.main(["status", "--json"]) == code
    told = json.loads(capsys.readouterr().out)
    assert [words in one["what"] for one in told["problems"]] == [True] * code
